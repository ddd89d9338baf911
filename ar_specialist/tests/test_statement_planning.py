from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_statements import StatementsCommon


@tagged("-at_install", "post_install")
class TestStatementPlanning(StatementsCommon):
    def test_who_gets_one_and_by_what(self):
        batch = self.plan()
        self.assertEqual(
            {one.account_id: (one.state, one.channel, one.amount, one.amount_overdue) for one in batch.statement_ids},
            {self.account: ("planned", "email", 100.0, 100.0), self.other_account: ("planned", "print", 250.0, 0.0)})
        self.assertEqual((batch.state, batch.email_count, batch.print_count, batch.skip_count), ("planned", 1, 1, 0))
        self.assertFalse(self.mails(batch.statement_ids))

    def test_all_customers_have_whoever_began_to_owe_today(self):
        new = self.env["res.partner"].create({"name": "New", "email": "new@customer.example"})
        self.invoice(70.0, "2026-03-20", partner=new)
        self.env["ar.account"].search([("partner_id", "=", new.id)]).unlink()
        action = self.asking().action_plan()
        batch = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(batch.statement_ids.partner_id, self.customer | self.other_customer | new)

    def test_a_day_to_come_is_nothing_to_tell_of(self):
        with self.assertRaisesRegex(UserError, "Nobody knows yet"):
            self.asking(date="2026-03-21").action_plan()
        self.assertFalse(self.env["ar.statement"].search([("date", "=", "2026-03-21")]))

    def asking(self, **values):
        return self.env["ar.statement.sending"].with_user(self.specialist).create(
            {"company_id": self.company.id, **values})

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
