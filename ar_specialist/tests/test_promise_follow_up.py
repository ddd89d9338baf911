from unittest.mock import patch

from freezegun import freeze_time
from odoo.tests import tagged

from .common_promises import PromisesCommon


@tagged("-at_install", "post_install")
class TestPromiseFollowUp(PromisesCommon):
    """An open promise keeps its amount out of follow-ups until its day and tolerance; a broken one brings it back."""

    def kept_back(self, day, items=None):
        found = self.env["ar.account"]._ar_kept_back(items or self.item, self.day(day))
        return {line: amounts["promised"] for line, amounts in found.items()}

    def test_open_promise_holds(self):
        self.promise()
        run = self.plan("2024-03-08")
        self.assertEqual(self.outcome(run), [("held", ["promised"])])
        self.assertEqual(run.notice_ids.line_ids.amount_residual, 100.0)
        self.assertEqual(self.outcome(self.plan("2024-03-09")), [("planned", [])])

    def test_tolerance_holds_longer(self):
        self.company.sudo().ar_promise_tolerance_days = 1
        self.promise()  # for Friday the 8th: Monday the 11th is in time
        self.assertEqual(self.outcome(self.plan("2024-03-11")), [("held", ["promised"])])
        self.assertEqual(self.outcome(self.plan("2024-03-12")), [("planned", [])])

    def test_part_of_the_amount(self):
        """60 of 100 are promised: 40 are asked for, on notice and line."""
        self.promise(60.0)
        run = self.send("2024-03-04")
        self.assertEqual(self.outcome(run), [("sent", [])])
        self.assertEqual((run.notice_ids.amount, run.notice_ids.line_ids.amount_residual), (40.0, 40.0))

    def test_part_paid(self):
        """Of 60 promised 20 came: 40 are still kept, 40 of 80 open are asked for."""
        self.promise(60.0)
        self.pay(20.0, "2024-03-02", self.bill)
        self.assertEqual(self.plan("2024-03-04").notice_ids.amount, 40.0)

    def test_promised_between_plan_and_sending(self):
        run = self.plan("2024-03-01")
        self.promise(60.0)
        run.execute()
        self.assertEqual((run.notice_ids.state, run.notice_ids.line_ids.amount_residual), ("sent", 40.0))
        other = self.plan("2024-03-01", partners=self.other_customer)
        self.assertFalse(other.notice_ids)

    def test_promised_whole_between_plan_and_sending(self):
        run = self.plan("2024-03-01")
        self.promise()
        run.execute()
        self.assertEqual(self.outcome(run), [("held", ["promised"])])

    def test_other_items_go_out(self):
        self.invoice(50.0, "2024-01-01")
        self.promise()
        run = self.plan("2024-03-04")
        self.assertEqual((run.notice_ids.state, run.notice_ids.amount), ("planned", 50.0))

    def test_minimum_of_what_may_be_asked_for(self):
        """What is promised does not help the rest over the minimum."""
        self.policy.minimum_balance = 20.0
        self.invoice(5.0, "2024-01-01")
        self.promise()
        self.assertEqual(self.outcome(self.plan("2024-03-04")), [("held", ["below_minimum"])])

    def test_broken_begins_with_the_first_unsent_level(self):
        """Level 1 went out before the promise; long after it was broken comes level 2, not 3."""
        self.set_levels(self.policy, 1, 7, 14)
        with freeze_time("2024-01-02"):
            self.assertEqual(self.send("2024-01-02").notice_ids.level_id.name, "Level 1")
        self.promise()
        self.assertEqual(self.outcome(self.plan("2024-03-07")), [("held", ["promised"])])
        with freeze_time("2024-03-11"):
            self.env["ar.promise"]._cron_evaluate()
            self.assertEqual(self.send("2024-03-11").notice_ids.level_id.name, "Level 2")

    def test_broken_makes_one_activity(self):
        self.account().collector_id = self.specialist
        promise = self.promise()
        for _look in range(3):
            self.judge("2024-03-11")
        activity = self.account().activity_ids
        self.assertEqual((len(activity), activity.user_id), (1, self.specialist))
        self.assertIn(promise.name, activity.summary)

    def test_activity_goes_when_it_was_kept_after_all(self):
        """Missed, then a payment of in time is entered, then undone: asked once, not any more, asked once again."""
        promise, other = self.promise(60.0), self.promise(40.0)
        self.judge("2024-03-11")
        self.assertEqual(len(self.account().activity_ids), 2)
        credit = self.pay(60.0, "2024-03-08", self.bill)
        self.judge("2024-03-11")
        self.assertEqual((promise.state, other.state), ("kept", "broken"))
        self.account().invalidate_recordset()
        self.assertIn(other.name, self.account().activity_ids.summary)
        credit.remove_move_reconcile()
        self.judge("2024-03-11")
        self.account().invalidate_recordset()
        self.assertEqual(len(self.account().activity_ids), 2)

    def test_kept_makes_none(self):
        self.promise()
        self.pay(100.0, "2024-03-08", self.bill)
        self.judge("2024-03-11")
        self.assertFalse(self.account().activity_ids)

    def test_withdrawn_frees(self):
        self.promise().action_withdraw()
        self.assertEqual(self.outcome(self.plan("2024-03-04")), [("planned", [])])

    def test_plan_keeps_until_its_next_part(self):
        self.plan_of(("2024-03-08", 50.0), ("2024-03-15", 50.0))
        self.assertEqual(self.outcome(self.plan("2024-03-08")), [("held", ["promised"])])
        self.assertEqual(self.outcome(self.plan("2024-03-11")), [("planned", [])])
        self.pay(50.0, "2024-03-08", self.bill)
        self.assertEqual(self.kept_back("2024-03-11"), {self.item.id: 50.0})

    def test_whole_account_oldest_first(self):
        newer = self.items(self.invoice(50.0, "2024-02-01"))
        self.promise_of_all(120.0)
        self.assertEqual(self.kept_back("2024-03-04", self.item + newer), {self.item.id: 100.0, newer.id: 20.0})

    def test_two_promises_keep_no_more_than_is_open(self):
        newer = self.items(self.invoice(50.0, "2024-02-01"))
        self.promise(80.0)
        self.promise_of_all(60.0, day="2024-03-15")
        self.assertEqual(self.kept_back("2024-03-04", self.item + newer), {self.item.id: 100.0, newer.id: 40.0})

    def test_foreign_currency(self):
        """Half of a foreign bill is promised: half of its value in company currency is kept, half is asked for."""
        bill = self.items(self.invoice(100.0, "2024-01-01", partner=self.other_customer, currency_id=self.foreign.id))
        self.promise(50.0, items=bill)
        self.assertEqual(self.kept_back("2024-03-04", bill), {bill.id: bill.amount_residual / 2})
        line = self.plan("2024-03-04", partners=self.other_customer).notice_ids.line_ids
        self.assertEqual((line.amount_residual, line.currency_id), (50.0, self.foreign))

    def test_explained(self):
        self.promise()
        self.assertEqual(
            self.env["ar.account"]._explain_items(self.item, self.day("2024-03-04")), {self.item.id: ["promised"]})

    def test_figures(self):
        """Promised, of what is overdue only; kept by number and by value."""
        due_later = self.items(self.invoice(500.0, "2024-02-01", due="2024-06-01"))
        self.promise(60.0)
        self.promise(items=due_later)
        account = self.account()
        self.assertEqual((account.amount_promised, account.promise_count), (60.0, 2))
        self.pay(60.0, "2024-03-04", self.bill)
        self.judge("2024-03-12")
        account.invalidate_recordset()
        self.assertEqual((account.amount_promised, account.promise_kept_rate), (0.0, 0.5))
        self.assertAlmostEqual(account.promise_kept_rate_value, 60.0 / 560.0)

    def test_m7_kept_rate(self):
        """M7: kept 1,000; kept 500; 300 of 600 paid; 400 broken: 50 % by count, 72 % by value."""
        for amount, paid in ((1000.0, 1000.0), (500.0, 500.0), (600.0, 300.0), (400.0, 0.0)):
            bill = self.invoice(amount, "2024-02-01")
            self.promise(items=self.items(bill))
            if paid:
                self.pay(paid, "2024-03-05", bill)
        self.judge("2024-03-12")
        account = self.account()
        self.assertEqual((account.promise_kept_rate, round(account.promise_kept_rate_value, 6)), (0.5, 0.72))

    def test_promises_look_at_their_own_account_only(self):
        """With a thousand promises every item of a thousand customers would be looked at a thousand times."""
        others = self.items(self.invoice(50.0, "2024-01-01", partner=self.other_customer))
        self.promise()
        self.promise(50.0, items=others)
        model, looked = type(self.env["ar.account"]), []
        asked = model._ar_promised_in
        with patch.object(
            model, "_ar_promised_in", lambda account, promise, row: looked.append(row) or asked(account, promise, row),
        ):
            self.assertEqual(
                self.kept_back("2024-03-04", self.item + others), {self.item.id: 100.0, others.id: 50.0})
        self.assertEqual(len(looked), 2)
