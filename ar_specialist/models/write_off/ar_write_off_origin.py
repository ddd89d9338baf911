from odoo import api, fields, models
from odoo.fields import Command

#: What a write-off comes from. Only what was asked for as one says something about the customer.
KINDS = [
    ("request", "Request"), ("clean_up", "Small balance"), ("dispute", "Dispute"), ("payment", "Short payment"),
    ("deduction", "Deduction"),
]


class ArWriteOff(models.Model):
    """Write-offs that were decided elsewhere, in a dispute or when a payment was applied: booked here like the others.

    They are undone where they come from, or here; the one knows of the other.
    """

    _inherit = "ar.write.off"

    kind = fields.Selection(KINDS, required=True, default="request", readonly=True, copy=False, index=True)
    dispute_id = fields.Many2one(
        "ar.dispute", readonly=True, copy=False, index="btree_not_null", ondelete="set null", check_company=True)
    application_id = fields.Many2one(
        "ar.cash.application", string="Applied Payment", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null", help="It may be of another branch than the item.")
    loss_account_id = fields.Many2one(
        "account.account", string="Booked To", readonly=True, copy=False, ondelete="restrict", check_company=True,
        help="Where it was decided to book it; empty: to the account of the reason, or of the settings.")

    @api.model
    def _book_at_once(self, amounts, **values):
        """Book what the present user has decided and may decide; return the write-offs.

        :param amounts: {item: amount in the item's currency}
        :param values: of all of them: kind, dispute_id, application_id, loss_account_id, date, …
        :raise UserError: when it can't be booked; nothing is then
        """
        items = self.env["account.move.line"].union(*amounts)
        write_offs = self._make(items, amounts, **values)
        write_offs._check_complete_at_once()
        now, uid = fields.Datetime.now(), self.env.uid
        for write_off in write_offs:
            write_off._set_state(
                "approved", requested_by_id=write_off.requested_by_id.id or uid, requested_on=now, decided_by_id=uid,
                decided_on=now)
        for company in write_offs.company_id:
            write_offs.filtered(lambda one, mine=company: one.company_id == mine)._post()
        return write_offs

    def _check_complete_at_once(self):
        for write_off in self:
            write_off._loss_account()
        self.line_ids._check_not_waiting()

    def _loss_account(self):
        """What was decided where it comes from goes before reason and settings."""
        return self.loss_account_id or super()._loss_account()

    def _recovery_account(self):
        """Return where money is booked that came in after all."""
        return self.loss_account_id or self.reason_id._recovery_account(self.company_id) or self._loss_account()

    def _label(self, item):
        if self.kind == "dispute":
            return self.env._("Written off: %(item)s, %(dispute)s", item=item.move_name, dispute=self.dispute_id.name)
        if self.kind == "deduction":
            return f"{self.application_id.deduction_reason_id.name or self.env._('Deduction')}: {item.move_name}"
        if self.kind == "payment":
            return self.env._("Written off: %s", item.move_name)
        return super()._label(item)

    def _prepare_entry(self):
        values = super()._prepare_entry()
        if origin := self.dispute_id.name or self.application_id.payment_id.display_name:
            values["ref"] = f"{origin}, {self.name}"
        return values

    def _tell_origins(self, entries):
        """Let disputes and applied payments know the entries made for them, before these settle anything."""
        for write_off, entry in zip(self.sudo(), entries, strict=True):  # closed to users' own writing
            write_off.dispute_id.move_ids = [Command.link(entry.id)]
            link = [Command.link(entry.id)]
            write_off.application_id.write({"move_ids": link, "rest_move_ids": link})

    def action_open_origin(self):
        """Open the dispute, the payment or the clean-up that it comes from."""
        self.ensure_one()
        if self.dispute_id:
            return self.dispute_id.action_open_case()
        if self.batch_id:
            return {
                "type": "ir.actions.act_window", "res_model": "ar.write.off.batch", "res_id": self.batch_id.id,
                "view_mode": "form", "views": [(False, "form")], "name": self.batch_id.name}
        return self.application_id.payment_id.action_cash_screen()
