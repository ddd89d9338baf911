from odoo import Command
from odoo.fields import Date
from odoo.tests import tagged

from ..logic.statement import BALANCE_FORWARD
from .common import ReceivablesCommon
from .random_ledger import YEAR_START, RandomLedger


class StatementLedger(RandomLedger):
    """A random ledger with what only statements tell apart: write-offs, currencies and customers settled across."""

    def __init__(self, case, seed):
        super().__init__(case, seed)
        self.steps += [self.write_off, self.short_payment, self.match_across, self.match_across, self.other_books]

    def write_off(self):
        self.items |= self.case.entry(
            -self.amount(), self.any_day(), self.partner(), against=self.case.company_data["default_account_expense"])

    def short_payment(self):
        self.items |= self.case.paid_short(self.amount() + 1, 0.3, self.any_day(), self.partner())

    def match_across(self):
        """Reconcile items whoever owes them: customers pay for each other."""
        open_items = self.items.filtered(lambda item: not item.reconciled)
        if len(open_items) > 1:
            chosen = self.random.sample(list(open_items), min(len(open_items), self.random.randint(2, 4)))
            self.case.env["account.move.line"].union(*chosen).reconcile()

    def other_books(self):
        """What another company has with the same customer: nothing of it is ours."""
        self.case.foreign_invoice(self.amount(), self.any_day(), self.partner())


class StatementCommon(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expense = cls.company_data["default_account_expense"]
        cls.other = cls.setup_other_company()
        # One account for all: only then customers can pay for each other.
        cls.other_customer.property_account_receivable_id = cls.customer.property_account_receivable_id
        cls.instalments = cls.env["account.payment.term"].create({
            "name": "Two instalments",
            "line_ids": [
                Command.create({"value": "percent", "value_amount": 40, "nb_days": 30}),
                Command.create({"value": "percent", "value_amount": 60, "nb_days": 60}),
            ],
        })
        cls.accounts = cls.env["ar.account"]._for_many(cls.customer | cls.other_customer, cls.company)
        cls.account = cls.accounts.filtered(lambda account: account.partner_id == cls.customer)

    @classmethod
    def foreign_invoice(cls, amount, day, partner):
        """Invoice `partner` in the other company."""
        data = cls.other
        cls.env["account.move"].with_company(data["company"]).create({
            "move_type": "out_invoice", "partner_id": partner.id, "invoice_date": day, "date": day,
            "journal_id": data["default_journal_sale"].id, "invoice_payment_term_id": False,
            "invoice_line_ids": [Command.create({
                "name": "goods", "price_unit": amount, "account_id": data["default_account_revenue"].id,
                "tax_ids": [Command.clear()]})],
        }).action_post()

    @classmethod
    def paid_short(cls, amount, lost, day, partner=None, journal=None):
        """Post an entry of a bank journal that takes `amount` off what is owed, `lost` of it as an expense."""
        partner = partner or cls.customer
        move = cls.env["account.move"].create({
            "move_type": "entry", "date": day, "journal_id": (journal or cls.company_data["default_journal_bank"]).id,
            "line_ids": [
                Command.create({
                    "account_id": partner.property_account_receivable_id.id, "partner_id": partner.id,
                    "balance": -amount}),
                Command.create({"account_id": cls.bank_account.id, "balance": amount - lost}),
                Command.create({"account_id": cls.expense.id, "balance": lost}),
            ],
        })
        move.action_post()
        return cls.items(move)

    def figures(self, day, since=None, account=None, **options):
        """Return {currency: figures} of the balance-forward statement."""
        account = account or self.account
        found = account._ar_statement_figures(
            Date.to_date(day), BALANCE_FORWARD, since and Date.to_date(since), **options)
        return {one.currency: one for one in found[account.id]}

    def naive_balances(self, day, customer):
        """Return {currency: balance} from all journal items and reconciliations up to `day`, one by one."""
        found = {}
        for item in self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("date", "<=", day),
            ("company_id", "=", self.company.id), ("partner_id.commercial_partner_id", "=", customer.id),
        ]):
            left = item.amount_currency
            for partial in item.matched_credit_ids:
                if partial.max_date <= day and partial.credit_move_id.parent_state == "posted":
                    left -= partial.debit_amount_currency
            for partial in item.matched_debit_ids:
                if partial.max_date <= day and partial.debit_move_id.parent_state == "posted":
                    left += partial.credit_amount_currency
            found[item.currency_id] = found.get(item.currency_id, 0.0) + left
        return {currency: amount for currency, amount in found.items() if not currency.is_zero(amount)}


@tagged("-at_install", "post_install")
class TestStatementFigures(StatementCommon):
    def test_opening_and_movements_are_the_closing_balance_on_random_ledgers(self):
        for seed in range(4):
            with self.subTest(seed=seed), self.env.cr.savepoint(flush=True) as savepoint:
                ledger = StatementLedger(self, seed).grow(45)
                for _number in range(5):
                    since, day = sorted((ledger.any_day(), ledger.any_day()))
                    self.check_period(since, day)
                savepoint.close(rollback=True)
            self.env.invalidate_all()

    def check_period(self, since, day):
        found = self.accounts._ar_statement_figures(day, BALANCE_FORWARD, since)
        for account in self.accounts:
            own = {one.currency: one for one in found[account.id]}
            opening = self.naive_balances(Date.subtract(since, days=1), account.partner_id)
            closing = self.naive_balances(day, account.partner_id)
            for currency in self.env["res.currency"].union(*own, *opening, *closing):
                one = own.get(currency)
                with self.subTest(customer=account.partner_id.name, currency=currency.name, since=since, day=day):
                    self.assertAlmostEqual(one.opening if one else 0.0, opening.get(currency, 0.0), 2)
                    self.assertAlmostEqual(one.closing if one else 0.0, closing.get(currency, 0.0), 2)
                    if one:
                        self.assertAlmostEqual(one.opening + sum(one.movements.values()), one.closing, 2)
                        self.assertAlmostEqual(one.opening + one.charges + one.credits, one.closing, 2)

    def test_the_closing_balance_is_the_aging_and_the_ledger(self):
        StatementLedger(self, 7).grow(60)
        day = Date.add(YEAR_START, days=200)
        found = self.accounts._ar_statement_figures(day, BALANCE_FORWARD, YEAR_START)
        aging = self.aging(day, currency="document", partners=self.accounts.partner_id)
        totals = {row.key: row.total for row in aging.rows}
        for account in self.accounts:
            for one in found[account.id]:
                self.assertAlmostEqual(one.closing, totals.get((account.partner_id, one.currency), 0.0), 2)
