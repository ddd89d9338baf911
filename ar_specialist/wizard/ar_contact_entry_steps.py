from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class ArContactEntry(models.TransientModel):
    """The few fields of what follows: a promise, a dispute, a hold, an activity, copies of invoices."""

    _inherit = "ar.contact.entry"

    promise_date = fields.Date(string="Pays By")
    promise_amount = fields.Monetary(
        string="Amount Promised", compute="_compute_promise_amount", store=True, readonly=False,
        help="Empty: all that is open of the items, or of the account.")
    dispute_kind = fields.Selection(
        [("dispute", "Dispute"), ("inquiry", "Inquiry")], default="dispute",
        help="A dispute contests an amount and keeps it out of follow-ups; an inquiry is a question.")
    dispute_reason_id = fields.Many2one(
        "ar.dispute.reason", string="Reason",
        domain="['|', ('company_id', '=', False), ('company_id', 'parent_of', company_id)]")
    dispute_amount = fields.Monetary(
        string="Amount Contested", compute="_compute_dispute_amount", store=True, readonly=False,
        help="Empty: all that is open of the items.")
    hold_reason = fields.Char(string="Why on Hold")
    hold_until = fields.Date()
    activity_type_id = fields.Many2one(
        "mail.activity.type", string="Activity",
        domain="['|', ('res_model', '=', False), ('res_model', '=', 'ar.account')]",
        default=lambda self: self.env.ref("mail.mail_activity_data_call", raise_if_not_found=False))
    activity_summary = fields.Char(string="To Do")
    activity_user_id = fields.Many2one(
        "res.users", string="For", domain=[("share", "=", False)], default=lambda self: self.env.user)

    @api.depends("item_ids", "account_id")
    def _compute_promise_amount(self):
        """What is open of the items; without any what is to collect from the customer, else what is open."""
        for entry in self:
            account = entry.account_id
            entry.promise_amount = entry._open_of_items() or account.amount_to_collect or max(account.amount_open, 0.0)

    @api.depends("item_ids")
    def _compute_dispute_amount(self):
        for entry in self:
            entry.dispute_amount = entry._open_of_items()

    def _open_of_items(self):
        """Return what is open of the items, in the currency of the entry."""
        measure = "amount_residual_currency" if len(self.item_ids.currency_id) == 1 else "amount_residual"
        return sum(self.item_ids.mapped(measure))

    @api.onchange("promise_date")
    def _onchange_promise_date(self):
        """The day after the promise is the day to see whether it was kept."""
        if self.promise_date:
            self.next_action_date = self.promise_date + timedelta(days=1)

    def _save(self):
        self.ensure_one()
        if not self.outcome_id:
            raise UserError(self.env._("Say what came of it: choose the outcome."))
        steps = {
            "promise": self._promise, "dispute": self._dispute, "hold": self._hold, "activity": self._activity,
            "copy": self._copies,
        }
        asked = steps[self.next_step]() if self.next_step in steps else {}
        return self.env["ar.contact.log"].with_context(ar_activity_id=self.activity_id)._log({
            "account_id": self.account_id.id, "channel": self.channel, "direction": self.direction,
            "person_id": self.person_id.id, "outcome_id": self.outcome_id.id, "note": self.note,
            "item_ids": self.item_ids.ids, "next_action_date": self.next_action_date,
        }, **asked)

    def _promise(self):
        if not self.promise_date:
            raise UserError(self.env._("Say by which day the money is promised."))
        amount = {"amount": self.promise_amount} if self.promise_amount else {}
        return {"promise": {"date": self.promise_date, "currency_id": self.currency_id.id, **amount}}

    def _dispute(self):
        if not self.dispute_reason_id:
            raise UserError(self.env._("Say what is wrong: choose the reason of the dispute."))
        if self.dispute_kind == "dispute" and not self.item_ids:
            raise UserError(self.env._("Choose the items that are contested."))
        amount = {"amount": self.dispute_amount} if self.dispute_amount else {}
        return {"dispute": {"kind": self.dispute_kind, "reason_id": self.dispute_reason_id.id, **amount}}

    def _hold(self):
        if not self.hold_reason:
            raise UserError(self.env._("Say why follow-ups are on hold."))
        return {"hold": {"reason": self.hold_reason, "date_to": self.hold_until}}

    def _activity(self):
        if not self.activity_type_id:
            raise UserError(self.env._("Choose what is to be done next."))
        return {"activity": {
            "activity_type_id": self.activity_type_id.id, "summary": self.activity_summary or self.outcome_id.name,
            "date_deadline": self.next_action_date or self.env.company._ar_today(),
            "user_id": self.activity_user_id.id or self.env.uid, "automated": False,
        }}

    def _copies(self):
        return {"copies": self.item_ids.move_id.filtered(lambda move: move.is_sale_document(include_receipts=True))}
