from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..models.follow_up.ar_run_plan import CUSTOMERS
from .follow_up_common import FollowUpCommon

DAY = "2024-01-25"


@tagged("-at_install", "post_install")
class TestFollowUpPlan(FollowUpCommon):
    def test_notice_carries_each_item_with_its_own_level(self):
        self.set_levels(self.policy, 1, 7)
        first = self.invoice(100.0, "2024-01-01")
        self.send("2024-01-10")
        second, later = self.invoice(30.0, "2024-01-20"), self.invoice(5.0, DAY)
        [notice] = self.plan(DAY).notice_ids
        self.assertEqual((notice.kind, notice.level_id.name, notice.state), ("overdue", "Level 2", "planned"))
        self.assertEqual((notice.amount, notice.item_count), (130.0, 2))
        self.assertEqual(
            {line.move_id: (line.level_id.name, line.days_late, line.amount_residual) for line in notice.line_ids},
            {first: ("Level 2", 24, 100.0), second: ("Level 1", 5, 30.0)})
        self.assertNotIn(later, notice.line_ids.move_id)

    def test_listed_beside(self):
        first = self.invoice(100.0, "2024-01-01")
        self.send("2024-01-10")
        self.invoice(30.0, "2024-01-20")
        [notice] = self.plan(DAY).notice_ids
        line = notice.line_ids.filtered(lambda line: line.move_id == first)
        self.assertEqual((line.level_id, line.counted, notice.amount), (self.env["ar.policy.level"], False, 130.0))

    def test_upcoming_apart_from_overdue(self):
        self.set_levels(self.policy, -5, 1)
        late, soon = self.invoice(100.0, "2024-01-01"), self.invoice(30.0, "2024-01-01", "2024-01-30")
        notices = self.plan(DAY).notice_ids
        self.assertEqual(
            {notice.kind: notice.line_ids.move_id for notice in notices}, {"upcoming": soon, "overdue": late})

    def test_approval(self):
        self.policy.level_ids.needs_approval = True
        self.invoice(100.0, "2024-01-01")
        run = self.plan(DAY)
        run.execute()
        self.assertEqual((run.state, self.outcome(run)), ("running", [("approval", [])]))
        self.assertFalse(self.plan("2024-01-26").notice_ids)
        run.notice_ids.action_approve()
        run.execute()
        self.assertEqual((run.state, self.outcome(run)), ("done", [("sent", [])]))

    def test_instalments_by_their_own_day(self):
        """Invariant 6: 30 % at once, the rest after 60 days; the first is late while the invoice is not due."""
        term = self.env["account.payment.term"].create({"name": "30/70", "line_ids": [
            Command.create({"value": "percent", "value_amount": 30, "nb_days": 0}),
            Command.create({"value": "percent", "value_amount": 70, "nb_days": 60}),
        ]})
        move = self.invoice(1000.0, "2024-01-15", term)
        self.assertEqual(move.invoice_date_due, self.day("2024-03-15"))
        self.assertEqual(self.story("2024-01-15", 70), {"2024-01-16": ["Level 1"], "2024-03-16": ["Level 1"]})
        lines = self.env["ar.notice.line"].search([("move_id", "=", move.id), ("counted", "=", True)], order="date")
        self.assertEqual(lines.mapped("amount_residual"), [300.0, 700.0])

    def test_foreign_currency(self):
        """Items keep their own currency; the notice's amount is the company's."""
        move = self.invoice(200.0, "2024-01-01", currency_id=self.foreign.id)
        [notice] = self.plan(DAY).notice_ids
        self.assertEqual((notice.line_ids.amount_residual, notice.line_ids.currency_id), (200.0, self.foreign))
        self.assertEqual(notice.amount, self.items(move).balance)
        self.assertNotEqual(notice.amount, 200.0)

    def test_child_contact(self):
        """Invoices to a contact go with those of its customer, in one notice."""
        self.invoice(100.0, "2024-01-01")
        self.invoice(10.0, "2024-01-01", partner=self.contact)
        [notice] = self.plan(DAY).notice_ids
        self.assertEqual((notice.partner_id, notice.amount), (self.customer, 110.0))
        [notice] = self.plan(DAY, partners=self.contact).notice_ids or [notice]
        self.assertEqual(notice.partner_id, self.customer)

    def test_only_these_customers(self):
        self.invoice(100.0, "2024-01-01")
        self.invoice(100.0, "2024-01-01", partner=self.other_customer)
        self.assertEqual(self.plan(DAY, partners=self.other_customer).notice_ids.partner_id, self.other_customer)
        self.assertFalse(self.plan(DAY, partners=self.env["res.partner"]).notice_ids)

    def test_simulation_leaves_nothing(self):
        self.invoice(100.0, "2024-01-01")
        tables = ("ar.account", "ar.run", "ar.notice", "ar.notice.line", "mail.message", "mail.mail")
        before = {name: self.env[name].search([]).ids for name in tables}
        [told] = self.env["ar.run"]._simulate(DAY, companies=self.company)
        self.assertEqual({name: self.env[name].search([]).ids for name in tables}, before)
        self.assertEqual(
            (told["partner_id"], told["account_id"], told["state"], told["amount"], told["item_count"]),
            (self.customer.id, False, "planned", 100.0, 1))
        self.assertEqual(told["items"][0]["level_id"], self.policy.level_ids.id)

    def test_simulation_of_a_past_day_knows_what_was_known(self):
        self.set_levels(self.policy, 1, 7)
        self.invoice(100.0, "2024-01-01")
        self.send("2024-01-02")
        self.send("2024-01-10")
        names = [
            [self.env["ar.policy.level"].browse(told["level_id"]).name
             for told in self.env["ar.run"]._simulate(day, companies=self.company)]
            for day in ("2024-01-01", "2024-01-09", "2024-01-30")
        ]
        self.assertEqual(names, [[], ["Level 2"], []])

    def test_query_count_does_not_grow(self):
        """Invariant 7: a batch takes the same number of queries for 10 customers as for 200, at most 30."""
        counts = []
        for number in (2, 10, 200):  # the first one fills the caches of the registry
            partners = self.env["res.partner"].create(
                [{"name": f"C{number}-{i}", "email": f"c{i}@example.com"} for i in range(number)])
            moves = self.env["account.move"]
            for partner in partners:
                moves += self.invoice(10.0, "2024-01-01", partner=partner, post=False)
            moves.action_post()
            run = self.env["ar.run"].sudo().create({"date": self.day(DAY), "company_id": self.company.id})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            run._plan_batch(partners.ids)
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(len(run.notice_ids), number)
        self.assertEqual(counts[1], counts[2])
        self.assertLessEqual(counts[1], 30)
        self.assertGreaterEqual(CUSTOMERS, 200)


@tagged("-at_install", "post_install")
class TestFollowUpCompaniesAndRights(FollowUpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_data = cls.setup_other_company(name="Second")
        cls.second = cls.second_data["company"]
        cls.invoice(100.0, "2024-01-01")
        move = cls.env["account.move"].with_company(cls.second).create({
            "move_type": "out_invoice", "partner_id": cls.customer.id, "invoice_date": "2024-01-01",
            "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False,
            "invoice_line_ids": [Command.create({"name": "goods", "price_unit": 7.0, "tax_ids": [Command.clear()]})],
        })
        move.action_post()
        cls.policy.company_id = cls.company

    def test_one_run_per_company_and_each_its_own(self):
        self.make_policy(1, company_id=self.second.id)
        both = self.company | self.second
        runs = self.env["ar.run"].with_context(allowed_company_ids=both.ids).plan(DAY, companies=both)
        self.assertEqual(
            {run.company_id: run.notice_ids.mapped("amount") for run in runs},
            {self.company: [100.0], self.second: [7.0]})
        self.assertEqual(len(runs.notice_ids.account_id), 2)
        self.assertEqual(runs.notice_ids.partner_id, self.customer)

    def test_holds_policies_and_history_stay_with_their_company(self):
        """Nothing of one company speaks against or for the other, as root too."""
        self.env["ar.hold"].create({
            "account_id": self.account().id, "reason": "first only", "date_from": "2024-01-01"})
        policy = self.make_policy(1, company_id=self.second.id, quiet_days=30)
        run = self.env["ar.run"].sudo().plan(DAY, companies=self.second)
        self.assertEqual((self.outcome(run), run.notice_ids.level_id.policy_id), ([("planned", [])], policy))
        run.execute()
        self.env["ar.hold"].search([]).action_release()
        self.assertEqual(self.outcome(self.plan("2024-01-26", companies=self.second)), [])

    def test_user_of_one_company_sees_one(self):
        self.make_policy(1, company_id=self.second.id)
        self.plan(DAY, companies=self.company)
        self.env["ar.run"].sudo().plan(DAY, companies=self.second)
        user = new_test_user(
            self.env, "one", groups="ar_specialist.group_specialist", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)])
        self.assertEqual(self.env["ar.notice"].with_user(user).search([]).company_id, self.company)
        with self.assertRaises(AccessError):
            self.env["ar.run"].with_user(user).plan(DAY, companies=self.second)

    def test_specialist_plans_and_sends(self):
        user = new_test_user(
            self.env, "spec", groups="ar_specialist.group_specialist", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)])
        run = self.env["ar.run"].with_user(user).plan(DAY)
        self.assertEqual((run.user_id, run.env.su), (user, False))
        run.action_execute()
        self.assertEqual(self.outcome(run), [("sent", [])])

    def test_bare_user_is_refused(self):
        user = new_test_user(
            self.env, "bare", groups="base.group_user", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)])
        runs = self.env["ar.run"].with_user(user)
        for call in (lambda: runs.plan(DAY), lambda: list(runs._simulate(DAY))):
            with self.assertRaisesRegex(AccessError, "specialists"):
                call()
        run = self.plan(DAY)
        with self.assertRaises(AccessError):
            run.with_user(user).execute()
