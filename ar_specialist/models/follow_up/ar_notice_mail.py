from datetime import datetime

from odoo import models

# A mail that waits for its attachments; the mail queue leaves alone what is scheduled for later.
NOT_YET = datetime(9999, 12, 31)


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def _send_mails(self, content):
        """Queue one mail per notice and language: messages, mails and what follows their delivery, each made in one go.

        :param content: of `_content`
        """
        if not self:
            return
        statements = self._statements_sent()
        none = self.env["ir.attachment"]
        parts = [
            (notice, {
                **own, "subject": notice._sent_message(own["lang"]).subject or own["subject"],
                "documents": notice._documents() | statements.get((notice.id, own["lang"]), none),
            })
            for notice in self for own in (content[notice.id], *content[notice.id]["others"])
        ]
        # sudo: whoever may send notices need not have rights on the technical records of mails
        messages = self.env["mail.message"].sudo().create(self._message_rows(parts))
        emails = [
            {
                "notice_id": notice.id, "lang": own["lang"], "mail_message_id": message.id,
                "statement_id": statements.get((notice.id, own["lang"]), none).id,
            }
            for (notice, own), message in zip(parts, messages, strict=True)
        ]
        self._replace_emails(emails)
        self._mark_outgoing(emails)
        self._queue_mails(parts, messages)
        if any(notice.documents_waiting for notice in self):
            self.env.ref("ar_specialist.ir_cron_follow_up_documents").sudo()._trigger()

    def _mark_outgoing(self, emails):
        by_notice = {}
        for email in emails:
            by_notice.setdefault(email["notice_id"], []).append(email)
        for notice in self:
            own = by_notice[notice.id]
            lacking = notice.level_id.attach_statement and not all(email["statement_id"] for email in own)
            # sudo: what became of the mail follows from sending it, nobody writes it
            notice.sudo().write({
                "mail_message_id": own[0]["mail_message_id"], "delivery_state": "outgoing", "delivery_failure": False,
                "documents_waiting": lacking or notice._lacks_documents(),
            })

    def _mail_row(self, message, content):
        # One copy is enough for a colleague: that of the first mail.
        copy_to = self._copy_to() if message == self.mail_message_id else ""
        return {
            **super()._mail_row(message, content), "email_cc": copy_to or False,
            "scheduled_date": NOT_YET if self.documents_waiting else False,
        }

    def _sender(self):
        """Return whom the level names; the company where the person has no email."""
        role = self.level_id.sender
        person = self.env["res.partner"] if role == "company" else self._person(role).partner_id
        return person if person.email else self.company_id.partner_id

    def _copy_to(self):
        role = self.level_id.copy_to
        return self._person(role).partner_id.email_formatted if role else ""

    def _documents(self):
        """Return the PDFs that exist already of the invoices the level wants attached."""
        if not self.level_id.attach_invoices:
            return self.env["ir.attachment"]
        # sudo: the customer gets its own invoices, whatever the rights on attachments of whoever sends them
        return self._invoices().sudo().invoice_pdf_report_id

    def _lacks_documents(self):
        return self.level_id.attach_invoices and any(
            not move.invoice_pdf_report_id for move in self._invoices().sudo())

    def _invoices(self):
        return self.line_ids.filtered(lambda line: not line.reason_codes).move_id.filtered(
            lambda move: move.is_sale_document())
