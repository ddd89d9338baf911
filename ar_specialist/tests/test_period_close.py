from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import ReceivablesCommon

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


@tagged("-at_install", "post_install")
@freeze_time("2026-03-10 10:00:00")
class TestPeriodClose(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor")
        cls.period = cls.env["ar.period.close"].create({"company_id": cls.company.id, "date_from": "2026-01-15"})

    def check(self, code):
        self.period.action_refresh()
        [check] = self.period.check_ids.filtered(lambda check: check.code == code)
        return check

    def settle(self):
        """Settle every check by hand."""
        for check in self.period.check_ids.with_user(self.manager):
            if check.state in ("todo", "attention"):
                if check.wants == "person":
                    check.action_done()
                else:
                    check._waive("Looked at")

    def test_month_and_its_checks(self):
        self.assertEqual((self.period.date_from, self.period.date_to), (FIRST, LAST))
        self.assertFalse(self.period.is_year_end)
        self.assertNotIn("over_a_year", self.period.check_ids.mapped("code"))
        december = self.env["ar.period.close"].create({"company_id": self.company.id, "date_from": "2025-12-01"})
        self.assertTrue(december.is_year_end)
        self.assertIn("over_a_year", december.check_ids.mapped("code"))

    def test_draft_dated_in_the_month(self):
        self.assertEqual(self.check("drafts").state, "ok")
        drafts = [
            self.invoice(100, day, post=False) for day in ("2026-01-01", "2026-01-31", "2025-12-31", "2026-02-01")]
        check = self.check("drafts")
        self.assertEqual((check.state, check.count, check.amount), ("attention", 2, 200.0))
        found = self.env["account.move"].search(check.action_open()["domain"])
        self.assertEqual(found, (drafts[0] + drafts[1]).sorted(lambda move: found.ids.index(move.id)))
        (drafts[0] + drafts[1]).action_post()
        self.assertEqual(self.check("drafts").state, "ok")

    def test_invoice_never_sent(self):
        invoice = self.invoice(100, "2026-01-10")
        self.assertEqual((self.check("unsent").state, self.check("unsent").count), ("attention", 1))
        invoice.is_move_sent = True
        self.assertEqual(self.check("unsent").state, "ok")

    def test_bank_line_not_matched(self):
        line = self.env["account.bank.statement.line"].create({
            "journal_id": self.company_data["default_journal_bank"].id, "date": "2026-01-31", "amount": 50.0,
            "payment_ref": "from somebody"})
        self.assertEqual(self.check("bank").count, 1)
        line.date = "2026-02-01"
        self.assertEqual(self.check("bank").count, 0)

    def test_unapplied_longer_than_allowed(self):
        self.company.ar_close_unapplied_days = 30
        lines = self.env["account.bank.statement.line"].create([
            {"journal_id": self.company_data["default_journal_bank"].id, "date": day, "amount": 50.0,
             "payment_ref": "from somebody"}
            for day in ("2026-01-01", "2026-01-02")])
        self.env["ar.cash.payment"]._collect(self.company)
        check = self.check("unapplied")
        self.assertEqual((check.count, check.amount), (1, 50.0))
        [payment] = self.env["ar.cash.payment"].search(check.action_open()["domain"])
        self.assertEqual(payment.statement_line_id, lines[0])

    def test_dispute_without_owner(self):
        item = self.invoice(100, "2026-01-10").line_ids.filtered(
            lambda line: line.account_type == "asset_receivable")
        dispute = self.env["ar.dispute"].create({
            "move_line_ids": item.ids, "amount": 40.0, "date_opened": "2026-01-20", "user_id": False,
            "subject": "Broken"})
        dispute.user_id = False
        check = self.check("disputes")
        self.assertEqual((check.count, check.amount), (1, 40.0))
        dispute.user_id = self.specialist
        self.assertEqual(self.check("disputes").state, "ok")

    def test_credit_balance_is_reviewed_anew_when_it_changes(self):
        self.invoice(100, "2026-01-10", move_type="out_refund")
        check = self.check("credits").with_user(self.specialist)
        self.assertEqual((check.state, check.count, check.amount), ("todo", 1, -100.0))
        self.assertEqual(
            self.env["ar.account"].search(check.action_open()["domain"]).partner_id, self.customer)
        check.action_done()
        self.assertEqual((self.check("credits").state, check.settled_by_id), ("ok", self.specialist))
        self.invoice(1, "2026-01-11", move_type="out_refund")
        self.assertEqual((self.check("credits").state, check.settled_by_id.id), ("todo", False))

    def test_items_over_a_year(self):
        self.invoice(70, "2024-11-01", due="2024-12-30")
        self.invoice(30, "2024-11-01", due="2024-12-31")
        december = self.env["ar.period.close"].create({"company_id": self.company.id, "date_from": "2025-12-01"})
        [check] = december.check_ids.filtered(lambda check: check.code == "over_a_year")
        self.assertEqual((check.state, check.count, check.amount), ("todo", 1, 70.0))
        self.assertEqual(
            self.env["account.move.line"].search(check.action_open()["domain"]).balance, 70.0)

    def test_confirmations_of_the_last_day(self):
        december = self.env["ar.period.close"].create({"company_id": self.company.id, "date_from": "2025-12-01"})
        [check] = december.check_ids.filtered(lambda check: check.code == "confirmations")
        self.assertEqual((check.state, check.can_make), ("todo", False))
        account = self.env["ar.account"]._for(self.customer, self.company)
        answers = self.env["ar.balance.answer"].sudo().create([
            {"account_id": account.id, "date": day, "agreed": True, "person_name": "Their clerk"}
            for day in ("2025-12-31", "2025-12-30")])
        december.action_refresh()
        self.assertEqual((check.state, check.count, check.detail), ("ok", 1, "1 agree, 0 differ"))
        self.assertEqual(self.env["ar.balance.answer"].search(check.action_open()["domain"]), answers[0])

    def test_signed_only_when_settled_and_by_a_manager(self):
        self.invoice(100, "2026-01-31", post=False)
        month = self.period.with_user(self.specialist)
        month.action_submit()
        with self.assertRaises(AccessError):
            month.action_sign()
        with self.assertRaisesRegex(UserError, "No draft invoices"):
            self.period.with_user(self.manager).action_sign()
        self.settle()
        self.period.with_user(self.manager).action_sign()
        self.assertEqual((self.period.state, self.period.signed_by_id), ("closed", self.manager))

    def test_a_specialist_waives_nothing(self):
        self.invoice(100, "2026-01-31", post=False)
        with self.assertRaises(AccessError):
            self.check("drafts").with_user(self.specialist)._waive("I say so")

    def close(self):
        self.period.with_user(self.specialist).action_submit()
        self.settle()
        self.period.with_user(self.manager).action_sign()

    def test_closed_month_stays_as_it_was_signed(self):
        self.close()
        self.invoice(100, "2026-01-31", post=False)
        self.assertEqual(self.check("drafts").count, 0)
        check = self.period.check_ids[:1].with_user(self.manager)
        for change in (lambda: check.write({"note": "x"}), check.action_done, check.action_undo,
                       lambda: self.period.with_user(self.manager).write({"state": "open"}),
                       self.period.with_user(self.manager).unlink):
            with self.assertRaises(UserError):
                change()

    def test_reopening_is_logged(self):
        self.close()
        with self.assertRaises(AccessError):
            self.period.with_user(self.specialist)._reopen("I want to")
        self.period.with_user(self.manager)._reopen("Invoice of the carrier came late")
        self.assertEqual((self.period.state, self.period.reopened_count), ("reopened", 1))
        self.assertIn("Invoice of the carrier came late", self.period.message_ids[0].body)
        self.assertFalse(self.period.signed_by_id)
        self.close()
        self.assertEqual(self.period.state, "closed")

    def test_cron_opens_the_month_before_once(self):
        day = self.company._ar_today()
        self.env["res.company"].search([]).ar_close_auto = False
        self.company.ar_close_auto = True
        with self.enter_registry_test_mode():
            for _time in range(2):
                self.env.ref("ar_specialist.ir_cron_period_close").method_direct_trigger()
        months = self.env["ar.period.close"].search([("company_id", "=", self.company.id)]) - self.period
        self.assertEqual(len(months), 1)
        self.assertEqual((day.replace(day=1) - months.date_to).days, 1)

    def test_of_the_own_companies_only(self):
        other = self.setup_other_company()["company"]
        month = self.env["ar.period.close"].create({"company_id": other.id, "date_from": FIRST})
        self.assertNotIn(month, self.env["ar.period.close"].with_user(self.manager).search([]))
        self.assertNotIn(month.check_ids[0], self.env["ar.period.close.check"].with_user(self.manager).search([]))

    def test_readers_only_read(self):
        self.period.with_user(self.auditor).read(["name", "open_count"])
        [tie_out] = self.period.check_ids.with_user(self.auditor).filtered(lambda check: check.code == "tie_out")
        self.assertEqual(tie_out.action_open()["params"], {"as_of": "2026-01-31"})
        with self.assertRaises(AccessError):
            self.period.with_user(self.auditor).action_submit()
