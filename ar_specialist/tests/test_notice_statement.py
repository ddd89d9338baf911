import io
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from PyPDF2 import PdfReader

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeStatement(NoticesCommon):
    """The open-item statement that goes with a notice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], ["fr_FR"], overwrite=True)
        cls.level = cls.make_level(name="With statement", days=2, attach_statement=True)

    def text(self, attachment):
        return " ".join(" ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(attachment.sudo().raw)).pages).split())

    def make(self):
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_follow_up_documents").sudo().method_direct_trigger()

    def test_the_mail_waits_for_its_statement(self):
        other = self.invoice(77, "2026-03-15", "2026-04-15")
        notice = self.invoice_notice()
        self.send(notice)
        mail = self.mails(notice)
        self.assertTrue(notice.documents_waiting, "nothing is rendered while the notice is sent")
        self.assertFalse(mail.attachment_ids)
        self.make()
        self.assertFalse(notice.documents_waiting)
        self.assertFalse(mail.scheduled_date)
        [statement] = mail.attachment_ids
        text = self.text(statement)
        self.assertIn("Statement of open items as of 03/20/2026", text)
        self.assertIn(other.name, text, "all that is open, also what is not reminded")
        self.assertIn("177.00", text)

    def test_each_mail_has_it_in_its_language(self):
        contacts = self.env["res.partner"].create([
            {"name": name, "type": "followup", "parent_id": self.customer.id, "lang": lang,
             "email": f"{name.lower()}@customer.example"} for name, lang in (("Ann", "en_US"), ("Fanny", "fr_FR"))])
        notice = self.invoice_notice()
        self.send(notice)
        self.make()
        texts = {
            mail.recipient_ids.name: self.text(mail.attachment_ids) for mail in self.mails(notice)}
        self.assertEqual(texts.keys(), set(contacts.mapped("name")))
        self.assertIn("Statement of open items", texts["Ann"])
        self.assertIn("Relevé des postes ouverts", texts["Fanny"])

    def test_sent_again_with_the_same_statement(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.make()
        statement = self.mails(notice).attachment_ids
        notice.sudo().delivery_state = "bounced"
        self.invoice(5, "2026-03-19")
        notice.action_resend()
        self.assertFalse(notice.documents_waiting)
        self.assertEqual(notice.mail_message_id.sudo().attachment_ids, statement)

    def test_it_is_printed_behind_the_letter(self):
        level = self.make_level(name="Letter", days=4, by_email=False, by_letter=True, attach_statement=True)
        notice = self.invoice_notice(level=level)
        self.send(notice)
        self.make()
        self.assertFalse(notice.documents_waiting)
        reader = PdfReader(io.BytesIO(notice.letter_id.sudo().raw))
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        self.assertEqual(len(pages), 2)
        self.assertIn("These are open", pages[0])
        self.assertIn("Statement of open items", pages[1])

    def test_a_statement_that_can_not_be_made_is_told(self):
        notice = self.invoice_notice()
        self.send(notice)
        with patch.object(
            type(self.env["ar.account"]), "_ar_statement_pdf", side_effect=UserError("no paper"),
        ), self.assertLogs("odoo.addons.ar_specialist.models.follow_up.ar_notice_documents", "ERROR"):
            self.assertFalse(notice._make_documents())
        self.assertEqual((notice.delivery_state, notice.delivery_failure), ("failed", "no paper"))

    def test_without_the_option_there_is_none(self):
        notice = self.invoice_notice(level=self.make_level(name="Plain", days=5))
        self.send(notice)
        self.assertFalse(notice.documents_waiting)
        self.assertFalse(notice.statement_date)
