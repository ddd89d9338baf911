import io
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from PyPDF2 import PdfReader

from .common_confirmations import ConfirmationsCommon


@tagged("-at_install", "post_install")
class TestConfirmationSend(ConfirmationsCommon):
    """Requests go out once, by mail or by letter, in the customer's language."""

    def text_of(self, content):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())

    def test_by_mail_and_by_letter(self):
        request = self.ask(auditor_id=self.whitfield.id)
        self.assertEqual(request.state, "done")
        mailed, paper = self.line_of(request), self.line_of(request, self.other_customer)
        self.assertEqual((mailed.state, paper.state), ("sent", "to_print"))
        [mail] = self.mails_of(mailed)
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertIn("audit@whitfield.example", mail.reply_to)
        for text in ("100.00", "02/28/2026", "Whitfield", "/balance?date=2026-02-28"):
            self.assertIn(text, mail.body_html)
        self.assertNotIn("<b>Interior</b>", mail.body_html)
        self.assertEqual(mail.attachment_ids.mimetype, "application/pdf")
        self.assertFalse(self.mails_of(paper))

    def test_the_letter(self):
        self.customer.write({"street": "Side Street 2", "city": "Springfield"})
        request = self.ask(auditor_id=self.whitfield.id, by_letter=True)
        self.assertEqual(set(request.line_ids.mapped("state")), {"to_print"})
        printed = request.line_ids._print()
        self.assertEqual(len(PdfReader(io.BytesIO(printed)).pages), 2)
        self.assertEqual(set(request.line_ids.mapped("state")), {"printed"})
        text = self.text_of(printed)
        for words in (
                "Please confirm your balance as of 02/28/2026", "$ 100.00", "$ 40.00", "1 Audit Road", "Audit 2026",
                "Our books agree", "Signature"):
            self.assertIn(words, text)
        self.assertEqual(self.text_of(request.line_ids._print()), text)

    def test_many_letters_in_one_conversion(self):
        request = self.ask(send=False)
        request.action_prepare()
        reports = type(self.env["ir.actions.report"])
        with patch.object(
                reports, "_run_wkhtmltopdf", autospec=True, side_effect=reports._run_wkhtmltopdf) as converter:
            made = request.line_ids._letter_pdfs("en_US")
        self.assertEqual(converter.call_count, 1)
        for line in request.line_ids:
            text = self.text_of(made[line.id])
            self.assertEqual(text.count("Signature"), 1)
            self.assertIn(f"$ {line.amount:.2f}", text)
            self.assertNotIn((request.line_ids - line).partner_id.name, text)

    def test_in_other_languages(self):
        languages = {"fr_FR": "Veuillez confirmer", "de_DE": "Bitte bestätigen Sie", "es_ES": "confirme su saldo"}
        for code in languages:
            self.env["res.lang"].sudo()._activate_lang(code)
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], list(languages), overwrite=True)
        for code, words in languages.items():
            self.customer.lang = code
            request = self.ask(how="picked", picked_ids=[(6, 0, self.account.ids)])
            line = request.line_ids
            self.assertIn(words, self.text_of(line.document_ids.sudo().attachment_id.raw))
            [mail] = self.mails_of(line)
            for english in ("Agree or disagree", "Our books are being audited", "Kind regards", "happy to help"):
                self.assertNotIn(english, mail.body_html)
            self.assertNotIn("please confirm", mail.subject)

    def test_a_negative_request(self):
        self.quick_letters()
        request = self.ask(form="negative")
        [mail] = self.mails_of(self.line_of(request))
        self.assertIn("there is nothing to do", mail.body_html)
        self.assertFalse(request._to_remind())
        with self.assertRaises(UserError):
            self.line_of(request).action_remind()

    def test_never_twice(self):
        self.quick_letters()
        request = self.ask()
        with self.assertRaises(UserError):
            request.action_execute()
        with self.assertRaises(UserError):
            request.action_draft()
        with self.assertRaises(UserError):
            request.action_cancel()
        self.assertEqual(len(self.mails_of(request.line_ids)), 1)
        with self.assertRaises(UserError):
            request.line_ids.sudo().unlink()

    def test_many_go_in_the_background(self):
        self.quick_letters()
        for number in range(25):
            partner = self.env["res.partner"].create({"name": f"Many {number}", "email": f"m{number}@example.com"})
            self.invoice(10 + number, "2026-02-01", partner=partner)
        request = self.ask()
        self.assertEqual((request.state, request.planned_count), ("running", 27))
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_balance_request_execute").method_direct_trigger()
        request.invalidate_recordset()
        self.assertEqual((request.state, request.asked_count, request.progress), ("done", 27, 100.0))

    def test_one_that_fails_keeps_the_others_going(self):
        self.quick_letters()
        request = self.ask(send=False)
        request.action_prepare()
        self.customer.email = False
        self.customer.write({"street": False, "city": False, "zip": False})
        request.action_execute()
        self.assertEqual(
            (self.line_of(request).state, self.line_of(request, self.other_customer).state), ("failed", "to_print"))
        self.assertIn("Neither an email", self.line_of(request).failure)
        self.customer.email = "found@customer.example"
        self.line_of(request).with_user(self.specialist).action_retry()
        request.action_execute()
        self.assertEqual((self.line_of(request).state, request.state), ("sent", "done"))

    def test_a_mail_that_came_back_is_told(self):
        self.quick_letters()
        request = self.ask()
        line = self.line_of(request)
        self.env["mail.notification"].sudo().search([
            ("mail_message_id", "=", line.document_ids.sudo().mail_message_id.id)]).write({
                "notification_status": "bounce"})
        self.assertEqual((line.delivery_state, request.undelivered_count), ("bounced", 1))

    def test_queries_do_not_grow(self):
        self.quick_letters()

        def queries(count, day):
            partners = self.env["res.partner"].create([
                {"name": f"Query {number}", "email": f"q{number}@example.com"} for number in range(count)])
            for partner in partners:
                self.entry(10, day, partner=partner)
            request = self.ask(send=False, how="picked", date=day, picked_ids=[
                (6, 0, self.env["ar.account"]._for_many(partners, self.company).ids)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            request.action_prepare()
            self.env.flush_all()
            prepared = self.cr.sql_log_count
            request.sudo()._check_and_deliver(request.sudo().line_ids)
            self.env.flush_all()
            return prepared - before, self.cr.sql_log_count - prepared

        queries(2, "2026-01-05")
        self.assertEqual(queries(5, "2026-01-06"), queries(20, "2026-01-07"))
