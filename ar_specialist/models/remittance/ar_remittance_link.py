from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.cash_advices import links
from ...queries import remittances_waiting
from ..cash.ar_cash_payment import WAITING


class ArRemittance(models.Model):
    """From an advice to the payment that it explains."""

    _inherit = "ar.remittance"

    suggested_ids = fields.Many2many(
        "ar.cash.payment", string="Payments That May Be Meant", compute="_compute_suggested_ids",
        help="Of this amount, or with this reference; none of them is the only one that fits.")

    suggested_count = fields.Integer(compute="_compute_suggested_ids")

    @api.depends("state", "amount_total", "reference", "partner_id", "payer", "payer_account", "date", "currency_id")
    def _compute_suggested_ids(self):
        self.suggested_ids, self.suggested_count = False, 0
        waiting = self.filtered(lambda advice: advice.state == "open" and advice._origin)
        for company, advices in waiting.grouped("company_id").items():
            found = advices._links(company)
            for advice in advices:
                link = found.get(advice._origin.id)
                advice.suggested_ids = link and [
                    payment for payment in dict.fromkeys((link.payment, *link.suggested)) if payment]
                advice.suggested_count = len(advice.suggested_ids)

    @api.model
    def _links(self, company):
        """Return {advice id: :class:`~..logic.cash_advices.Link`} of all that wait in `company`."""
        told = remittances_waiting.advices(self.env, company)
        return links(told, remittances_waiting.payments(self.env, company, told)) if told else {}

    @api.model
    def _link_waiting(self, company):
        """Link the advices of `company` that wait to their payments, where there is one answer; return the payments.

        The payments' proposals are made anew, unless whoever asks does so. Advices that somebody else has under hand
        wait for the next time.
        """
        found = {key: link.payment for key, link in self._links(company).items() if link.payment is not None}
        # What is linked follows from what advices and payments say, whoever it was that entered the last of them.
        advices = self.sudo().browse(found).try_lock_for_update(allow_referencing=True)
        advices.invalidate_recordset(["state"])
        linked = self.env["ar.cash.payment"]
        for advice in advices.filtered(lambda advice: advice.state == "open"):
            payment = linked.browse(found[advice.id])
            advice._set_state("linked", payment_id=payment.id)
            linked |= payment
        if not self.env.context.get("ar_remittance_said"):
            linked._propose_again()
        return linked

    def _link_to(self, payment):
        """Link an advice to a payment that a person chose.

        :raise UserError: the advice waits no longer, or the payment doesn't
        """
        self.ensure_one()
        self.check_access("write")
        payment.check_access("read")
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(self.env._("Somebody else is working on this advice at this very moment."))
        self.invalidate_recordset(["state"])
        if payment.company_id != self.company_id or payment.currency_id != self.currency_id:
            raise UserError(self.env._("This payment is of another company, or in another currency."))
        if payment.state not in WAITING:
            raise UserError(self.env._("This payment is dealt with already."))
        self._set_state("linked", payment_id=payment.id, linked_by_id=self.env.uid)
        payment._propose_again()

    def action_find_payment(self):
        """Look for the payment once more."""
        self.check_access("write")
        for company in self.company_id:
            self._link_waiting(company)
        self._look_up()
        if len(self) == 1 and self.state == "open":
            return {
                "type": "ir.actions.client", "tag": "display_notification",
                "params": {"type": "info", "message": self._why_waiting(), "next": {
                    "type": "ir.actions.client", "tag": "soft_reload"}}}
        return True

    def _why_waiting(self):
        if not self.amount_total:
            return self.env._("The advice says no amount: enter what the payment comes to.")
        if self.suggested_ids:
            return self.env._("Several payments may be meant, or one without proof: choose it below.")
        return self.env._("No payment of this amount has come in yet. It is linked by itself when it does.")

    def action_unlink_payment(self):
        """Take the advice back from its payment: it explains another one."""
        self.ensure_one()
        self.check_access("write")
        payment = self.payment_id
        self._set_state("open", linked_by_id=False)
        payment._propose_again()

    def action_open_payment(self):
        """Open the payment that the advice explains."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.cash.payment", "res_id": self.payment_id.id,
            "view_mode": "form", "name": self.payment_id.display_name}
