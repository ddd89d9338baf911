from odoo import models

#: What comes later than sending; the rest is followed where mails are sent.
AFTERWARDS = ("bounce", "canceled")


class MailNotification(models.Model):
    _inherit = "mail.notification"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("notification_status") in AFTERWARDS:
            messages = self.sudo().mail_message_id.filtered(lambda message: message.model == "ar.notice")
            if messages:
                # sudo: a bounce comes in by the mail gateway
                self.env["ar.notice"].sudo().search([("mail_message_id", "in", messages.ids)])._update_delivery()
        return result
