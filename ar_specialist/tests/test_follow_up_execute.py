from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import tagged

from ..models import ar_background
from ..models.follow_up import ar_run_cron, ar_run_execute, ar_run_plan
from .follow_up_common import FollowUpCommon

DAY = "2024-01-25"


@tagged("-at_install", "post_install")
class TestFollowUpExecute(FollowUpCommon):
    """What happens between plan and sending, and who does not stop whom."""

    def setUp(self):
        super().setUp()
        self.first, self.second = self.invoice(100.0, "2024-01-01"), self.invoice(40.0, "2024-01-05")

    def executed(self, run):
        run.execute()
        return self.outcome(run), {
            line.move_id: (line.counted, line.reason_codes or []) for line in run.notice_ids.line_ids}

    def test_one_of_two_paid(self):
        run = self.plan(DAY)
        self.match(self.first, self.entry(-100.0, DAY))
        outcome, lines = self.executed(run)
        self.assertEqual(outcome, [("sent", [])])
        self.assertEqual(lines, {self.first: (False, ["paid"]), self.second: (True, [])})
        self.assertEqual((run.notice_ids.amount, run.notice_ids.item_count), (40.0, 1))

    def test_partly_paid(self):
        run = self.plan(DAY)
        self.match(self.first, self.entry(-70.0, DAY))
        self.executed(run)
        self.assertEqual(run.notice_ids.amount, 70.0)
        self.assertEqual(sorted(run.notice_ids.line_ids.mapped("amount_residual")), [30.0, 40.0])

    def test_credited(self):
        run = self.plan(DAY)
        self.invoice(140.0, DAY, move_type="out_refund")
        outcome, lines = self.executed(run)
        self.assertEqual(outcome, [("held", ["covered_by_credits"])])
        self.assertEqual({counted for counted, _codes in lines.values()}, {False})

    def test_held_and_marked(self):
        run = self.plan(DAY)
        self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": self.items(self.first).id, "reason": "x",
            "date_from": DAY})
        self.second.no_followup = True
        outcome, lines = self.executed(run)
        self.assertEqual(outcome, [("held", ["held_item", "no_followup"])])
        self.assertEqual(lines, {self.first: (False, ["held_item"]), self.second: (False, ["no_followup"])})

    def test_held_goes_out_with_a_later_run(self):
        """What is held is not lost: the next run begins with the same level."""
        run = self.plan(DAY)
        self.env["ar.hold"].create({
            "account_id": self.account().id, "reason": "x", "date_from": DAY, "date_to": DAY})
        self.assertEqual(self.executed(run)[0], [("held", ["held"])])
        self.assertEqual(self.outcome(self.send("2024-01-26")), [("sent", [])])

    def test_address_gone(self):
        run = self.plan(DAY)
        self.customer.email = False
        self.assertEqual(self.executed(run)[0], [("held", ["no_address"])])

    def test_a_person_may_send_on_any_weekday(self):
        run = self.plan(DAY)
        self.policy.thursday = False
        self.assertEqual(self.executed(run)[0], [("sent", [])])

    def test_sent_a_day_later_counts_from_that_day(self):
        self.set_levels(self.policy, 1, 7)
        with self.freeze("2024-01-10"):
            run = self.plan("2024-01-10")
        with self.freeze("2024-01-12"):
            run.execute()
        self.assertEqual(run.notice_ids.date, Date.to_date("2024-01-12"))
        self.assertFalse(self.plan("2024-01-17").notice_ids)
        self.assertEqual(self.plan("2024-01-18").notice_ids.level_id.name, "Level 2")

    @staticmethod
    def freeze(day):
        return patch.object(ar_run_execute.ArRun, "_today", lambda self, company: Date.to_date(day))

    def test_cancelled_run_frees_its_items(self):
        self.plan(DAY).action_cancel()
        self.assertEqual(self.outcome(self.plan(DAY)), [("planned", [])])

    def test_sent_stays(self):
        run = self.send(DAY)
        for state in ("planned", "held", "cancelled"):
            with self.assertRaises(UserError):
                run.notice_ids._set_state(state)
        with self.assertRaises(UserError):
            run.notice_ids.unlink()

    def failing(self, partner):
        deliver = type(self.env["ar.notice"])._deliver

        def failing(notices):
            if partner in notices.partner_id:
                raise ValueError("the letter of this customer tears")
            return deliver(notices)

        return patch.object(type(self.env["ar.notice"]), "_deliver", failing)

    def test_failing_customer_does_not_stop_the_others(self):
        self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        run = self.plan(DAY)
        with self.failing(self.customer), self.assertLogs("odoo.addons.ar_specialist.models.ar_background"):
            run.execute()
        by_partner = {notice.partner_id: notice for notice in run.notice_ids}
        self.assertEqual(
            {partner: notice.state for partner, notice in by_partner.items()},
            {self.customer: "failed", self.other_customer: "sent"})
        failed = by_partner[self.customer]
        self.assertIn("tears", failed.failure)
        self.assertEqual((set(failed.line_ids.mapped("counted")), run.state), ({False}, "done"))
        failed._set_state("planned")
        self.assertEqual(set(failed.line_ids.mapped("counted")), {True})

    def test_not_delivered_is_failed_with_its_text(self):
        run = self.plan(DAY)
        with patch.object(
            type(self.env["ar.notice"]), "_deliver", lambda notices: {notices[0].id: "the printer is out of paper"},
        ):
            run.execute()
        self.assertEqual((run.notice_ids.state, run.notice_ids.failure), ("failed", "the printer is out of paper"))

    def test_customer_that_can_not_be_planned(self):
        """Its fault is told with the run; the others are planned."""
        self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        values = ar_run_plan.ArRun._prepare_notice_vals

        def failing(run, case, account, decision):
            if account.partner_id == self.customer:
                raise ValueError("odd data")
            return values(run, case, account, decision)

        with (
            patch.object(ar_run_plan.ArRun, "_prepare_notice_vals", failing),
            self.assertLogs("odoo.addons.ar_specialist.models.follow_up.ar_run_plan"),
        ):
            run = self.plan(DAY)
        self.assertEqual(run.notice_ids.partner_id, self.other_customer)
        self.assertIn("odd data", run.message_ids[:1].body)

    def test_many_notices_are_left_to_the_scheduled_action(self):
        self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        run = self.plan(DAY)
        cron = self.env.ref("ar_specialist.ir_cron_follow_up_execute")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        with patch.object(ar_run_execute, "NOTICES", 1):
            run.action_execute()
            self.assertEqual((run.state, set(run.notice_ids.mapped("state"))), ("running", {"planned"}))
            self.assertEqual(self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), triggers + 1)
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.assertEqual((run.state, set(run.notice_ids.mapped("state"))), ("done", {"sent"}))


@tagged("-at_install", "post_install")
class TestFollowUpCron(FollowUpCommon):
    """The scheduled action on its real path, stopped in the middle and started again."""

    def setUp(self):
        super().setUp()
        self.env["res.company"].search([]).ar_follow_up_auto = False
        self.company.ar_follow_up_auto = True
        self.partners = self.env["res.partner"].create(
            [{"name": f"C{number}", "email": "c@example.com"} for number in range(5)])
        for partner in self.partners:
            self.invoice(10.0, "2024-01-01", partner=partner)
        self.cron = self.env.ref("ar_specialist.ir_cron_follow_up")

    def runs(self):
        return self.env["ar.run"].search([("company_id", "=", self.company.id)])

    def trigger(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()

    def sent(self):
        return self.runs().notice_ids.filtered(lambda notice: notice.state == "sent")

    def test_plans_and_sends_once_a_day(self):
        self.trigger()
        self.assertEqual(self.runs().mapped("state"), ["done"])
        self.assertEqual((self.sent().partner_id, len(self.sent())), (self.partners, 5))
        self.trigger()
        self.assertEqual((len(self.runs()), len(self.sent())), (1, 5))

    def test_company_that_has_it_off(self):
        self.company.ar_follow_up_auto = False
        self.trigger()
        self.assertFalse(self.runs())

    def test_stopped_while_planning(self):
        """The third batch of one customer raises; started again, all five are planned and sent, none twice."""
        plan, calls = ar_run_plan.ArRun._plan_batch, []

        def stopping(run, partner_ids):
            calls.append(partner_ids)
            if len(calls) == 3:
                raise ValueError("stopped")
            return plan(run, partner_ids)

        with patch.object(ar_run_cron, "CUSTOMERS", 1):
            with (
                patch.object(ar_run_plan.ArRun, "_plan_batch", stopping),
                self.assertLogs("odoo.addons.ar_specialist.models.ar_background", "ERROR"),
            ):
                self.trigger()
            self.trigger()
        self.assertEqual((self.sent().partner_id, len(self.sent()), len(self.runs())), (self.partners, 5, 1))

    def test_stopped_while_sending(self):
        send, calls = ar_background.ArBackground._execute_batch, []

        def stopping(run, notices):
            calls.append(notices)
            if len(calls) == 3:
                raise ValueError("stopped")
            return send(run, notices)

        with patch.object(ar_run_execute, "NOTICES", 1):
            with (
                patch.object(ar_background.ArBackground, "_execute_batch", stopping),
                self.assertLogs("odoo.addons.ar_specialist.models.ar_background", "ERROR"),
            ):
                self.trigger()
            self.trigger()
        self.assertEqual((self.sent().partner_id, len(self.sent())), (self.partners, 5))
        self.assertEqual(self.runs().state, "done")

    def test_what_was_left_of_an_older_day_is_finished(self):
        old = self.env["ar.run"].sudo().create({
            "company_id": self.company.id, "date": "2024-01-20", "automatic": True, "is_planned": False})
        self.trigger()
        self.assertEqual(old.state, "done")
        self.assertEqual(len(self.sent()), 5)
