import os

from odoo.tests import tagged

from ..logic.tie_out import DIFFERENCE
from .common_tie_out import TieOutCommon
from .naive_aging import open_amount
from .naive_tie_out import NaiveCauses
from .odd_ledger import OddLedger
from .random_ledger import with_rates_and_instalments

#: More of them by hand, from a number to another one: AR_SEEDS="100 400" dev/test -k test_tie_out_ledger
SEEDS = range(*map(int, os.environ.get("AR_SEEDS", "0 6").split()))
STEPS = 50


@tagged("-at_install", "post_install")
class TestTieOutLedger(TieOutCommon):
    """Whatever is in the ledger, nothing of the difference stays unexplained, in no currency of no account."""

    seeds = SEEDS
    foreign_code, decimals = "EUR", 2

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls.setup_other_currency(cls.foreign_code)
        with_rates_and_instalments(cls)

    def test_nothing_is_unexplained(self):
        self.assertEqual(self.foreign.decimal_places, self.decimals)
        for seed in self.seeds:
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                ledger = OddLedger(self, seed).grow(STEPS)
                for _number in range(4):
                    self.check_day(ledger.any_day())
                    self.check_causes(ledger.any_day())
                ledger.spoil_residual()
                self.check_day(ledger.any_day(), is_spoilt=True)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def check_day(self, day, is_spoilt=False):
        for companies in (self.company, self.company | self.other_company):
            for route in ("backward", "forward"):
                with self.route(route):
                    tie_out = self.tie_out(day, companies)
                    aged = self.aging(day, companies=companies)
                view = f"{day} {route} {companies.mapped('name')}"
                self.assertTrue(tie_out.is_tied, view)
                self.assertFalse(any(tie_out.unexplained.values()), view)
                self.check_sides(tie_out, day, view, check_subledger=route == "forward" or not is_spoilt)
                self.check_explained(tie_out, view)
                self.check_aging(tie_out, aged, view)

    def check_causes(self, day):
        """Each cause has the items, and the amount, that a loop over the journal items finds; no other is there."""
        companies = self.company | self.other_company
        tie_out = self.tie_out(day, companies)
        for company in companies:
            naive = NaiveCauses(company, tie_out.as_of)
            causes = {
                cause.code: cause for cause in tie_out.causes
                if cause.company == company and cause.code not in ("other_accounts", "locked")}
            self.assertEqual(
                {code: (cause.count, cause.amount) for code, cause in causes.items()}, naive.sums(),
                f"{day} {company.name}")
            for code, cause in causes.items():
                listed = self.env["account.move.line"].with_context(active_test=False).search(cause.domain)
                self.assertEqual(set(listed), set(naive.found[code]), f"{day} {company.name} {code}")

    def check_sides(self, tie_out, day, view, check_subledger):
        """Compare both sides of every row with the loop over journal items."""
        for row in tie_out.rows:
            lines = self.env["account.move.line"].search([
                ("company_id", "=", row.company.id), ("account_id", "=", row.account.id), ("date", "<=", day),
                ("currency_id", "=", row.currency.id), ("parent_state", "=", "posted")])
            self.assertEqual(row.ledger, row.company_currency.round(sum(lines.mapped("balance"))), view)
            self.assertEqual(row.document.ledger, row.currency.round(sum(lines.mapped("amount_currency"))), view)
            if check_subledger:
                owed = lines.filtered(lambda line: line.partner_id - self.vendor - self.employee)
                for figures, in_currency in ((row.figures, False), (row.document, True)):
                    naive = sum(open_amount(line, tie_out.as_of, in_currency) for line in owed)
                    self.assertEqual(figures.subledger, figures.currency.round(naive), view)

    def check_explained(self, tie_out, view):
        """What the causes come to is what the rows say they explain."""
        for company in tie_out.companies:
            causes = sum(
                cause.amount for cause in tie_out.causes
                if cause.company == company and cause.severity == DIFFERENCE)
            rows = sum(row.explained for row in tie_out.rows if row.company == company)
            self.assertAlmostEqual(causes, rows, 2, view)

    def check_aging(self, tie_out, aged, view):
        """The sub-ledger is the aging, less the items that are no customer's."""
        apart = sum(cause.amount for cause in tie_out.causes if cause.code in ("without_partner", "not_customer"))
        self.assertAlmostEqual(sum(row.subledger for row in tie_out.rows) - apart, sum(
            row.total for row in aged.rows), 2, view)


@tagged("-at_install", "post_install")
class TestTieOutWithoutDecimals(TestTieOutLedger):
    """The same with a currency that has no cents."""

    seeds = SEEDS[:2]
    foreign_code, decimals = "JPY", 0


@tagged("-at_install", "post_install")
class TestTieOutThreeDecimals(TestTieOutLedger):
    """The same with a currency of three decimals."""

    seeds = SEEDS[:2]
    foreign_code, decimals = "KWD", 3
