from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_worklist import WorklistCommon


@tagged("-at_install", "post_install")
class TestCollectors(WorklistCommon):
    """Who collects from whom: by rules, and handed over by a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine.collector_id = False
        cls.customer.write({"name": "Azure", "country_id": cls.env.ref("base.fr").id})
        cls.other_customer.write({"name": "Zeta", "country_id": cls.env.ref("base.de").id})

    @classmethod
    def rule(cls, user, **values):
        return cls.env["ar.collector.rule"].create({"user_id": user.id, "company_id": cls.company.id, **values})

    def assign(self, accounts=None):
        return (accounts or self.mine + self.other)._ar_assign_collectors()

    def collectors(self):
        return [account.collector_id for account in self.mine + self.other]

    def test_each_condition(self):
        nobody = self.env["res.users"]
        for values, expected in (
            ({"letter_to": "M"}, [self.specialist, nobody]),
            ({"country_ids": self.env.ref("base.de").ids}, [nobody, self.specialist]),
            ({"amount_from": 100.0}, [self.specialist, nobody]),
            ({"amount_from": 100.01}, [nobody, nobody]),
            ({"domain": "[('name', '=', 'Zeta')]"}, [nobody, self.specialist]),
            ({}, [self.specialist, self.specialist]),
        ):
            rule = self.rule(self.specialist, **values)
            self.assign()
            self.assertEqual(self.collectors(), expected, values)
            rule.unlink()
            (self.mine + self.other).collector_id = False

    def test_first_rule_that_fits(self):
        self.rule(self.manager, sequence=20)
        self.rule(self.specialist, sequence=10, letter_to="M")
        self.assign()
        self.assertEqual(self.collectors(), [self.specialist, self.manager])

    def test_who_has_a_collector_keeps_them(self):
        self.mine.collector_id = self.colleague
        self.rule(self.specialist)
        self.assertEqual(self.assign(), self.other)
        self.assertEqual(self.collectors(), [self.colleague, self.specialist])

    def test_assign_button(self):
        self.rule(self.specialist, letter_to="M")
        message = self.env["ar.collector.rule"].with_user(self.manager).action_assign()["params"]["message"]
        self.assertIn("1 customers got a collector.", message)
        self.assertEqual(self.mine.collector_id, self.specialist)
        with self.refused("", AccessError):
            self.other.with_user(self.auditor).action_assign_collectors()

    def test_new_accounts_at_night(self):
        self.rule(self.specialist)
        late = self.env["res.partner"].create({"name": "New"})
        self.invoice(10.0, "2024-03-01", partner=late)
        self.env["ar.account"]._ensure_accounts(self.company, self.env["account.account"].search([
            ("account_type", "=", "asset_receivable")]).ids)
        self.assertEqual(self.account(late).collector_id, self.specialist)

    def test_another_companys_rules(self):
        other = self.setup_other_company()["company"]
        self.rule(self.specialist)
        theirs = self.account(company=other)
        self.assertFalse(self.assign(theirs))
        # A shared rule names somebody who does not work there.
        self.rule(self.colleague, company_id=False, sequence=1)
        self.assertFalse(self.assign(theirs))
        self.assign(self.mine)
        self.assertEqual(self.mine.collector_id, self.colleague)

    def test_refusals(self):
        with self.refused("is no segment", ValidationError):
            self.rule(self.specialist, domain="[('no_such_field', '=', 1)]")
        with self.refused("", Exception):
            self.rule(self.specialist, amount_from=10, amount_to=5)
        with self.refused("", AccessError):
            self.env["ar.collector.rule"].with_user(self.specialist).create({"user_id": self.specialist.id})

    def hand_over(self, accounts, user, by=None, **values):
        action = accounts.with_user(by or self.manager).action_reassign()
        return self.env["ar.collector.reassign"].with_user(by or self.manager).with_context(**action["context"]).create(
            {"user_id": user.id, **values}).action_reassign()

    def test_hand_over_with_activities(self):
        self.mine.collector_id = self.specialist
        own = self.mine.activity_schedule("mail.mail_activity_data_call", user_id=self.specialist.id)
        others = self.mine.activity_schedule("mail.mail_activity_data_call", user_id=self.manager.id)
        self.hand_over(self.mine + self.other, self.colleague)
        self.assertEqual(self.collectors(), [self.colleague] * 2)
        self.assertEqual((own.user_id, others.user_id), (self.colleague, self.manager))
        self.hand_over(self.mine, self.specialist, with_activities=False)
        self.assertEqual(own.user_id, self.colleague)
        self.hand_over(self.mine, self.env["res.users"])
        self.assertFalse(self.mine.collector_id)

    def test_hand_over_refusals(self):
        with self.refused("Only a receivables manager", AccessError):
            self.hand_over(self.mine, self.colleague, by=self.specialist)
        other = self.setup_other_company()["company"]
        self.manager.sudo().company_ids += other
        theirs = self.account(company=other)
        action = self.mine.with_user(self.manager).action_reassign()
        asked = self.env["ar.collector.reassign"].with_user(self.manager).with_context(
            **action["context"], allowed_company_ids=(self.company + other).ids)
        with self.refused("does not work in", UserError):
            asked.create({"account_ids": theirs.ids, "user_id": self.colleague.id}).action_reassign()

    def test_load_of_collectors(self):
        """What managers see: accounts, amount and points of each, in one statement."""
        self.mine.collector_id = self.specialist
        self.mine._ar_refresh_scores()
        rows = self.env["ar.account"].with_user(self.manager)._read_group(
            [("company_id", "=", self.company.id)], ["collector_id"], ["__count", "amount_to_collect:sum", "score:sum"])
        self.assertIn((self.specialist.with_user(self.manager), 1, 100.0, self.mine.score), rows)

    def test_queries_do_not_grow(self):
        self.rule(self.specialist, letter_to="M", domain="[('email', '=', False)]")
        self.rule(self.colleague, amount_from=5)
        self.rule(self.manager)

        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            accounts = self.env["ar.account"].with_context(tracking_disable=True)._for_many(partners, self.company)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(self.assign(accounts), accounts)
            # What is written goes to the database a hundred rows at a time: the ORM's way, not ours.
            return self.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(10), queries(200))
