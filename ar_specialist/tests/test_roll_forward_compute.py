import os

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from ..logic.roll_forward_sums import COLUMNS
from .common import ReceivablesCommon
from .random_ledger import YEAR_START, RandomLedger, with_rates_and_instalments

#: More of them by hand, from a number to another one: AR_SEEDS="100 400" dev/test -k test_random_roll_forwards
SEEDS = range(*map(int, os.environ.get("AR_SEEDS", "0 5").split()))
STEPS = 45
MARCH = ("2026-03-01", "2026-03-31")


class RandomBooks(RandomLedger):
    """A random ledger in which losses, discounts and settlements between customers happen too."""

    def __init__(self, case, seed):
        super().__init__(case, seed)
        self.steps += [self.write_off, self.discount, self.payment_with_loss, self.between_customers, self.nobody]

    def write_off(self):
        self.items |= self.case.entry(-self.amount(), self.any_day(), self.partner(), against=self.case.expense)

    def discount(self):
        self.items |= self.case.entry(-self.amount(), self.any_day(), self.partner(), against=self.case.discount)

    def payment_with_loss(self):
        """Money for two customers at once, a part of it lost."""
        first, second, lost = self.amount(), self.amount(), self.random.choice([0.0, 0.01, 1.17])
        company, partners = self.case.company_data, [self.case.customer, self.case.other_customer]
        move = self.case.env["account.move"].create({
            "move_type": "entry", "date": self.any_day(), "journal_id": company["default_journal_bank"].id,
            "line_ids": [
                *(Command.create({"account_id": partner.property_account_receivable_id.id, "partner_id": partner.id,
                                  "balance": -paid}) for partner, paid in zip(partners, (first, second), strict=True)),
                Command.create({"account_id": self.case.bank_account.id, "balance": first + second - lost}),
                Command.create({"account_id": self.case.expense.id, "balance": lost}),
            ],
        })
        move.action_post()
        self.add(move)

    def between_customers(self):
        mine = self.items.filtered(lambda item: not item.reconciled)
        if len(mine) > 1:
            self.case.env["account.move.line"].union(*self.random.sample(list(mine), 2)).reconcile()

    def nobody(self):
        """An entry on the receivable account without a customer."""
        item = self.case.entry(self.amount(), self.any_day(), post=False)
        item.partner_id = False
        item.move_id.action_post()
        self.items |= item


@tagged("-at_install", "post_install")
class TestRollForwardCompute(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expense = cls.company_data["default_account_expense"]
        cls.discount = cls.company.account_journal_early_pay_discount_loss_account_id or cls.env[
            "account.account"].create({"name": "Discounts", "code": "709999", "account_type": "expense"})
        cls.company.account_journal_early_pay_discount_loss_account_id = cls.discount
        # Otherwise the one could not pay for the other.
        cls.other_customer.property_account_receivable_id = cls.customer.property_account_receivable_id
        with_rates_and_instalments(cls, rates=False)

    def roll(self, date_from, date_to, **options):
        return self.env["ar.roll.forward"].compute(
            date_from, date_to, **{"companies": self.company, **options})

    def assertAmounts(self, amounts, **expected):
        """Compare the columns that are not zero."""
        found = {name: amount for name, amount in zip(COLUMNS, amounts, strict=True) if amount}
        self.assertEqual(found, expected)

    def test_each_class_in_its_column(self):
        self.invoice(70, "2026-02-10")
        self.invoice(1000, "2026-03-02")
        self.invoice(100, "2026-03-03", move_type="out_refund")
        self.entry(-500, "2026-03-10")
        self.entry(-20, "2026-03-11", against=self.discount)
        self.entry(-30, "2026-03-31", against=self.expense)
        self.entry(5, "2026-03-15", against=self.revenue)
        self.invoice(9, "2026-04-01")
        self.invoice(8, "2026-03-01", post=False)
        # 70 + 1000 - 100 - 500 - 20 - 30 + 5 = 425
        self.assertAmounts(
            self.roll(*MARCH).totals, opening=70, invoices=1000, credit_notes=-100, payments=-500, discounts=-20,
            write_offs=-30, other=5, closing=425)

    def test_discount_of_the_payment_terms(self):
        """What the customer keeps for paying in time is a discount, the tax in it too."""
        terms = self.env["account.payment.term"].create({
            "name": "2 %", "early_discount": True, "discount_percentage": 2, "discount_days": 10,
            "early_pay_discount_computation": "included",
            "line_ids": [Command.create({"value": "percent", "value_amount": 100, "nb_days": 30})]})
        bill = self.invoice(100, "2026-03-02", due=terms, post=False)
        bill.invoice_line_ids.tax_ids = self.company_data["default_tax_sale"].copy({"name": "ten", "amount": 10})
        bill.action_post()
        self.env["account.payment.register"].with_context(active_model="account.move", active_ids=bill.ids).create(
            {"payment_date": "2026-03-05"})._create_payments()
        # 2 % of 100 and of its tax of 10
        self.assertAmounts(self.roll(*MARCH).totals, invoices=110, payments=-107.8, discounts=-2.2)

    def test_edges_of_the_period(self):
        for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
            self.invoice(1, day)
        self.assertAmounts(self.roll(*MARCH).totals, opening=1, invoices=2, closing=3)
        self.assertAmounts(self.roll("2026-03-31", "2026-03-31").totals, opening=2, invoices=1, closing=3)

    def test_contacts_belong_to_their_customer(self):
        self.invoice(10, "2026-03-05", partner=self.contact)
        self.invoice(20, "2026-03-05")
        [row] = self.roll(*MARCH).rows
        self.assertEqual(row.key, self.customer)
        self.assertAmounts(row.amounts, invoices=30, closing=30)

    def test_by_account_and_company(self):
        account = self.company_data["default_account_receivable"].copy()
        self.other_customer.property_account_receivable_id = account
        self.invoice(10, "2026-03-05")
        self.invoice(20, "2026-03-05", partner=self.other_customer)
        rows = {row.key: row.amount("closing") for row in self.roll(*MARCH, group_by="account").rows}
        self.assertEqual(rows, {self.customer.property_account_receivable_id: 10, account: 20})
        [row] = self.roll(*MARCH, group_by="company").rows
        self.assertEqual((row.key, row.amount("closing")), (self.company, 30))

    def test_payment_of_another_customer(self):
        """Paid by somebody else: both balances change by it, the total does not."""
        bill = self.invoice(100, "2026-03-05")
        paid = self.entry(-100, "2026-03-20", partner=self.other_customer)
        self.match(bill, paid)
        rows = {row.key: row.amounts for row in self.roll(*MARCH).rows}
        self.assertAmounts(rows[self.customer], invoices=100, other=-100)
        self.assertAmounts(rows[self.other_customer], payments=-100, other=100)
        self.assertAmounts(self.roll(*MARCH).totals, invoices=100, payments=-100)

    def test_payment_in_another_currency(self):
        """Open in neither currency afterwards, what each kept of the other is a settlement."""
        self.foreign.rate_ids = [Command.clear(), Command.create({
            "name": "2026-01-01", "rate": 2.0, "company_id": self.company.id})]
        bill = self.invoice(100, "2026-03-05", currency_id=self.foreign.id)
        self.match(bill, self.entry(-50, "2026-03-20"))
        rows = {row.currency: row.amounts for row in self.roll(*MARCH, currency="document").rows}
        self.assertAmounts(rows[self.foreign], invoices=100, other=-100)
        self.assertAmounts(rows[self.company.currency_id], payments=-50, other=50)

    def test_exchange_difference(self):
        self.foreign.rate_ids = [Command.clear(), *(
            Command.create({"name": day, "rate": rate, "company_id": self.company.id})
            for day, rate in (("2026-01-01", 2.0), ("2026-03-15", 4.0)))]
        bill = self.invoice(100, "2026-03-05", currency_id=self.foreign.id)
        self.match(bill, self.entry(-25, "2026-03-20", currency=self.foreign, amount_currency=-100))
        # 100 EUR were 50 and brought 25
        self.assertAmounts(self.roll(*MARCH).totals, invoices=50, payments=-25, exchange=-25)
        self.assertAmounts(self.roll(*MARCH, currency="document").totals, invoices=100, payments=-100)

    def test_two_companies(self):
        other = self.setup_other_company()["company"]
        self.invoice(10, "2026-03-05")
        theirs = self.env["ar.roll.forward"].compute(*MARCH, companies=other)
        self.assertEqual(theirs.rows, [])

    def test_parent_is_paid_for_its_branch(self):
        """One balance of the customer; each company's own changes by what the other settled."""
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.env.user.company_ids += branch
        self.customer.with_company(branch).property_account_receivable_id = (
            self.customer.property_account_receivable_id)
        bill = self.invoice(
            100, "2026-03-05", company_id=branch.id, journal_id=self.company_data["default_journal_sale"].id)
        self.match(bill, self.entry(-100, "2026-03-20"))
        both = self.company + branch
        rows = {row.key: row.amounts for row in self.roll(*MARCH, companies=both, group_by="company").rows}
        self.assertAmounts(rows[branch], invoices=100, other=-100)
        self.assertAmounts(rows[self.company], payments=-100, other=100)
        self.assertAmounts(self.roll(*MARCH, companies=both).totals, invoices=100, payments=-100)
        self.assertAmounts(self.roll(*MARCH, companies=branch).totals, invoices=100, other=-100)

    def test_periods_and_choices_are_checked(self):
        for options in ({"group_by": "moon"}, {"currency": "moon"}):
            with self.assertRaisesRegex(UserError, "moon"):
                self.roll(*MARCH, **options)
        with self.assertRaisesRegex(UserError, "first day"):
            self.roll("2026-03-31", "2026-03-01")

    def test_queries_do_not_grow(self):
        def queries(count):
            for partner in self.env["res.partner"].create([{"name": f"C {number}"} for number in range(count)]):
                self.entry(10, "2026-03-03", partner=partner)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.roll(*MARCH)
            return self.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(3), queries(30))

    def test_random_roll_forwards(self):
        """Opening + movements = closing, opening and closing those of the aging, by every key and currency."""
        self.foreign.rate_ids = [Command.clear(), *(Command.create({
            "name": f"2021-{month:02}-01", "rate": 0.5 + month / 7, "company_id": self.company.id})
            for month in range(1, 13))]
        for seed in SEEDS:
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                ledger = RandomBooks(self, seed).grow(STEPS)
                for _number in range(6):
                    self.check_one_period(ledger)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def check_one_period(self, ledger):
        first, last = sorted((ledger.any_day(), ledger.any_day()))
        first = ledger.random.choice([first, YEAR_START])
        day_before = Date.subtract(first, days=1)
        for currency in ("company", "document"):
            for group_by in ("partner", "company"):
                report = self.roll(first, last, group_by=group_by, currency=currency)
                for day, column in ((day_before, "opening"), (last, "closing")):
                    aged = self.aging(day, group_by=group_by, currency=currency)
                    self.assertEqual(
                        {(row.key, row.currency): row.amount(column) for row in report.rows if row.amount(column)},
                        {(row.key, row.currency): row.total for row in aged.rows if row.total},
                        f"{group_by} {currency} {first} {last} {column}")
                for money, totals in report.totals_by_currency.items():
                    self.assertEqual(totals[-1], money.round(sum(totals[:-1])))
                if report.rows:
                    self.check_items_of(ledger.random.choice(report.rows), first, last, group_by, currency)
        by_account = self.roll(first, last, group_by="account")
        self.assertAlmostEqual(by_account.totals[-1], self.ledger_balance(last), 2)
        self.assertEqual(by_account.totals, self.roll(first, last).totals)

    def check_items_of(self, row, first, last, group_by, currency):
        """The items that each amount of a row opens come to that amount."""
        roll = self.env["ar.roll.forward"].with_context(allowed_company_ids=self.company.ids)
        options = {"date_from": first, "date_to": last, "group_by": group_by, "currency": currency}
        key = row.key[0] if isinstance(row.key, tuple) else row.key
        unit = "_currency" if currency == "document" else ""
        for column, amount in zip(COLUMNS, row.amounts, strict=True):
            action = roll.action_items(column, key.id, row.currency.id, options)
            lines = self.env["account.move.line"].with_context(**action["context"]).search(action["domain"])
            name = "ar_open" if column in ("opening", "closing") else "ar_moved"
            self.assertEqual(
                row.currency.round(sum(lines.mapped(name + unit))), amount, f"{key} {first} {last} {column} {currency}")
