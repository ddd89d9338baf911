from io import BytesIO
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import new_test_user, tagged
from odoo.tools.pdf import PdfFileReader

from .common_statements import TODAY, StatementsCommon

NO_PAPER = "no paper"


@tagged("-at_install", "post_install")
class TestStatementPlanning(StatementsCommon):
    def test_who_gets_one_and_by_what(self):
        batch = self.plan()
        self.assertEqual(
            {one.account_id: (one.state, one.channel, one.amount, one.amount_overdue) for one in batch.statement_ids},
            {self.account: ("planned", "email", 100.0, 100.0), self.other_account: ("planned", "print", 250.0, 0.0)})
        self.assertEqual((batch.state, batch.email_count, batch.print_count, batch.skip_count), ("planned", 1, 1, 0))
        self.assertFalse(self.mails(batch.statement_ids))

    def test_only_overdue(self):
        batch = self.plan(condition="overdue")
        self.assertEqual(batch.statement_ids.account_id, self.account)
        self.assertEqual(self.why_not(batch), {self.other_account: "not_overdue"})

    def test_above_an_amount(self):
        batch = self.plan(minimum=250.0)
        self.assertEqual(batch.statement_ids.account_id, self.other_account)
        self.assertEqual(self.why_not(batch), {self.account: "below_amount"})

    def test_nothing_open_is_told_of_the_chosen_alone(self):
        nothing = self.account_of(self.env["res.partner"].create({"name": "Nothing", "email": "n@example.com"}))
        self.assertEqual(self.why_not(self.plan(nothing)), {})
        self.assertEqual(self.why_not(self.plan(nothing, named=True)), {nothing: "nothing_open"})
        self.assertEqual(self.plan(nothing, condition="any", named=True).statement_ids.account_id, nothing)

    def test_nowhere_to_send_it(self):
        self.other_customer.write({"street": False, "city": False, "zip": False})
        self.assertEqual(self.why_not(self.plan()), {self.other_account: "no_address"})

    def test_twice_on_a_day(self):
        self.send(self.account)
        batch = self.plan()
        self.assertEqual(self.why_not(batch), {self.account: "already"})
        self.assertEqual(batch.statement_ids.account_id, self.other_account)

    def test_planned_by_a_sending_that_rests_is_taken_over(self):
        first, second = self.plan(), self.plan()
        self.assertFalse(first.statement_ids)
        self.assertEqual(len(second.statement_ids), 2)
        second.sudo()._start()
        third = self.plan()
        self.assertEqual(set(self.why_not(third).values()), {"waiting"})

    def test_cancelled_and_planned_again(self):
        batch = self.plan()
        batch.action_cancel()
        self.assertEqual(batch.statement_ids.mapped("state"), ["cancelled"] * 2)
        self.assertEqual(self.plan().statement_ids.mapped("state"), ["planned"] * 2)

    def test_subsidiaries_are_on_the_parents_statement(self):
        daughter = self.env["res.partner"].create({
            "name": "Daughter", "is_company": True, "parent_id": self.customer.id, "email": "d@example.com"})
        self.customer.is_company = True
        self.invoice(40.0, "2026-03-01", partner=daughter)
        accounts = self.account + self.account_of(daughter)
        batch = self.plan(accounts, group=True)
        self.assertEqual(batch.statement_ids.account_id, self.account)
        self.assertEqual(batch.statement_ids.amount, 140.0)
        self.assertEqual(self.why_not(batch), {self.account_of(daughter): "with_parent"})

    def test_queries_do_not_grow(self):
        partners = self.env["res.partner"].create([
            {"name": f"Many {number}", "email": f"m{number}@example.com"} for number in range(60)])
        for partner in partners:
            self.invoice(10.0, "2026-03-01", partner=partner)
        accounts = self.env["ar.account"]._for_many(partners, self.company)

        def queries(some, day):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.plan(some, day=day)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(accounts[:5], "2026-03-17")
        self.assertEqual(queries(accounts[:10], "2026-03-18"), queries(accounts, "2026-03-19"))


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

    def test_each_gets_its_own_pages_of_the_one_document(self):
        """One call of the converter for all, whether one page or several, or nothing is open."""
        for number in range(60):
            self.invoice(number + 1.0, "2026-02-01", partner=self.other_customer)
        nothing = self.account_of(self.env["res.partner"].create({"name": "Nothing Open"}))
        accounts = self.account + self.other_account + nothing
        reports = type(self.env["ir.actions.report"])
        with patch.object(reports, "_run_wkhtmltopdf", autospec=True, side_effect=reports._run_wkhtmltopdf) as converter:
            pdfs = accounts._ar_statement_pdfs(Date.to_date(TODAY))
        self.assertEqual(converter.call_count, 1)
        texts = {
            account: [" ".join(page.extract_text().split()) for page in PdfFileReader(BytesIO(content)).pages]
            for account, content in pdfs.items()}
        self.assertEqual(len(texts[self.account.id]), 1)
        self.assertGreater(len(texts[self.other_account.id]), 1)
        for account in accounts:
            self.assertIn(account.partner_id.name, texts[account.id][0])
        self.assertIn("60.00", texts[self.other_account.id][-1] + texts[self.other_account.id][-2])
        self.assertIn("Nothing is open", texts[nothing.id][0])

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
