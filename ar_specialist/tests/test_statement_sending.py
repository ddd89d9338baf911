from io import BytesIO
from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import new_test_user, tagged
from odoo.tools.pdf import PdfFileReader

from ..models.statement import ar_statement_execute
from .common_statements import TODAY, StatementsCommon

NO_PAPER = "no paper"


@tagged("-at_install", "post_install")
class TestStatementSending(StatementsCommon):
    def test_by_email(self):
        statement = self.send(self.account)
        self.assertEqual((statement.state, statement.delivery_state, statement.batch_id.state),
                         ("sent", "outgoing", "done"))
        [line] = statement.line_ids
        self.assertEqual((line.charges, line.credits, line.closing, line.overdue), (100.0, 0.0, 100.0, 100.0))
        [mail] = self.mails(statement)
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertIn("100.00", mail.body_html)
        self.assertIn("Azure &lt;b&gt;Interior", mail.body_html)
        self.assertIn(f"/my/balance/{self.account.id}?access_token=", mail.body_html)
        [document] = statement.sudo().document_ids
        self.assertEqual(mail.mail_message_id.attachment_ids, document.attachment_id)
        self.assertEqual(document.attachment_id.raw[:4], b"%PDF")
        self.assertIn("Statement sent by email", self.account.message_ids[:1].body)

    def test_one_mail_per_language(self):
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], ["fr_FR"], overwrite=True)
        self.customer.child_ids = [(0, 0, {
            "name": f"Reader {code}", "type": "followup", "email": f"{code}@customer.example", "lang": code,
        }) for code in ("en_US", "fr_FR")]
        statement = self.send(self.account)
        mails = {mail.recipient_ids.lang: mail for mail in self.mails(statement)}
        self.assertEqual(set(mails), {"en_US", "fr_FR"})
        self.assertIn("Bonjour", mails["fr_FR"].body_html)
        self.assertIn("votre relevé de compte au 20/03/2026", mails["fr_FR"].body_html)
        self.assertIn("Voir votre compte", mails["fr_FR"].body_html)
        texts = {
            document.lang: PdfFileReader(BytesIO(document.attachment_id.raw)).pages[0].extract_text()
            for document in statement.sudo().document_ids}
        self.assertIn("Statement", texts["en_US"])
        self.assertNotIn("Statement of", texts["fr_FR"])

    def test_each_language(self):
        words = {
            "fr_FR": ("Bonjour", "votre relevé de compte au 20/03/2026", "Solde au", "en retard", "Voir votre compte"),
            "de_DE": ("Guten Tag", "Ihren Kontoauszug zum 20.03.2026", "Saldo am", "überfällig", "Ihr Konto ansehen"),
            "es_ES": ("Buenos días", "su extracto de cuenta a 20/03/2026", "Saldo a", "vencido", "Ver su cuenta"),
        }
        languages = self.env["res.lang"].sudo()
        for code in words:
            languages._activate_lang(code)
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], list(words), overwrite=True)
        statement = self.plan(self.account).statement_ids
        for code, expected in words.items():
            self.customer.lang = code
            message = statement._render_message()
            text = " ".join(html.fromstring(str(message["html"])).text_content().split())
            for word in expected:
                with self.subTest(code, word=word):
                    self.assertIn(word, text)

    def test_in_the_timeline(self):
        statement = self.send(self.account)
        self.env.flush_all()
        [event] = self.env["ar.timeline"].search([("account_id", "=", self.account.id), ("kind", "=", "statement")])
        self.assertEqual((event.statement_id, event.user_id), (statement, self.specialist))
        self.assertIn("Open items as of 2026-03-20", event.summary)
        self.assertEqual(event.action_open()["res_model"], "ar.statement")

    def test_delivered_and_bounced(self):
        statement = self.send(self.account)
        notifications = self.env["mail.notification"].search(
            [("mail_message_id", "=", statement.sudo().document_ids.mail_message_id.id)])
        notifications.sudo().notification_status = "sent"
        statement._update_delivery()
        self.assertEqual(statement.delivery_state, "sent")
        notifications.sudo().write({"notification_status": "bounce", "failure_reason": "mailbox unknown"})
        self.assertEqual(statement.delivery_state, "bounced")
        self.assertIn("mailbox unknown", statement.delivery_failure)
        self.assertIn("did not reach", self.account.activity_ids.summary or self.account.activity_ids.note)

    def test_what_to_do_about_an_email_that_did_not_arrive(self):
        statement = self.send(self.account)
        batch = statement.batch_id
        self.assertFalse(statement.delivery_advice)
        self.assertFalse(batch.undelivered_count)
        notification = self.mails(statement).sudo().notification_ids
        for kind, advice in (("mail_smtp", "outgoing mail server"), ("mail_email_invalid", "an address that works")):
            notification.write({"notification_status": "exception", "failure_type": kind})
            statement.sudo()._update_delivery()
            self.assertIn(advice, statement.delivery_advice)
            statement.invalidate_recordset()
        self.assertEqual(batch.undelivered_count, 1)
        self.assertEqual(
            self.env["ar.statement"].search(batch.action_open_undelivered()["domain"]), statement)
        statement.action_resend()
        self.assertEqual((statement.delivery_state, statement.delivery_advice), ("outgoing", False))
        self.assertFalse(batch.undelivered_count)

    def test_resend(self):
        statement = self.send(self.account)
        with self.assertRaisesRegex(UserError, "on its way"):
            statement.action_resend()
        before, figures = statement.sudo().document_ids.attachment_id, statement.line_ids.read(["closing"])
        self.mails(statement).unlink()
        statement.sudo().delivery_state = "sent"
        self.customer.email = "new@customer.example"
        self.match(self.bill, self.invoice(40.0, TODAY, move_type="out_refund"))
        statement.action_resend()
        [mail] = self.mails(statement)
        self.assertEqual(mail.mail_message_id.attachment_ids, before)
        self.assertIn("100.00", mail.body_html)
        self.assertEqual(statement.line_ids.read(["closing"]), figures)
        self.assertIn("new@customer.example", statement.message_ids[:1].body)

    def test_print(self):
        statements = self.send(self.account + self.other_account)
        paper = statements.filtered(lambda one: one.channel == "print")
        self.assertEqual(paper.state, "to_print")
        attachment = int(paper.action_print()["params"]["url"].split("/")[3].split("?")[0])
        self.assertIn("250.00", PdfFileReader(BytesIO(
            self.env["ir.attachment"].sudo().browse(attachment).raw)).pages[0].extract_text())
        self.assertEqual((paper.state, paper.printed_by_id, paper.printed_on),
                         ("printed", self.specialist, Date.to_date(TODAY)))
        paper.action_print()
        with self.assertRaisesRegex(UserError, "no email address"):
            paper.action_resend()

    def test_one_customers_fault_stops_nobody(self):
        deliver = type(self.env["ar.statement"])._deliver

        def failing(statements, *args):
            if self.account in statements.account_id:
                raise UserError(NO_PAPER)
            return deliver(statements, *args)

        with patch.object(type(self.env["ar.statement"]), "_deliver", failing), self.assertLogs(
                "odoo.addons.ar_specialist.models.ar_background", "WARNING"):
            statements = self.send()
        states = {one.account_id: (one.state, one.failure) for one in statements}
        self.assertEqual(states, {self.account: ("failed", NO_PAPER), self.other_account: ("to_print", False)})
        failed = statements.filtered(lambda one: one.state == "failed")
        failed.action_retry()
        failed.action_send()
        self.assertEqual(failed.state, "sent")

    def test_one_of_a_sending(self):
        """The others wait on for whoever sends them: no scheduled action takes them along."""
        batch = self.plan()
        mine = batch.statement_ids.filtered(lambda one: one.account_id == self.account)
        mine.action_send()
        self.assertEqual((mine.state, batch.state), ("sent", "planned"))
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_statement_execute").method_direct_trigger()
        other = batch.statement_ids - mine
        self.assertEqual(other.state, "planned")
        other.action_send()
        self.assertEqual((other.state, batch.state), ("to_print", "done"))

    def test_many_go_out_in_the_background(self):
        batch = self.plan()
        with patch.object(ar_statement_execute, "STATEMENTS", 1):
            batch.action_execute()
            self.assertEqual((batch.state, batch.progress), ("running", 0.0))
            self.assertEqual(set(batch.statement_ids.mapped("state")), {"planned"})
            with self.enter_registry_test_mode():
                self.env.ref("ar_specialist.ir_cron_statement_execute").method_direct_trigger()
        self.assertEqual((batch.state, batch.progress), ("done", 100.0))
        self.assertEqual((batch.sent_count, batch.to_print_count), (1, 1))
        self.assertEqual(batch.statement_ids.sent_by_id, self.specialist)

    def test_queries_of_sending_grow_by_the_document_alone(self):
        """What is stored for each grows, what is asked does not; the converter is left out."""
        partners = self.env["res.partner"].create([
            {"name": f"Many {number}", "email": f"m{number}@example.com"} for number in range(26)])
        for partner in partners:
            self.invoice(10.0, "2026-03-01", partner=partner)
        accounts = self.env["ar.account"]._for_many(partners, self.company)

        def queries(some, day):
            batch = self.plan(some, day=day)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch.action_execute()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        with patch.object(type(accounts), "_ar_statement_pdfs", lambda some, *_args: dict.fromkeys(some.ids, b"%PDF")):
            queries(accounts[:3], "2026-03-17")
            few, many = queries(accounts[:6], "2026-03-18"), queries(accounts[6:26], "2026-03-19")
        self.assertLess((many - few) / 14, 8)

    def test_paid_in_the_meantime(self):
        batch = self.plan(self.account)
        self.match(self.bill, self.invoice(100.0, "2026-03-19", move_type="out_refund"))
        batch.action_execute()
        self.assertEqual((batch.statement_ids.state, batch.statement_ids.failure), ("cancelled", "Nothing is open"))
        self.assertEqual(batch.state, "done")

    def test_what_was_sent_stays(self):
        statement = self.send(self.account)
        for forbidden in (
            lambda: statement.write({"amount": 1.0}), lambda: statement.line_ids.write({"closing": 1.0}),
            lambda: statement.document_ids.unlink(), statement.unlink,
        ):
            with self.assertRaises(AccessError):
                forbidden()
        with self.assertRaisesRegex(UserError, "went out stays"):
            statement.sudo().unlink()
        with self.assertRaisesRegex(UserError, "can't become"):
            statement.sudo()._set_state("planned")

    def test_rights(self):
        batch = self.plan()
        reader = new_test_user(
            self.env, "statement_reader", groups="base.group_user,account.group_account_readonly",
            company_id=self.company.id)
        statements = batch.statement_ids.with_user(reader)
        self.assertEqual(sum(statements.mapped("amount")), 350.0)
        for refused in (
            statements.action_send, statements.action_cancel, statements.action_resend, statements.action_print,
            batch.with_user(reader).action_execute, batch.with_user(reader).action_cancel,
        ):
            with self.assertRaisesRegex(AccessError, "receivables specialists"):
                refused()
        biller = new_test_user(
            self.env, "statement_biller", groups="account.group_account_invoice", company_id=self.company.id)
        with self.assertRaises(AccessError):
            batch.statement_ids.with_user(biller).read(["amount"])

    def test_another_company(self):
        other = self.setup_other_company()["company"]
        theirs = self.env["ar.account"]._for(self.customer, other)
        batch = self.env["ar.statement.batch"]._plan(theirs, self.order(condition="any"))
        for records in (batch, batch.statement_ids):
            with self.assertRaises(AccessError):
                records.with_user(self.specialist).read(["state"])
        with self.assertRaises(AccessError):
            self.plan(theirs)
