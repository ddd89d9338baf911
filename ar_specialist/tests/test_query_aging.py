import os

from odoo.tests import tagged

from .common import ReceivablesCommon
from .naive_aging import naive_aging
from .random_ledger import RandomLedger, with_rates_and_instalments

#: More of them by hand, from a number to another one: AR_SEEDS="100 400" dev/test -k test_random_ledgers
SEEDS = range(*map(int, os.environ.get("AR_SEEDS", "0 6").split()))
STEPS = 45
KEYS = {
    "partner": lambda line: line.partner_id.commercial_partner_id,
    "item": lambda line: line,
    "salesperson": lambda line: (
        line.move_id.invoice_user_id or line.move_id.commercial_partner_id.user_id
    ),
    "company": lambda line: line.company_id,
    "stage": lambda line: line.move_id.ar_stage_id,
    "collector": lambda line: line.env["ar.account"].search([
        ("partner_id", "=", line.partner_id.commercial_partner_id.id), ("company_id", "=", line.company_id.id),
    ]).collector_id,
}


@tagged("-at_install", "post_install")
class TestAgingAgainstLedger(ReceivablesCommon):
    """Invariant 1: sum of buckets = open amount = general ledger, whatever happened in the ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with_rates_and_instalments(cls)
        cls.env["ar.account"]._for(cls.contact, cls.company).collector_id = cls.env.user
        cls.env["ar.account"]._for(cls.other_customer, cls.company)
        cls.bucket_sets = cls.env["ar.bucket.set"].create([
            {"name": "fine", "limits": "1 7 15 45", "limits_before": "7 30"},
            {"name": "one", "limits": "60"},
        ]) | cls.env.ref("ar_specialist.bucket_set_standard")

    def test_random_ledgers(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                # The first ones are those of old; of later ones each has a mix of steps of its own.
                ledger = RandomLedger(self, seed, other_mix=seed >= 6).grow(STEPS).spread_stages()
                for _number in range(8):
                    self.check_one_view(ledger)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def check_one_view(self, ledger):
        """Compare one random view of the ledger, by both routes, with the naive sum and with the journal items."""
        choose = ledger.random.choice
        day, basis, group_by = ledger.any_day(), choose(["due", "invoice", "accounting"]), choose(list(KEYS))
        bucket_set, document = choose(list(self.bucket_sets)), choose([True, False])
        age_on = choose([day, ledger.any_day()])
        view = f"{day} {basis} {group_by} {bucket_set.name} document={document} aged on {age_on}"
        lines = self.env["account.move.line"].search([
            ("account_id.account_type", "=", "asset_receivable"), ("company_id", "=", self.company.id)])
        expected = naive_aging(
            lines, day, bucket_set._periods(), basis=basis, age_on=age_on, in_currency=document, key=KEYS[group_by])
        for route in ("backward", "forward"):
            with self.route(route):
                report = self.aging(
                    day, basis=basis, age_on=age_on, bucket_set=bucket_set, group_by=group_by,
                    currency="document" if document else "company",
                )
            found = {
                (row.key[0] if document else row.key, row.currency): row.amounts
                for row in report.rows if any(row.amounts)
            }
            self.assertEqual(found, expected, f"{view} {route}")
            for currency, totals in report.totals_by_currency.items():
                ledger_total = self.ledger_balance(day, currency=currency if document else None)
                across = self.settled_across(lines, currency, day) if document else 0.0
                self.assertEqual(
                    currency.round(sum(totals)), currency.round(ledger_total - across),
                    f"{view} {route} {currency.name}",
                )

    def settled_across(self, lines, currency, day):
        """Return what items in `currency` were settled by items in another one: open in neither, yet in the ledger.

        An invoice of 100 EUR paid by 120 USD leaves nothing open, while the ledger keeps +100 EUR and -120 USD.
        """
        partials = (lines.matched_debit_ids | lines.matched_credit_ids).filtered(
            lambda partial: partial.max_date <= day
            and {partial.debit_move_id.parent_state, partial.credit_move_id.parent_state} == {"posted"}
        )
        return sum(
            (partial.debit_amount_currency if partial.debit_currency_id == currency else 0)
            - (partial.credit_amount_currency if partial.credit_currency_id == currency else 0)
            for partial in partials
        )

    def test_routes_agree_on_what_is_shown(self):
        """A customer whose debts and credits cancel out in a bucket is shown all the same, by both routes."""
        self.invoice(100, "2021-02-01")
        self.entry(-100, "2021-02-01")
        settled = self.invoice(70, "2021-02-01", partner=self.other_customer)
        self.match(settled, self.entry(-70, "2021-02-01", partner=self.other_customer))
        for route in ("backward", "forward"):
            with self.route(route):
                [row] = self.aging("2021-03-01").rows
            self.assertEqual((row.key, row.total, row.credits), (self.customer, 0.0, -100.0), route)
