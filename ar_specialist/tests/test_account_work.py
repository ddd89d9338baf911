from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, new_test_user, tagged

from .test_account_collect import CollectCommon


class WorkCommon(CollectCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.biller = new_test_user(
            cls.env, "work_biller", groups="account.group_account_invoice", company_id=cls.company.id,
            company_ids=cls.company.ids)

    def mine(self, user=None):
        return self.account().with_user(user or self.specialist)

    def open_items(self, *moves, user=None):
        ids = [item for move in moves for item in self.items(move).ids]
        return self.env["ar.open.item"].with_user(user or self.specialist).browse(ids)


@tagged("-at_install", "post_install")
class TestAccountRemindNow(WorkCommon):
    """A reminder of this customer, now: planned, looked at, sent."""

    def opened(self, action):
        if action.get("res_id"):
            return self.env["ar.notice"].browse(action["res_id"])
        return self.env["ar.notice"].search(action["domain"])

    def test_planned_and_sent(self):
        self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        notice = self.opened(self.mine().action_remind_now())
        self.assertEqual((notice.state, notice.account_id), ("planned", self.account()))
        self.assertEqual(notice.line_ids.move_line_id, self.items(self.bill | self.second))
        self.assertEqual(notice.run_id.notice_ids, notice, "nobody else is reminded")
        notice.with_user(self.specialist).action_send_now()
        self.assertEqual((notice.state, notice.run_id.state), ("sent", "done"))
        with self.assertRaisesRegex(UserError, "Only a planned notice"):
            notice.with_user(self.specialist).action_send_now()

    def test_one_of_a_run_leaves_the_others(self):
        """The scheduled action carries out runs that were started: sending one notice doesn't start its run."""
        self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        run = self.env["ar.run"].plan("2024-03-15", companies=self.company)
        first, second = run.notice_ids.with_user(self.specialist)
        first.action_send_now()
        self.assertEqual((run.state, first.state, second.state), ("planned", "sent", "planned"))
        second.action_send_now()
        self.assertEqual((run.state, second.state), ("done", "sent"))

    def test_what_waits_is_opened_again(self):
        first = self.opened(self.mine().action_remind_now())
        self.assertEqual(self.opened(self.mine().action_remind_now()), first)

    def test_held_with_its_reason(self):
        self.env["ar.hold"].with_user(self.specialist).create({
            "account_id": self.account().id, "reason": "asked us to"})
        notice = self.opened(self.mine().action_remind_now())
        self.assertEqual((notice.state, notice.reason_codes), ("held", ["held"]))
        with self.assertRaisesRegex(UserError, "Only a planned notice"):
            notice.with_user(self.specialist).action_send_now()

    def test_nothing_due(self):
        runs = self.env["ar.run"].search_count([])
        self.pay(300.0, "2024-02-20", self.bill, self.second)
        with self.assertRaisesRegex(UserError, "nothing to remind (.|\n)*Not overdue yet"), self.env.cr.savepoint():
            self.mine().action_remind_now()
        self.assertEqual(self.env["ar.run"].search_count([]), runs, "no run is left behind")

    def test_chosen_items_alone(self):
        notice = self.opened(self.open_items(self.second).action_remind_now())
        self.assertEqual(notice.line_ids.move_line_id, self.items(self.second))
        notice.with_user(self.specialist).action_send_now()
        self.assertEqual((notice.state, notice.amount), ("sent", 200.0))
        other = self.opened(self.open_items(self.bill).action_remind_now())
        self.assertNotEqual(other, notice)

    def test_chosen_items_that_credits_cover(self):
        """A payment that nobody applied may be for the chosen invoice: they are not reminded of it."""
        self.pay(500.0, "2024-02-20")
        notice = self.opened(self.open_items(self.bill).action_remind_now())
        self.assertEqual(notice.state, "held")

    def test_items_of_two_customers(self):
        other = self.invoice(10.0, "2024-01-01", partner=self.other_customer)
        for method in ("action_remind_now", "action_register_payment"):
            with self.assertRaisesRegex(UserError, "one customer"):
                getattr(self.open_items(self.bill, other), method)()


@tagged("-at_install", "post_install")
class TestAccountWork(WorkCommon):
    """What else is done from the account, and who may."""

    def test_figures_open_their_items(self):
        self.pay(40.0, "2024-02-20")
        for figure, expected in (
            ("amount_open", 310.0), ("amount_not_due", 50.0), ("amount_overdue", 300.0), ("amount_unapplied", -40.0),
            ("amount_to_collect", 300.0),
        ):
            action = self.mine().with_context(ar_figure=figure).action_figure()
            items = self.env["ar.open.item"].with_user(self.specialist).search(action["domain"])
            self.assertEqual(sum(items.mapped("amount_open")), expected, figure)

    def test_payment_of_chosen_items(self):
        action = self.open_items(self.second).action_register_payment()
        wizard = self.env["account.payment.register"].with_user(self.specialist).with_context(**action["context"])
        with Form(wizard) as form:
            self.assertEqual(form.amount, 200.0)
        form.save().action_create_payments()
        self.assertTrue(self.items(self.second).reconciled)
        self.assertEqual(self.figures()["to_collect"], 100.0)
        self.assertEqual(self.mine().last_payment_amount, 200.0)

    def test_payment_of_what_is_overdue(self):
        context = self.mine().action_register_payment()["context"]
        self.assertEqual(set(context["active_ids"]), set(self.items(self.bill | self.second).ids))

    def test_statement_by_mail(self):
        action = self.mine().action_send_statement()
        sendings = self.env["ar.statement.sending"].with_user(self.specialist)
        sending = sendings.with_context(**action["context"]).create({})
        self.assertEqual((sending.account_ids, sending.scope), (self.account(), "some"))
        opened = sending.action_plan()
        statement = self.env[opened["res_model"]].with_user(self.specialist).browse(opened["res_id"])
        self.assertIn("350.00", statement.preview)
        self.assertIn("300.00", statement.preview)
        statement.action_send()
        self.assertEqual((statement.state, statement.line_ids.closing), ("sent", 350.0))
        self.assertEqual(sending.action_plan()["res_id"], statement.id)

    def test_people(self):
        reminders = self.env["res.partner"].create({
            "name": "Reminders", "type": "followup", "parent_id": self.customer.id, "email": "dunning@example.com"})
        people = self.mine().contact_ids
        self.assertEqual(people[0], reminders)
        self.assertEqual(people, reminders + self.customer + self.contact)

    def test_how_the_customer_pays_in_words(self):
        account = self.account()
        for late, text in ((12.4, "12 d late"), (-3.0, "3 d early"), (0.2, "on the due date")):
            account.update({"has_paid": True, "days_paid_late": late, "days_to_pay": 40.0})
            self.assertIn(text, account._paid_text())

    def test_who_only_reads(self):
        account, items = self.mine(self.auditor), self.open_items(self.bill, user=self.auditor)
        self.assertEqual(account.amount_to_collect, 300.0)
        for refused in (
            account.action_remind_now, account.action_send_statement, account.action_register_payment,
            items.action_remind_now, items.action_register_payment,
        ):
            with self.assertRaisesRegex(AccessError, "receivables specialists"):
                refused()
        for refused in (account.action_promise, account.action_dispute, account.action_put_on_hold):
            with self.assertRaises(AccessError):
                refused()
        views = account.get_views([(False, "form")])
        self.assertNotIn("action_remind_now", views["views"]["form"]["arch"])

    def test_who_only_bills_and_the_portal(self):
        portal = new_test_user(self.env, "work_portal", groups="base.group_portal")
        for user in (self.biller, portal):
            with self.assertRaises(AccessError):
                self.mine(user).read(["amount_to_collect"])
            with self.assertRaises(AccessError):
                self.mine(user).action_remind_now()

    def test_another_company(self):
        other = self.setup_other_company()["company"]
        theirs = self.env["ar.account"]._for(self.customer, other).with_user(self.specialist)
        for refused in (theirs.action_remind_now, theirs.action_send_statement):
            with self.assertRaises(AccessError):
                refused()

    def test_reading_the_form_costs_the_same(self):
        """The form of an account with many items takes no more queries than with few."""
        specification = {name: {} for name in (
            "amount_to_collect", "paid_late_by_month", "paid_text", "contact_ids", "aging", "promise_kept_rate")}

        def queries():
            self.env.flush_all()
            for _time in range(2):
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                self.mine().web_read(specification)
            return self.cr.sql_log_count - before

        few = queries()
        for number in range(20):
            self.invoice(10.0 + number, "2024-01-01")
        self.assertEqual(queries(), few)

    def test_day_by_day(self):
        """Promised on the 1st for the 8th: out of what is to collect until then, back the day after."""
        self.promise(100.0)
        self.assertEqual(self.figures()["to_collect"], 200.0)
        with freeze_time("2024-03-09"):
            self.env["ar.promise"]._cron_evaluate()
            self.assertEqual(self.figures()["to_collect"], 300.0)
