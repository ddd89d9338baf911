from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _ar_notices(self):
        messages = self.mail_message_id.filtered(lambda message: message.model == "ar.notice")
        # sudo: the mail queue follows the mails of all companies
        return messages and self.env["ar.notice"].sudo().search([("email_ids.mail_message_id", "in", messages.ids)])

    def _postprocess_sent_message(self, *args, **kwargs):
        # Mails are deleted once they are sent: the notices have to be known before.
        notices = self.sudo()._ar_notices()
        result = super()._postprocess_sent_message(*args, **kwargs)
        if notices:
            notices._update_delivery()
        return result

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("cancel", "outgoing") and (notices := self.sudo()._ar_notices()):
            status = {"cancel": "canceled", "outgoing": "ready"}[vals["state"]]
            self.env["mail.notification"].sudo().search([
                ("mail_mail_id", "in", self.ids), ("notification_status", "!=", "sent"),
            ]).write({"notification_status": status})
            notices._update_delivery()
        return result
