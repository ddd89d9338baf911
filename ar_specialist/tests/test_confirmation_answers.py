from io import BytesIO
from unittest.mock import patch

import openpyxl
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import tagged

from .common_confirmations import DAY, ConfirmationsCommon


@tagged("-at_install", "post_install")
class TestConfirmationAnswers(ConfirmationsCommon):
    """What customers answer, on their page or otherwise, and who is reminded."""

    def setUp(self):
        super().setUp()
        self.quick_letters()

    def test_an_answer_on_the_page_belongs_to_the_request(self):
        request = self.ask(auditor_id=self.whitfield.id)
        line = self.line_of(request)
        self.assertEqual(self.answer_on_page().state, "done")
        answer = line.answer_id
        self.assertEqual((line.verdict, answer.source, answer.request_line_id), ("agrees", "portal", line))
        self.assertEqual((request.rate_count, request.agreed_count, request.silent_count), (0.5, 1, 1))
        self.assertAlmostEqual(request.rate_amount, 100 / 140)
        [copy] = self.env["mail.mail"].sudo().search([("email_to", "like", "audit@whitfield.example")])
        self.assertIn("Kim Known", copy.body_html)
        self.assertIn("100.00", copy.body_html)

    def test_the_page_shows_what_was_asked(self):
        self.ask()
        self.invoice(55, "2026-02-20")
        self.assertEqual(self.account._ar_portal_balance(DAY), [(self.company.currency_id, 100.0)])
        self.assertEqual(self.account._ar_portal_balance(Date.to_date("2026-02-27")), [
            (self.company.currency_id, 155.0)])

    def test_a_difference(self):
        line = self.line_of(self.ask())
        self.answer_on_page(False, "70.00", text="We paid 30.")
        self.assertEqual((line.verdict, line.difference, line.is_difference_known), ("differs", -30.0, True))
        self.assertEqual(line.request_id.difference, -30.0)
        action = line.with_user(self.specialist).action_reconcile()
        self.assertEqual(action["res_model"], "ar.reconciliation.read")
        self.assertEqual(
            (action["context"]["default_account_id"], action["context"]["default_date"]), (self.account.id, DAY))

    def test_a_difference_in_a_foreign_currency(self):
        self.invoice(20, "2026-02-01", currency_id=self.foreign.id)
        line = self.line_of(self.ask())
        self.answer_on_page(False, text="Less", **{f"reported_{self.foreign.id}": "10"})
        rate = self.foreign._convert(-10.0, self.company.currency_id, self.company, DAY)
        self.assertAlmostEqual(line.difference, rate)

    def test_a_later_answer_counts(self):
        line = self.line_of(self.ask())
        self.answer_on_page(False, text="Differs somehow")
        self.assertEqual((line.verdict, line.is_difference_known), ("differs", False))
        self.answer_on_page()
        self.assertEqual((line.verdict, len(line.answer_ids)), ("agrees", 2))

    def test_answers_of_another_day_or_before_do_not_count(self):
        self.answer_on_page()
        request = self.ask()
        self.assertEqual(self.line_of(request).verdict, "none")
        self.answer_on_page(day=Date.to_date("2026-02-27"))
        self.assertEqual(self.line_of(request).verdict, "none")
        request.action_close()
        self.answer_on_page()
        self.assertEqual(self.line_of(request).verdict, "none")

    def test_offered_to_whom_is_asked_alone(self):
        self.company.ar_portal_balance = False
        self.assertEqual(self.answer_on_page().state, "closed")
        self.ask(how="picked", picked_ids=[(6, 0, self.account.ids)])
        self.assertEqual(self.answer_on_page().state, "done")
        self.assertEqual(self.answer_on_page(account=self.other_account).state, "closed")

    def test_by_hand_with_a_file(self):
        line = self.line_of(self.ask(), self.other_customer)
        slip = self.env["ir.attachment"].with_user(self.specialist).create({"name": "slip.pdf", "raw": b"%PDF slip"})
        answer = self.answer_by_hand(line, "differs", 35.0, note="5 returned", file_ids=[(6, 0, slip.ids)])
        self.assertEqual((line.verdict, line.difference), ("differs", -5.0))
        self.assertEqual((answer.recorded_by_id, answer.source), (self.specialist, "letter"))
        self.assertEqual(answer.with_user(self.auditor).attachment_ids.mapped("name"), ["slip.pdf"])
        with self.assertRaises(UserError):
            answer.sudo().agreed = True

    def test_what_is_refused_by_hand(self):
        request = self.ask()
        line = self.line_of(request)
        for values in (
                {"verdict": "differs"}, {"verdict": "differs", "said": 100.0}, {"answered_on": "2026-03-21"}):
            with self.assertRaises(UserError):
                self.answer_by_hand(line, **values)
        with self.assertRaises(AccessError):
            self.env["ar.balance.answer.entry"].with_user(self.auditor).create(
                {"line_id": line.id, "person_name": "x"})
        request.action_close()
        with self.assertRaises(UserError):
            self.answer_by_hand(line)

    def test_figures_of_the_browser_do_not_count(self):
        line = self.line_of(self.ask())
        entry = self.env["ar.balance.answer.entry"].with_user(self.specialist).create({
            "line_id": line.id, "person_name": "x", "figure_ids": [
                (0, 0, {"currency_id": self.company.currency_id.id, "amount": 1.0})]})
        entry.action_keep()
        self.assertEqual(line.answer_id.figure_ids.mapped("amount"), [100.0])

    def test_reminders(self):
        request = self.ask()
        request.line_ids._print()
        with self.assertRaisesRegex(UserError, "were reminded today"):
            request.action_remind()
        self.answer_by_hand(self.line_of(request, self.other_customer))
        cron = self.env["ar.balance.request"]
        for day, reminders in (("2026-03-29", 0), ("2026-03-30", 1), ("2026-03-30", 1), ("2026-05-01", 1)):
            self.on_day(day, cron)
            self.assertEqual(request.line_ids.sorted("id").mapped("reminders"), [reminders, 0], day)
        line = self.line_of(request)
        self.assertEqual((len(line.document_ids), line.reminded_on), (2, Date.to_date("2026-03-30")))
        [mail] = self.mails_of(line)
        self.assertIn("We have no answer from you yet", mail.body_html)
        with patch.object(type(self.company), "_ar_today", lambda _company: Date.to_date("2026-05-02")):
            request.action_remind()
        self.assertEqual(line.reminders, 2)

    def on_day(self, day, cron):
        today = patch.object(type(self.company), "_ar_today", lambda _company: Date.to_date(day))
        with today, self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_balance_request_remind").method_direct_trigger()
        cron.invalidate_model()
        self.env.invalidate_all()

    def test_a_mail_that_came_back_is_followed_by_a_letter(self):
        request = self.ask()
        line = self.line_of(request)
        line._note({"delivery_state": "bounced"})
        with patch.object(type(self.company), "_ar_today", lambda _company: Date.to_date("2026-03-25")):
            line.with_user(self.specialist).action_remind()
        self.assertEqual((line.state, line.channel), ("to_print", "print"))

    def test_the_close_counts_asked_and_answered(self):
        self.company.write({"fiscalyear_last_month": "2", "fiscalyear_last_day": 28})
        month = self.env["ar.period.close"].create({"company_id": self.company.id, "date_from": "2026-02-01"})
        [check] = month.check_ids.filtered(lambda check: check.code == "confirmations")
        request = self.ask()
        month.action_refresh()
        self.assertEqual(
            (check.state, check.detail), ("todo", "0 of 2 asked have answered: 0 agree, 0 differ"))
        self.answer_on_page(False, "70.00", text="We paid 30.")
        month.action_refresh()
        self.assertEqual(
            (check.state, check.count, check.amount, check.detail),
            ("ok", 1, 100.0, "1 of 2 asked have answered: 0 agree, 1 differ"))
        action = check.action_open()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), request.line_ids)

    def test_the_list_for_the_auditor(self):
        request = self.ask()
        self.answer_on_page(False, "70.00", text="=1+1")
        seen = request.with_user(self.auditor)
        book = openpyxl.load_workbook(BytesIO(seen._xlsx()))
        summary, sheet = book.worksheets
        values = {row[0].value: [cell.value for cell in row[1:]] for row in summary.iter_rows(min_row=13)}
        self.assertEqual(values["Answered"][:2], [1, 100])
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        [row] = [row for row in rows if row[0] == self.customer.name]
        self.assertEqual((row[2], row[3], row[4], row[10], row[14]), (self.customer.id, 100, 70, "Differs", "=1+1"))
        self.assertIn(b"%PDF", seen._pdf()[:10])
