from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from ..logic.aging import MixedCurrencies
from ..queries.ledger_as_of import ledger_as_of
from .common import ReceivablesCommon

DAY = "2021-06-30"


@tagged("-at_install", "post_install")
class TestAgingCompute(ReceivablesCommon):
    def test_customer_with_its_contacts(self):
        """Items on a contact, of a delivery address for instance, stand in the row of the customer."""
        self.invoice(100, "2021-06-01", partner=self.contact)
        self.entry(50, "2021-05-01", partner=self.contact)
        self.entry(7, "2021-05-01", partner=self.customer)
        [row] = self.aging(DAY).rows
        self.assertEqual((row.key, row.total), (self.customer, 157.0))
        for partners in (self.customer, self.contact, self.contact | self.customer):
            self.assertEqual(self.aging(DAY, partners=partners).total, 157.0)
        self.assertEqual(self.aging(DAY, partners=self.other_customer).rows, [])
        self.assertEqual(self.aging(DAY, partners=self.env["res.partner"]).rows, [])

    def test_entry_without_partner(self):
        item = self.entry(30, "2021-06-01")
        item.partner_id = False
        [row] = self.aging(DAY).rows
        self.assertEqual((row.key, row.total), (self.env["res.partner"], 30.0))

    def test_bases_and_day_to_age_on(self):
        self.invoice(100, "2021-04-01", "2021-06-20", date="2021-05-25")
        self.assertAging(self.aging(DAY), {"1-30": 100.0})
        self.assertAging(self.aging(DAY, basis="invoice"), {"61-90": 100.0})
        self.assertAging(self.aging(DAY, basis="accounting"), {"31-60": 100.0})
        self.assertAging(self.aging(DAY, age_on="2021-06-20"), {"Not due": 100.0})
        self.assertAging(self.aging(DAY, age_on="2021-12-31"), {"> 120": 100.0})
        self.assertEqual(self.aging(DAY, basis="invoice").labels[0], "Day 0")

    def test_instalments_age_one_by_one(self):
        """Invariant 6: by the day of each instalment, not by the document's last one."""
        term = self.env["account.payment.term"].create({"name": "halves", "line_ids": [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (10, 100)]})
        self.invoice(200, "2021-06-01", term)
        self.assertAging(self.aging(DAY), {"1-30": 100.0, "Not due": 100.0})
        self.assertEqual(len(self.aging(DAY, group_by="item").rows), 2)

    def test_credits_in_their_bucket_or_apart(self):
        self.invoice(100, "2021-05-01")
        self.entry(-30, "2021-06-25")
        self.assertAging(self.aging(DAY), {"31-60": 100.0, "1-30": -30.0})
        apart = self.aging(DAY, credits_apart=True)
        self.assertAging(apart, {"31-60": 100.0, "Unapplied": -30.0})
        self.assertEqual(apart.rows[0].credits, -30.0)
        self.assertEqual(apart.total, self.aging(DAY).total)

    def test_document_currency(self):
        self.entry(50, "2021-06-01", currency=self.foreign, amount_currency=100)
        self.entry(20, "2021-06-01")
        report = self.aging(DAY, currency="document")
        dollars = self.company.currency_id
        self.assertEqual(
            {row.key: row.total for row in report.rows},
            {(self.customer, self.foreign): 100.0, (self.customer, dollars): 20.0},
        )
        with self.assertRaises(MixedCurrencies):
            report.total  # noqa: B018
        self.assertEqual(self.aging(DAY).total, 70.0)

    def test_salesperson(self):
        seller = new_test_user(self.env, "seller", groups="account.group_account_invoice")
        self.invoice(100, "2021-06-01", invoice_user_id=seller.id)
        self.other_customer.user_id = seller
        self.entry(-30, "2021-06-01", partner=self.other_customer)
        self.env["account.move"].browse(self.entry(5, "2021-06-01").move_id.id)
        totals = {row.key: row.total for row in self.aging(DAY, group_by="salesperson").rows}
        # The entry of -30 names its customer on the item only, so it has no salesperson.
        self.assertEqual(totals[seller], 100.0)
        self.assertEqual(sum(totals.values()), 75.0)

    def test_choices_are_checked(self):
        for wrong in ({"basis": "birthday"}, {"group_by": "shoe"}, {"currency": "gold"}):
            with self.assertRaises(UserError) as caught:
                self.aging(DAY, **wrong)
            self.assertIn(next(iter(wrong.values())), str(caught.exception))

    def test_planner_settings_are_put_back(self):
        def settings():
            return self.env.execute_query(SQL("SELECT current_setting('work_mem'), current_setting('jit')"))

        before = settings()
        self.aging(DAY)
        self.assertEqual(settings(), before)

    def test_query_count(self):
        """At most 6, for ten customers or two hundred, today or in the past, by either route."""
        for count in (10, 200):
            partners = self.env["res.partner"].create([{"name": f"Customer {n}"} for n in range(count)])
            for partner in partners[:10]:
                self.match(self.invoice(10, "2021-06-01", partner=partner), self.entry(-4, "2021-06-20", partner))
            for day in ("2021-06-19", DAY):
                self.env.flush_all()
                self.env.invalidate_all()
                self.env.registry.clear_all_caches()
                self.aging(DAY)
                self.env.invalidate_all()
                with self.assertQueryCount(6):
                    self.env["ar.aging"].compute(day, companies=self.company)

    def test_indexes_exist(self):
        names = [name for [name] in self.env.execute_query(SQL(
            "SELECT indexname FROM pg_indexes WHERE indexname LIKE %s", "%\\_ar\\_%"))]
        for name in (
            "account_move_line_ar_open_idx", "account_move_line_ar_matched_draft_idx",
            "account_partial_reconcile_ar_max_date_idx", "account_move_ar_figures_idx",
        ):
            self.assertIn(name, names)

    def test_facts_see_what_is_not_written_yet(self):
        """A reconciliation still held back by the ORM counts as one."""
        invoice, payment = self.invoice(10, "2021-06-01"), self.entry(-10, "2021-06-20")
        self.match(invoice, payment)
        with ledger_as_of(self.env, self.day("2021-06-19"), self.company) as (scope, _route):
            self.assertTrue(scope.settled_later)
        with ledger_as_of(self.env, self.day("2021-06-20"), self.company) as (scope, _route):
            self.assertFalse(scope.settled_later)


@tagged("-at_install", "post_install")
class TestAgingCompanies(ReceivablesCommon):
    """Invariant 4: nothing of company A is seen or counted for company B."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.setup_other_company(name="Second", currency_id=cls.foreign.id)["company"]
        cls.invoice(100, "2021-06-01")
        cls.in_second = cls.env(context=dict(cls.env.context, allowed_company_ids=cls.second.ids))
        move = cls.in_second["account.move"].create({
            "move_type": "out_invoice", "partner_id": cls.customer.id, "invoice_date": "2021-06-01",
            "invoice_line_ids": [Command.create({"name": "x", "price_unit": 9, "tax_ids": [Command.clear()]})],
        })
        move.action_post()

    def test_each_company_by_itself(self):
        self.assertEqual(self.aging(DAY).total, 100.0)
        self.assertEqual(self.aging(DAY, companies=self.second).total, 9.0)

    def test_together_they_are_never_added_in_two_currencies(self):
        report = self.aging(DAY, companies=self.company | self.second)
        self.assertEqual(
            {row.key: row.total for row in report.rows},
            {(self.customer, self.company.currency_id): 100.0, (self.customer, self.foreign): 9.0},
        )
        with self.assertRaises(MixedCurrencies):
            report.total  # noqa: B018
        by_company = self.aging(DAY, companies=self.company | self.second, group_by="company")
        self.assertEqual(sorted(row.total for row in by_company.rows), [9.0, 100.0])

    def test_together_in_one_currency(self):
        third = self.setup_other_company(name="Third", currency_id=self.company.currency_id.id)["company"]
        report = self.aging(DAY, companies=self.company | third)
        self.assertEqual([(row.key, row.total) for row in report.rows], [(self.customer, 100.0)])

    def test_a_user_of_one_company_asks_for_the_other(self):
        user = new_test_user(
            self.env, "one", groups="ar_specialist.group_specialist", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        aging = self.env(user=user, context={"allowed_company_ids": self.company.ids})["ar.aging"]
        self.assertEqual(aging.compute(DAY).total, 100.0)
        self.assertEqual(aging.compute(DAY, companies=self.second.with_env(aging.env)).rows, [])

    def test_a_user_without_rights(self):
        user = new_test_user(self.env, "clerk", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.env(user=user)["ar.aging"].compute(DAY, companies=self.company)

    def test_only_managers_edit_bucket_sets(self):
        bucket_set = self.env.ref("ar_specialist.bucket_set_standard")
        specialist = new_test_user(self.env, "specialist", groups="ar_specialist.group_specialist")
        manager = new_test_user(self.env, "manager", groups="ar_specialist.group_manager")
        with self.assertRaises(AccessError):
            bucket_set.with_user(specialist).limits = "10"
        bucket_set.with_user(manager).limits = "10"
        self.assertEqual(bucket_set._labels(), ["Not due", "1-10", "> 10"])
        with self.assertRaises(UserError) as caught:
            bucket_set.with_user(manager).limits = "10, x"
        self.assertIn("“x” is not a whole number of days", str(caught.exception))

    def test_the_accounting_administrator_is_a_manager(self):
        user = new_test_user(self.env, "boss", groups="account.group_account_manager")
        self.assertTrue(user.has_group("ar_specialist.group_manager"))
