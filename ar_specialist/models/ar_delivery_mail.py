from odoo import models


class ArDelivery(models.AbstractModel):
    """Mails to customers: messages, mails and notifications, each made in one go."""

    _inherit = "ar.delivery"

    def _message_rows(self, parts):
        """Return the values of the messages of `parts`, (document, content in one language).

        A content has "subject", "partners", "documents" (attachments) and all that `_message_inner` prints.
        """
        comment = self.env.ref("mail.mt_comment").id
        senders = {record.id: record._sender() for record in self}
        reply_to = self._notify_get_reply_to()
        return [
            {
                "model": self._name, "res_id": record.id, "message_type": "email_outgoing", "subtype_id": comment,
                "subject": own["subject"], "body": record._message_inner(own),
                "author_id": senders[record.id].id, "email_from": senders[record.id].email_formatted,
                "reply_to": reply_to.get(record.id) or senders[record.id].email_formatted,
                "record_name": record.partner_id.name, "partner_ids": own["partners"].ids,
                "record_company_id": record.company_id.id,
                "record_alias_domain_id": record.company_id.alias_domain_id.id,
                "attachment_ids": [(4, document.id) for document in own["documents"]],
            }
            for record, own in parts
        ]

    def _queue_mails(self, parts, messages):
        # sudo: whoever may send need not have rights on the technical records of mails
        mails = self.env["mail.mail"].sudo().create([
            record._mail_row(message, own) for (record, own), message in zip(parts, messages, strict=True)
        ])
        self.env["mail.notification"].sudo().create([
            {**row, "res_partner_id": partner.id}
            for mail, row in zip(mails, mails._get_notification_values(), strict=True)
            for partner in mail.recipient_ids
        ])
        self._follow_by_collectors()
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _mail_row(self, message, content):
        return {
            "mail_message_id": message.id, "body_html": self._message_html(content), "state": "outgoing",
            "recipient_ids": [(6, 0, content["partners"].ids)], "auto_delete": True,
        }

    def _message_html(self, content):
        return self.env["ir.qweb"].with_context(lang=content["lang"])._render(
            "ar_specialist.notice_mail_layout", {**content, "inner": self._message_inner(content)})

    def _message_inner(self, content):
        """Return the message without the company's frame."""
        raise NotImplementedError

    def _follow_by_collectors(self):
        """Let the collectors follow the documents, so that answers come to somebody."""
        rows = [
            {"res_model": self._name, "res_id": record.id, "partner_id": person.partner_id.id}
            for record in self if (person := record._person("collector"))
        ]
        # sudo: followers are no records of the user
        followers = self.env["mail.followers"].sudo()
        known = {
            (follower.res_id, follower.partner_id.id)
            for follower in followers.search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        }
        comment = self.env.ref("mail.mt_comment").id
        followers.create([
            {**row, "subtype_ids": [(6, 0, [comment])]}
            for row in rows if (row["res_id"], row["partner_id"]) not in known
        ])
