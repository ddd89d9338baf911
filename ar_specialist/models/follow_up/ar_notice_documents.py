import logging

from odoo import api, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# Each takes a second or two: a batch stays well under the time a cron job has.
DOCUMENTS_AT_ONCE = 10


class ArNotice(models.Model):
    _inherit = "ar.notice"

    @api.model
    def _cron_follow_up_documents(self):
        """Make the PDFs that notices need: letters, and what the emails wait for, invoices and statements."""
        waiting = Domain("state", "=", "sent") & (
            Domain("documents_waiting", "=", True)
            | (Domain("letter_state", "=", "to_print") & Domain("letter_id", "=", False))
        )
        failed = self.browse()
        while notices := self.search(waiting & Domain("id", "not in", failed.ids), limit=DOCUMENTS_AT_ONCE, order="id"):
            for notice in notices.try_lock_for_update():
                if not notice._make_documents():
                    failed |= notice
                left = self.env["ir.cron"]._commit_progress(
                    1, remaining=self.search_count(waiting & Domain("id", "not in", failed.ids)))
                if not left:
                    return
            failed |= notices.filtered_domain(waiting)

    def _make_documents(self):
        """Make the documents of one notice; return whether it worked. A failure is told, the others go on."""
        self.ensure_one()
        notice = self.with_company(self.company_id)
        try:
            with self.env.cr.savepoint():
                if notice.letter_state and not notice.letter_id:
                    notice._render_letters()
                if notice.documents_waiting:
                    notice._attach_documents()
        except Exception as error:  # whatever a report may fail by must not stop the other customers' mails
            _logger.exception("Documents of notice %s can't be made", self.id)
            self._fail_documents(str(error))
            return False
        return True

    def _attach_documents(self):
        missing = self._invoices().filtered(lambda move: not move.invoice_pdf_report_id)
        if missing and self.level_id.attach_invoices:
            # As core makes them when an invoice is sent, so that it is the same file; sent to nobody here.
            self.env["account.move.send"]._generate_and_send_invoices(missing, sending_methods=[], extra_edis=set())
        self._attach_statements()
        # sudo: mails are technical records
        for email in self.sudo().email_ids:
            documents = self._documents() | email.statement_id
            email.mail_message_id.attachment_ids = [(4, document.id) for document in documents]
        self._waiting_mails().scheduled_date = False
        self.sudo().documents_waiting = False  # sudo: it follows from the documents being there
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _waiting_mails(self):
        # sudo: mails are technical records
        return self.env["mail.mail"].sudo().search([
            ("mail_message_id", "in", self.sudo().email_ids.mail_message_id.ids), ("state", "=", "outgoing")])

    def _fail_documents(self, text):
        """The mail does not go out without what it promises: it counts as failed, and the collector hears of it."""
        if not self.documents_waiting:
            return
        self.sudo().documents_waiting = False  # sudo: it follows from the documents being there
        mails = self._waiting_mails()
        mails.write({"state": "exception", "failure_reason": text, "failure_type": "unknown"})
        self.env["mail.notification"].sudo().search([("mail_mail_id", "in", mails.ids)]).write({
            "notification_status": "exception", "failure_type": "unknown", "failure_reason": text})
        self._update_delivery()
