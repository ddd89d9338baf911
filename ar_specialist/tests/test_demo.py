from datetime import date, timedelta
from unittest.mock import patch

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import freeze_time, tagged

from ..demo.follow_ups import last_working_day, past_run_days
from .naive_aging import open_amount

LEAP_DAY = date(2024, 2, 29)
YEAR_END = date(2024, 12, 31)


@tagged("-at_install", "post_install")
class TestDemo(AccountTestInvoicingCommon):
    """The demo ledger of one company on a leap day, loaded once; a search for each situation that it promises."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.demo = cls.env["ar.demo"].sudo()
        cls.company = cls.company_data["company"]
        cls.made = cls.demo._load(cls.company, LEAP_DAY)
        cls.moves = cls.env["account.move"].search([("company_id", "=", cls.company.id)])
        cls.invoices = cls.moves.filtered(lambda move: move.move_type == "out_invoice" and move.state == "posted")
        cls.items = cls.moves.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable" and line.parent_state == "posted")

    def case(self, key, company=None):
        return self.env.ref(f"ar_specialist.demo_{key}_{(company or self.company).id}")

    def test_second_call_makes_nothing(self):
        self.assertTrue(self.made)
        self.assertFalse(self.demo._load(self.company, LEAP_DAY))
        self.assertEqual(self.env["account.move"].search_count([("company_id", "=", self.company.id)]),
                         len(self.moves))

    def test_aging_equals_the_ledger(self):
        for days in (0, 29, 60, 180, 366, 430):
            day = LEAP_DAY - timedelta(days=days)
            report = self.env["ar.aging"].compute(day, companies=self.company)
            self.assertEqual(report.total, self.env["ar.aging"]._ledger_balances(day, self.company)[self.company])

    def test_every_bucket_is_filled(self):
        report = self.env["ar.aging"].compute(LEAP_DAY, companies=self.company)
        self.assertTrue(all(amount > 5000 for amount in report.totals), report.totals)
        self.assertTrue(350_000 < report.total < 650_000, report.total)
        self.assertTrue(55 <= len(self.items.filtered("amount_residual")) <= 90)

    def test_nothing_is_dated_after_the_day(self):
        self.assertLessEqual(max(self.moves.mapped("date")), LEAP_DAY)
        self.assertGreater(max(filter(None, self.items.mapped("date_maturity"))), LEAP_DAY)

    def test_customers(self):
        partners = self.invoices.partner_id
        self.assertGreaterEqual(len(partners), 30)
        self.assertGreaterEqual(len(self.invoices), 200)
        self.assertTrue(all(partner.child_ids for partner in partners))
        self.assertEqual(set(partners.mapped("lang")), {"en_US", "fr_FR", "de_DE"})
        self.assertGreaterEqual(len(self.invoices.invoice_user_id), 3)

    def test_subsidiaries_are_customers_of_their_own(self):
        group = self.env.ref("ar_specialist.demo_customer_cascade")
        subsidiaries = group.child_ids.filtered("is_company")
        self.assertEqual(len(subsidiaries), 2)
        self.assertEqual(subsidiaries.commercial_partner_id, subsidiaries)
        self.assertTrue(group.child_ids - subsidiaries)
        self.assertLessEqual(subsidiaries, self.invoices.partner_id)

    def test_instalments(self):
        several = self.invoices.filtered(
            lambda move: len(move.line_ids.filtered(lambda line: line.account_type == "asset_receivable")) == 3)
        self.assertGreaterEqual(len(several), 4)
        lines = self.case("instalments").line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        self.assertEqual(lines.sorted("date_maturity").mapped("reconciled"), [True, False, False])

    def test_credit_notes(self):
        only = self.case("credit_only")
        self.assertEqual(self.moves.filtered(lambda move: move.partner_id == only.partner_id), only)
        self.assertLess(self.case("credit_open").amount_residual_signed, 0)
        self.assertEqual(self.case("reversed").payment_state, "reversed")
        self.assertTrue(self.case("reversed").reversal_move_ids)
        self.assertEqual(self.case("credit_part").payment_state, "paid")
        self.assertTrue(0 < self.case("credited").amount_residual < self.case("credited").amount_total)

    def test_part_payments(self):
        part = self.case("part_1")
        self.assertEqual(part.payment_state, "partial")
        self.assertAlmostEqual(part.amount_residual, part.amount_total * 0.3, delta=0.02)
        self.assertEqual(len(part.matched_payment_ids | part._get_reconciled_payments()), 2)
        self.assertGreaterEqual(len(self.invoices.filtered(lambda move: move.payment_state == "partial")), 5)

    def test_overpayment(self):
        overpaid = self.case("overpaid")
        self.assertEqual(overpaid.amount_residual, 0.0)
        payment = overpaid._get_reconciled_payments()
        line = payment.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        self.assertEqual(line.amount_residual, -240.0)

    def test_unapplied_payments_in_both_currencies(self):
        unapplied = self.items.filtered(
            lambda line: line.payment_id and not line.matched_debit_ids and not line.reconciled)
        self.assertEqual(len(unapplied), 3)
        self.assertEqual(len(unapplied.currency_id), 2)

    def test_two_currencies_with_exchange_differences(self):
        self.assertEqual(len(self.invoices.currency_id), 2)
        differences = self.moves.filtered(lambda move: move.journal_id == self.company.currency_exchange_journal_id)
        self.assertGreater(len(differences), 20)

    def test_discounts_taken(self):
        loss = self.company.account_journal_early_pay_discount_loss_account_id
        self.assertTrue(self.moves.line_ids.filtered(lambda line: line.account_id == loss))

    def test_silent_and_oldest(self):
        silent = self.env.ref("ar_specialist.demo_customer_redrock")
        report = self.env["ar.aging"].compute(LEAP_DAY, companies=self.company, partners=silent)
        self.assertGreater(report.totals[-1], 10_000)
        self.assertEqual(self.case("oldest").payment_state, "not_paid")

    def test_draft_does_not_count(self):
        self.assertEqual(self.case("draft").state, "draft")

    def test_second_company_shares_a_customer(self):
        euro = self.env.ref("base.EUR")
        company = self.setup_other_company(name="Europe", currency_id=euro.id)["company"]
        self.assertTrue(self.demo._load(company, YEAR_END, european=True))
        report = self.env["ar.aging"].compute(YEAR_END, companies=company)
        self.assertEqual(report.total, self.env["ar.aging"]._ledger_balances(YEAR_END, company)[company])
        moves = self.env["account.move"].search([("company_id", "=", company.id)])
        self.assertLessEqual(max(moves.mapped("date")), YEAR_END)
        self.assertLess(self.case("eu_part", company).partner_id, self.invoices.partner_id)
        self.assertEqual(self.case("eu_dollar", company).currency_id, self.env.ref("base.USD"))
        here = self.env["ar.aging"].compute(LEAP_DAY, companies=self.company)
        self.assertTrue({row.key for row in report.rows} & {row.key for row in here.rows})

    def test_follow_ups_of_the_past(self):
        self.assertTrue(self.demo._load_follow_ups(self.company, LEAP_DAY))
        self.assertFalse(self.demo._load_follow_ups(self.company, LEAP_DAY))
        runs = self.env["ar.run"].search([("company_id", "=", self.company.id)], order="date")
        self.assertEqual(runs.mapped("date"), past_run_days(LEAP_DAY))
        self.assertEqual({run.date.weekday() for run in runs}, {1, 4})
        self.assertEqual(set(runs.mapped("state")), {"done"})
        notices = runs.notice_ids
        self.assertGreater(len(notices.filtered(lambda notice: notice.state == "sent")), 30)
        self.assertFalse(notices.filtered(lambda notice: notice.state == "failed"))
        reasons = set(notices.filtered("reason").mapped("reason"))
        self.assertIn("no_address", reasons)
        self.assertFalse(reasons & {"paid", "weekday"})
        self.assertEqual(len(self.env["ar.hold"].search([("company_id", "=", self.company.id)])), 2)

    def test_follow_ups_of_the_past_tell_what_was_open_then(self):
        self.demo._load_follow_ups(self.company, LEAP_DAY)
        notices = self.env["ar.notice"].search([("company_id", "=", self.company.id), ("state", "=", "sent")])
        for line in notices.line_ids.filtered(lambda line: not line.reason_codes):
            then = open_amount(line.move_line_id, line.date, in_currency=True)
            self.assertAlmostEqual(line.amount_residual, then, 2)
            self.assertEqual(line.days_late, (line.date - line.date_due).days)
        self.assertTrue(any(item.reconciled for item in notices.line_ids.move_line_id), "some have paid since")
        for notice in notices:
            self.assertLessEqual({message.date.date() for message in notice.message_ids}, {notice.date})
            self.assertTrue(all(fact["date"] <= notice.date.isoformat() for fact in notice.credits or []))
        self.assertEqual(set(notices.mapped("letter_state")), {False, "printed"})
        settled = self.items.filtered("reconciled").move_id.filtered(lambda move: not move.amount_residual)
        self.assertFalse(settled.filtered("ar_stage_id"))
        self.assertTrue(self.moves.filtered("ar_stage_id"))

    def test_follow_ups_send_nothing(self):
        self.demo._load_follow_ups(self.company, LEAP_DAY)
        notices = self.env["ar.notice"].search([("company_id", "=", self.company.id)])
        self.assertTrue(notices.mail_message_id)
        mails = self.env["mail.mail"].sudo().search([("mail_message_id", "in", notices.mail_message_id.ids)])
        self.assertFalse(mails)
        self.assertEqual(set(notices.filtered("mail_message_id").mapped("delivery_state")), {"sent"})

    def test_last_working_day(self):
        friday = date(2024, 3, 1)
        days = {days: last_working_day(friday + timedelta(days=days)) for days in range(-1, 4)}
        self.assertEqual(days, {
            -1: date(2024, 2, 29), 0: friday, 1: friday, 2: friday, 3: date(2024, 3, 4)})

    def test_promises_of_each_state(self):
        with freeze_time(LEAP_DAY):
            self.assertTrue(self.demo._load_promises(self.company, LEAP_DAY))
            self.assertFalse(self.demo._load_promises(self.company, LEAP_DAY))
        promises = self.env["ar.promise"].search([("company_id", "=", self.company.id)])
        self.assertEqual(
            set(promises.mapped("state")), {"open", "kept", "partly", "broken", "withdrawn", "superseded"})
        self.assertTrue(promises.part_ids)
        self.assertGreater(max(promises.mapped("level")), 1)
        self.assertTrue(any(not promise.move_line_ids for promise in promises))

    def test_a_customers_login(self):
        self.assertTrue(self.demo._load_portal(self.company))
        self.assertFalse(self.demo._load_portal(self.company))
        user = self.env.ref("ar_specialist.demo_user_customer")
        self.assertTrue(user._is_portal())
        self.assertEqual(user.partner_id.commercial_partner_id, self.env.ref("ar_specialist.demo_customer_redrock"))

    def test_what_customers_entered_on_their_pages(self):
        mails = self.env["mail.mail"].search([])
        with freeze_time(LEAP_DAY):
            self.assertTrue(self.demo._load_portal_forms(self.company, LEAP_DAY))
            self.assertFalse(self.demo._load_portal_forms(self.company, LEAP_DAY))
        here = [("company_id", "=", self.company.id)]
        promise = self.env["ar.promise"].search(here)
        self.assertEqual((promise.state, promise.channel), ("offered", "portal"))
        answers = self.env["ar.balance.answer"].search(here)
        self.assertEqual(set(answers.mapped("agreed")), {True, False})
        self.assertEqual(answers.filtered("reported_text"), answers.filtered(lambda answer: not answer.agreed))
        disputes = self.env["ar.dispute"].search(here)
        self.assertEqual(len(disputes.filtered(lambda one: one.acceptance == "waiting")), 1)
        self.assertEqual(disputes - answers.dispute_id, disputes.filtered("acceptance"))
        self.assertFalse(self.env["mail.mail"].search([]) - mails)

    def test_statements(self):
        with patch.object(
            type(self.env["ar.account"]), "_ar_statement_pdfs", lambda some, *_args: dict.fromkeys(some.ids, b"%PDF"),
        ):
            self.assertTrue(self.demo._load_statements(self.company, LEAP_DAY))
            self.assertFalse(self.demo._load_statements(self.company, LEAP_DAY))
        statements = self.env["ar.statement"].search([("company_id", "=", self.company.id)])
        self.assertEqual(set(statements.mapped("kind")), {"open_item", "balance_forward"})
        self.assertEqual(set(statements.mapped("date")), {LEAP_DAY.replace(day=1) - timedelta(days=1)})
        self.assertEqual(set(statements.mapped("delivery_state")) - {"none"}, {"sent"})
        self.assertFalse(self.env["mail.mail"].search([("model", "=", "ar.statement")]))
        self.assertEqual(self.company.ar_statement_every, "monthly")

    def test_disputes(self):
        self.assertTrue(self.demo._load_disputes(self.company, LEAP_DAY))
        self.assertFalse(self.demo._load_disputes(self.company, LEAP_DAY))
        disputes = self.env["ar.dispute"].search([("company_id", "=", self.company.id)])
        self.assertGreaterEqual(len(disputes), 8)
        self.assertEqual(set(disputes.mapped("state")), {"open", "resolved"})
        self.assertEqual(
            set(disputes.filtered(lambda one: one.state == "resolved").mapped("resolution")),
            {"credit_note", "rejected", "written_off"})
        self.assertIn("inquiry", disputes.mapped("kind"))
