from odoo import fields, models


class ArWriteOff(models.Model):
    """Deciding: a receivables manager who is not the one that asks, up to what that manager may."""

    _inherit = "ar.write.off"

    def action_approve(self):
        """Approve these write-offs and book them in the same step.

        :raise AccessError: for who asked for it, for other than managers, and over the manager's own limit
        """
        self._check_may_decide()
        for write_off in self._lock():
            write_off._check_four_eyes()
            write_off._set_state("approved", decided_by_id=self.env.uid, decided_on=fields.Datetime.now())
            write_off._post()
        return True

    def _check_four_eyes(self):
        self.company_id._ar_check_approves(
            self.name, self.requested_by_id, abs(self.amount_company), self.line_ids.move_id)

    def action_ask_refusal(self):
        """Ask why it is refused."""
        return {
            "type": "ir.actions.act_window", "res_model": "ar.write.off.refusal", "view_mode": "form", "target": "new",
            "name": self.env._("Refuse the Write-off"), "context": {"default_write_off_ids": self.ids},
        }

    def _refuse(self, why):
        """Refuse write-offs that wait; whoever asked is told why in the chatter."""
        self._check_may_decide()
        self._lock()._set_state(
            "refused", decided_by_id=self.env.uid, decided_on=fields.Datetime.now(), refusal=why)
        for write_off in self:
            write_off.message_post(
                body=self.env._("Refused: %s", why), partner_ids=write_off.requested_by_id.partner_id.ids)
