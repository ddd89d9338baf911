from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.aging import AgingReport, AgingRow, MixedCurrencies, age_items
from ..logic.periods import Periods

DAY = date(2024, 2, 29)


class Currency:
    """As much of a currency as sums need."""

    def __init__(self, decimals):
        self.decimals = decimals

    def round(self, amount):
        return round(amount, self.decimals)


EUR, JPY = Currency(2), Currency(0)


@tagged("-at_install", "post_install")
class TestAging(BaseCase):
    def test_a4_the_oldest_period_has_no_upper_end(self):
        """A4: limits 15/30/60, ten items of 10 that are 1 to 100 days late: the columns add up to 100."""
        late = [1, 12, 23, 34, 45, 56, 67, 78, 89, 100]
        items = [(DAY - timedelta(days), 10.0) for days in late]
        # 1, 12 | 23 | 34, 45, 56 | 67, 78, 89, 100
        self.assertEqual(age_items(items, Periods.from_limits((15, 30, 60)), DAY), [0, 20, 10, 30, 40])

    @given(st.lists(st.tuples(st.integers(-400, 4000), st.integers(-10**9, 10**9))))
    def test_nothing_is_lost(self, drawn):
        items = [(DAY - timedelta(days), cents) for days, cents in drawn]
        sums = age_items(items, Periods.from_limits((15, 30, 60), before=(7,)), DAY)
        self.assertEqual(sum(sums), sum(cents for _days, cents in drawn))

    def test_totals(self):
        report = AgingReport(["a", "b"], [AgingRow("x", EUR, [0.1, 0.2]), AgingRow("y", EUR, [0.2, 1.0])])
        self.assertEqual(report.totals, [0.3, 1.2])
        self.assertEqual(report.total, 1.5)
        self.assertEqual(report.rows[0].total, 0.3)

    def test_no_rows(self):
        report = AgingReport(["a", "b"])
        self.assertEqual(report.totals, [0.0, 0.0])
        self.assertEqual(report.total, 0.0)

    def test_currencies_are_never_added(self):
        report = AgingReport(["a"], [AgingRow("x", EUR, [1.0]), AgingRow("x", JPY, [100.0])])
        self.assertEqual(report.totals_by_currency, {EUR: [1.0], JPY: [100.0]})
        with self.assertRaises(MixedCurrencies):
            report.total  # noqa: B018
        with self.assertRaises(MixedCurrencies):
            report.totals  # noqa: B018
