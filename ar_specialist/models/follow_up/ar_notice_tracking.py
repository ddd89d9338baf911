from odoo import models
from odoo.exceptions import UserError


class ArNotice(models.Model):
    _name = "ar.notice"
    _inherit = ["ar.notice", "ar.delivery"]

    def _undelivered_text(self):
        return self.env._(
            "The notice did not reach the customer: %s", self.delivery_failure or self._subject())

    def action_resend(self):
        """Send the same message again, to the address that is right by now; each time is logged with the notice.

        :raise UserError: for a notice that was not sent by email, or while there is no address
        """
        for notice in self:
            if notice.state != "sent" or not notice.mail_message_id:
                raise UserError(self.env._("The notice to %s was not sent by email.", notice.partner_id.name))
            if notice.delivery_state == "outgoing":
                raise UserError(self.env._("The email to %s is still on its way.", notice.partner_id.name))
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        for notice in self:
            if not recipients[notice.account_id.id]["partners"]:
                raise UserError(self.env._(
                    "%s has no email address that works: write one on the customer or on its follow-up address.",
                    notice.partner_id.name))
        self._send_mails(self._content(recipients, frozen=True))
        for notice in self:
            notice._message_log(body=self.env._(
                "Sent again to %s.", ", ".join(recipients[notice.account_id.id]["partners"].mapped("email"))))
