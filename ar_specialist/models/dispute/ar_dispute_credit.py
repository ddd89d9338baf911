from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...logic.dispute_amounts import share


class ArDispute(models.Model):
    """The credit note for the contested part, by Odoo's own reversal, reconciled with the contested item."""

    _inherit = "ar.dispute"

    def action_credit(self):
        """Ask for amount and day of the credit note."""
        self.ensure_one()
        self._lock_contested()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.dispute.credit", "view_mode": "form", "target": "new",
            "name": self.env._("Credit Note for %s", self.name), "context": {"default_dispute_id": self.id},
        }

    def _credit(self, amount=None, date=None, reason=None):
        """Make and post the credit notes for `amount`, or for all that is contested; return them.

        One for each contested item: an instalment is settled by its own credit note and by no other.
        """
        self.ensure_one()
        self._lock_contested()
        amount = self.amount_open if amount is None else self.currency_id.round(amount)
        lines = self.line_ids.filtered(lambda line: line.amount_open > 0)
        shares, rest = share(amount, [(line, line.amount_open) for line in lines], self.currency_id.round)
        if amount <= 0 or rest:
            raise UserError(self.env._(
                "A credit note of %(amount)s is not possible: %(open)s are contested.",
                amount=self.currency_id.format(amount), open=self.currency_id.format(self.amount_open)))
        notes = self.env["account.move"]
        for item, own in lines.filtered(lambda line: shares[line] > 0).grouped("move_line_id").items():
            notes += self._credit_item(item, {line: shares[line] for line in own}, date, reason)
        self._message_log(body=self.env._(
            "Credited: %s", ", ".join(f"{note.name} {self.currency_id.format(note.amount_total)}" for note in notes)))
        return notes

    def _credit_item(self, item, shares, date, reason):
        note = self._reverse(item.move_id, date, reason or self._credit_reason())
        total = self.currency_id.round(sum(shares.values()))
        if self.currency_id.compare_amounts(total, item.move_id.amount_total):
            note.invoice_line_ids = [
                Command.clear(), *map(Command.create, self._prepare_credit_lines(item.move_id, shares))]
        self.sudo().move_ids = [Command.link(note.id)]  # closed to users' own writing
        # Posted as a reversal it would settle the oldest instalment, whichever is contested.
        note.reversed_entry_id = False
        note.action_post()
        note.reversed_entry_id = item.move_id
        receivable = note.line_ids.filtered(lambda line: line.account_id == item.account_id and not line.reconciled)
        (item + receivable).reconcile()
        return note

    def _credit_reason(self):
        return ", ".join(filter(None, [self.name, self.reason_id.name]))

    def _reverse(self, move, date, reason):
        """Return the draft that Odoo's reversal makes of `move`."""
        if move.move_type not in ("out_invoice", "out_receipt"):
            raise UserError(self.env._(
                "%s is not an invoice, so there is no credit note for it. Write the amount off, or reject it.",
                move.display_name))
        date = date or self.env.company._ar_today()
        if date > self.env.company._ar_today():
            raise UserError(self.env._("A credit note that settles a dispute can't be of a day to come."))
        wizard = self.env["account.move.reversal"].with_company(move.company_id).with_context(
            active_model="account.move", active_ids=move.ids,
        ).create({"journal_id": move.journal_id.id, "date": date, "reason": reason})
        wizard.refund_moves()
        return wizard.new_move_ids

    def _prepare_credit_lines(self, move, shares):
        """Return the values of the lines of a credit note, taxes included exactly `shares`.

        A contested invoice line is credited by a line of its own; what is contested of the invoice as a whole is
        taken from all its lines in proportion, one line for each account and set of taxes.
        """
        base_lines, _taxes = move._get_rounded_base_and_tax_lines()
        rows = []
        for line, amount in shares.items():
            own = [base for base in base_lines if not line.invoice_line_id or base["record"] == line.invoice_line_id]
            rows += self._reduced_lines(move, own, amount, f"ar_dispute,{line.id}", line.invoice_line_id.name)
        return rows

    def _reduced_lines(self, move, base_lines, amount, key, name):
        taxes = self.env["account.tax"]
        reduced = taxes._prepare_down_payment_lines(
            base_lines, move.company_id, "fixed", amount, computation_key=key,
            grouping_function=lambda base: {"account_id": base["account_id"]},
        )
        return [
            {
                "name": name or self._credit_reason(),
                "quantity": base["quantity"], "price_unit": base["price_unit"], "discount": 0.0,
                "account_id": base["account_id"].id, "tax_ids": [Command.set(base["tax_ids"].ids)],
                "analytic_distribution": base["analytic_distribution"],
                "extra_tax_data": taxes._export_base_line_extra_tax_data(base),
            }
            for base in reduced
        ]
