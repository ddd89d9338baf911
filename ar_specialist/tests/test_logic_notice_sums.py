from odoo.tests import BaseCase, tagged

from ..logic.notice_sums import Sum, sums


@tagged("-at_install", "post_install")
class TestNoticeSums(BaseCase):
    def test_each_currency_has_its_own_sum(self):
        self.assertEqual(
            sums([("USD", 100.0), ("EUR", 50.0), ("USD", 20.0)], []),
            [Sum("USD", 120.0, 0.0, 120.0), Sum("EUR", 50.0, 0.0, 50.0)])

    def test_credits_settle_items_of_their_own_currency_only(self):
        self.assertEqual(
            sums([("USD", 100.0), ("EUR", 50.0)], [("EUR", -30.0), ("GBP", -99.0)]),
            [Sum("USD", 100.0, 0.0, 100.0), Sum("EUR", 50.0, -30.0, 20.0)])

    def test_who_is_in_credit_pays_nothing(self):
        self.assertEqual(sums([("USD", 100.0)], [("USD", -100.0)])[0].to_pay, 0.0)
        self.assertEqual(sums([("USD", 100.0)], [("USD", -100.01)])[0].to_pay, 0.0)
        self.assertAlmostEqual(sums([("USD", 100.0)], [("USD", -99.99)])[0].to_pay, 0.01)

    def test_nothing(self):
        self.assertEqual(sums([], [("USD", -5.0)]), [])
