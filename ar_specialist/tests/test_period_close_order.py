from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
@freeze_time("2026-03-10 10:00:00")
class TestPeriodCloseOrder(ReceivablesCommon):
    """Which month is signed when; what becomes of it afterwards; who is asked for what."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager")
        cls.bill = cls.invoice(100, "2026-01-10", due="2026-01-20")
        cls.bill.is_move_sent = True
        cls.january = cls.month("2026-01-01")

    @classmethod
    def month(cls, day, company=None):
        return cls.env["ar.period.close"].create({"company_id": (company or cls.company).id, "date_from": day})

    def close(self, period):
        period = period.with_user(self.manager)
        period.action_submit()
        for check in period.check_ids.filtered(lambda check: check.state in ("todo", "attention")):
            check.action_done() if check.wants in ("person", "review") else check._waive("Looked at")
        period.action_sign()

    # -- when

    def test_a_month_that_is_not_over(self):
        march = self.month("2026-03-01")
        self.close(self.january)
        self.assertIn("03/31/2026", march.hindrance)
        with self.assertRaisesRegex(UserError, "lasts until 03/31/2026"):
            march.with_user(self.manager).action_submit()
        with freeze_time("2026-03-31 10:00:00"), self.assertRaisesRegex(UserError, "lasts until"):
            march.with_user(self.manager).action_submit()
        with freeze_time("2026-04-01 10:00:00"):
            self.close(march)
        self.assertEqual(march.state, "closed")

    def test_one_after_the_other(self):
        february = self.month("2026-02-01")
        self.assertIn("January 2026 comes first", february.hindrance)
        with self.assertRaisesRegex(UserError, "January 2026 comes first"):
            self.close(february)
        self.assertFalse(self.january.hindrance)
        self.close(self.january)
        self.close(february)
        self.january.with_user(self.manager)._reopen("An invoice came late")
        self.assertEqual((february.state, self.january._closed_after()), ("closed", february))

    def test_signed_once(self):
        self.close(self.january)
        with self.assertRaisesRegex(UserError, "can't become closed"):
            self.january.with_user(self.manager).action_sign()

    # -- fiscal years

    def test_fiscal_year_that_ends_in_june(self):
        self.company.write({"fiscalyear_last_month": "6", "fiscalyear_last_day": 30})
        self.assertEqual(
            [self.month(day).is_year_end for day in ("2025-05-01", "2025-06-01", "2025-12-01")], [False, True, False])

    def test_fiscal_year_that_ends_within_a_month(self):
        self.company.write({"fiscalyear_last_month": "4", "fiscalyear_last_day": 5})
        april = self.month("2025-04-01")
        self.assertEqual([april.is_year_end, self.month("2025-03-01").is_year_end], [True, False])
        self.assertIn("over_a_year", april.check_ids.mapped("code"))

    # -- what changed since

    def test_changed_since_it_was_signed(self):
        """An entry dated back is shown on the month, with what it is about; what is dated later is not."""
        self.close(self.january)
        self.invoice(70, "2026-02-01", partner=self.other_customer)
        self.january.invalidate_recordset()
        self.assertEqual((self.january.changed_count, self.january.changed_amount), (0, 0.0))
        late = self.invoice(40, "2026-01-31", partner=self.other_customer)
        self.january.invalidate_recordset()
        self.assertEqual((self.january.changed_count, self.january.changed_amount), (1, 40.0))
        changes = self.env["ar.snapshot.change"].search(self.january.with_user(self.manager).action_changed()["domain"])
        self.assertRecordValues(changes, [{
            "cause": "entered", "detail": late.name, "partner_id": self.other_customer.id}])
        late.button_draft()
        self.january.invalidate_recordset()
        self.assertEqual(self.january.changed_count, 0)

    def test_undone_and_done_again_is_no_change(self):
        payment = self.entry(-100, "2026-01-25", due="2026-02-10")
        self.match(self.items(self.bill), payment)
        self.close(self.january)
        payment.remove_move_reconcile()
        self.january.invalidate_recordset()
        # two buckets of one customer, nothing in all
        self.assertEqual((self.january.changed_count, self.january.changed_amount), (1, 0.0))
        self.match(self.items(self.bill), payment)
        self.january.invalidate_recordset()
        self.assertEqual(self.january.changed_count, 0)

    # -- whose it is

    def activities(self, period):
        return self.env["mail.activity"].search([("res_model", "=", "ar.period.close"), ("res_id", "=", period.id)])

    def test_activity_for_the_person(self):
        [check] = self.january.check_ids.filtered(lambda check: check.name == "Invoicing cut-off checked")
        self.assertFalse(self.activities(self.january))
        check.with_user(self.manager).user_id = self.specialist
        activity = self.activities(self.january)
        self.assertRecordValues(activity, [{
            "user_id": self.specialist.id, "summary": check.name, "date_deadline": check.deadline}])
        check.with_user(self.manager).deadline = date(2026, 2, 20)
        self.assertEqual(activity.date_deadline, date(2026, 2, 20))
        check.with_user(self.specialist).action_done()
        self.assertFalse(activity.exists())
        check.with_user(self.specialist).action_undo()
        self.assertEqual(self.activities(self.january).user_id, self.specialist)

    def test_activity_done_settles_what_a_person_does(self):
        """Whoever is asked says that it is done, from their activities; what the books must say stays as it is."""
        stranger = new_test_user(self.env, "test_counter", groups="base.group_user", company_id=self.company.id)
        self.bill.is_move_sent = False
        self.january.action_refresh()
        [manual] = self.january.check_ids.filtered(lambda check: check.name == "Invoicing cut-off checked")
        [unsent] = self.january.check_ids.filtered(lambda check: check.code == "unsent")
        (manual + unsent).with_user(self.manager).user_id = stranger
        self.activities(self.january).with_user(stranger).action_feedback(feedback="Counted")
        self.assertEqual([(one.state, one.settled_by_id) for one in manual + unsent], [
            ("ok", stranger), ("attention", self.env["res.users"])])
        self.january._refresh()
        self.assertEqual(self.activities(self.january).ar_close_check_id, unsent)
        self.bill.is_move_sent = True
        self.january._refresh()
        self.assertFalse(self.activities(self.january))

    def test_person_of_the_task_is_asked_each_month(self):
        task = self.env["ar.period.close.task"].create({
            "name": "Talk the oldest items over", "user_id": self.specialist.id, "days": 2})
        february = self.month("2026-02-01")
        self.assertEqual(
            [(one.summary, one.date_deadline) for one in self.activities(february)], [(task.name, date(2026, 3, 3))])

    # -- branches

    def test_branches_close_their_own_months(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.env.user.company_ids += branch
        self.cr.precommit.run()  # load the chart of accounts
        journal = self.env["account.journal"].create({
            "name": "Bank of the branch", "type": "bank", "code": "BRB", "company_id": branch.id})
        self.env["account.bank.statement.line"].create({
            "journal_id": journal.id, "date": "2026-01-31", "amount": 50.0, "payment_ref": "from somebody"})
        own = self.month("2026-01-01", branch)

        def found(period):
            [check] = period.check_ids.filtered(lambda check: check.code == "bank")
            lines = self.env["account.bank.statement.line"].search(check.action_open()["domain"])
            self.assertEqual(len(lines), check.count)
            return check.count

        self.january.action_refresh()
        self.assertEqual([found(self.january), found(own)], [0, 1])
        self.close(self.january)
        self.assertTrue(self.january.to_lock)
        own.sudo().state = "closed"
        self.company.sale_lock_date = date(2026, 1, 31)
        (self.january + own).invalidate_recordset()
        self.assertEqual([self.january.to_lock, own.to_lock], [False, False])
