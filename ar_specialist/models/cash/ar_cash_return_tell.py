from odoo import fields, models
from odoo.fields import Command


class ArCashReturn(models.Model):
    """What a return means to collecting: further stages, a note in the contact log."""

    _inherit = "ar.cash.return"

    contact_log_ids = fields.Many2many(
        "ar.contact.log", "ar_cash_return_contact_rel", "return_id", "log_id", string="Contacts", readonly=True,
        copy=False)
    stages_before = fields.Json(readonly=True, copy=False)

    def _opened_items(self):
        """Return the items of customers that the return has opened."""
        debits = self.env["account.move.line"].browse({debit for debit, *_rest in self.settled_before or []})
        own = self.payment_id.statement_line_id.move_id + self.payment_id.move_line_id.move_id
        return debits.exists().filtered(
            lambda item: item.account_type == "asset_receivable" and item.move_id not in own
            and not item.reconciled and item.move_id not in self.application_ids.move_ids)

    def _raise_stages(self):
        """Move the invoices that are open again on, as far as was chosen."""
        moves = self._opened_items().move_id
        self.stages_before = {move.id: move.ar_stage_id.id for move in moves}
        if self.stage_id:
            moves._ar_move_stage(self.stage_id, self.env._("A payment came back: %s", self._reason_name()))

    def _lower_stages(self):
        """Put invoices that are still where the return had moved them back to where they were."""
        if not self.stage_id:
            return
        stages, moves = self.env["ar.stage"], self.env["account.move"]
        kept = self.stages_before or {}  # nothing is kept as no value
        before = {moves.browse(int(move)): stages.browse(stage or []) for move, stage in kept.items()}
        reason = self.env._("The return of the payment is undone.")
        moves._ar_move_stages({
            move: (stage, reason) for move, stage in before.items()
            if move.exists() and move.ar_stage_id == self.stage_id}, forward_only=False)

    def _reason_name(self):
        return dict(self._fields["reason"]._description_selection(self.env))[self.reason]

    def _tell_customer(self):
        """Log the return as a contact of each customer whose items are open again, or of the payer."""
        outcome = self.env.ref("ar_specialist.contact_outcome_returned", raise_if_not_found=False)
        told = self.env._(
            "%(payment)s came back: %(reason)s.", payment=self.payment_id.display_name, reason=self._reason_name())
        note = "\n".join(filter(None, (told, self.note)))
        if not outcome:
            self.account_id._message_log(body=note)
            return
        opened = self._opened_items()
        items = opened.grouped(lambda item: item.partner_id.commercial_partner_id)
        accounts = self.account_id | self.env["ar.account"]._for_many(
            opened.partner_id.commercial_partner_id, self.company_id)
        self.contact_log_ids = self.env["ar.contact.log"].create([{
            "account_id": account.id, "channel": "bank", "direction": "in", "outcome_id": outcome.id, "note": note,
            "user_id": self.env.uid, "move_line_ids": [Command.set(items.get(account.partner_id, opened.browse()).ids)],
        } for account in accounts])
