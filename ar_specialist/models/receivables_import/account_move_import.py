from odoo import fields, models


class AccountMove(models.Model):
    """Imported documents keep the number that the customer knows, whatever it looks like."""

    _inherit = "account.move"

    # Whoever may read invoices but not imports reads the whole record without it.
    ar_import_line_ids = fields.One2many(
        "ar.receivables.import.line", "move_id", string="Imported From",
        groups="ar_specialist.group_specialist,account.group_account_readonly",
    )

    def _sequence_matches_date(self):
        # "2012-17" on an invoice of 2013 is a number, not a mistake in a sequence.
        return self.journal_id.ar_keeps_numbers or super()._sequence_matches_date()

    def _compute_made_sequence_gap(self):
        imported = self.filtered("journal_id.ar_keeps_numbers")
        imported.made_sequence_gap = False
        return super(AccountMove, self - imported)._compute_made_sequence_gap()

    def _set_next_made_sequence_gap(self, made_gap):
        return super(
            AccountMove, self.filtered(lambda move: not move.journal_id.ar_keeps_numbers)
        )._set_next_made_sequence_gap(made_gap)
