from odoo import models

#: Documents to customers whose way is followed, all of `ar.delivery`.
FOLLOWED = ("ar.notice", "ar.statement", "ar.balance.request.line")


class MailMail(models.Model):
    _inherit = "mail.mail"

    def _ar_sent(self):
        """Return the documents that these mails bring, a recordset for each model."""
        return [self.env[name]._sent_by(self.mail_message_id) for name in FOLLOWED]

    def _postprocess_sent_message(self, *args, **kwargs):
        # Mails are deleted once they are sent: what they bring has to be known before.
        sent = self.sudo()._ar_sent()
        result = super()._postprocess_sent_message(*args, **kwargs)
        for documents in sent:
            documents._update_delivery()
        return result

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("cancel", "outgoing") and any(sent := self.sudo()._ar_sent()):
            status = {"cancel": "canceled", "outgoing": "ready"}[vals["state"]]
            self.env["mail.notification"].sudo().search([
                ("mail_mail_id", "in", self.ids), ("notification_status", "!=", "sent"),
            ]).write({"notification_status": status})
            for documents in sent:
                documents._update_delivery()
        return result
