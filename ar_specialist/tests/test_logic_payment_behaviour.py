from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.payment_behaviour import Paid, behaviour, months_until


@tagged("-at_install", "post_install")
class TestPaymentBehaviour(BaseCase):
    def test_months(self):
        months = months_until(date(2024, 3, 31))
        self.assertEqual((months[0], months[-1], len(months)), (date(2023, 4, 1), date(2024, 3, 1), 12))
        self.assertEqual(months_until(date(2024, 12, 1))[0], date(2024, 1, 1))

    def test_weighted_by_amount(self):
        """900 paid 10 days late, 100 paid 30 days late: (9,000 + 3,000) / 1,000 = 12 days."""
        found = behaviour([
            Paid(date(2024, 1, 1), 900.0, 900.0 * 40, 900.0 * 10), Paid(date(2024, 3, 1), 100.0, 6000.0, 3000.0),
        ], date(2024, 3, 15))
        self.assertEqual((found.days_to_pay, found.days_late), (42.0, 12.0))
        self.assertEqual(
            [(month.month, days) for month, days in found.months if days is not None], [(1, 10.0), (3, 30.0)])

    def test_months_before_do_not_count(self):
        found = behaviour([Paid(date(2023, 3, 1), 100.0, 1.0, 1.0)], date(2024, 3, 15))
        self.assertEqual((found.days_to_pay, found.days_late), (None, None))
        self.assertEqual([days for _month, days in found.months], [None] * 12)
