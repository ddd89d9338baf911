from odoo.tests import BaseCase, tagged

from ..logic.receivables_kpis import MonthFigures


@tagged("-at_install", "post_install")
class TestLogicReceivablesKpis(BaseCase):
    def test_a_month(self):
        # 800 + 600 - 480 collected - 20 written off = 900 open, of which 300 past due and 600 not
        month = MonthFigures(
            opening=800.0, sales=600.0, collected=480.0, written_off=20.0, closing=900.0, overdue=300.0, days=30)
        self.assertAlmostEqual(month.overdue_share, 1 / 3)
        self.assertAlmostEqual(month.days_outstanding, 45.0)
        self.assertAlmostEqual(month.best_days_outstanding, 30.0)
        # 500 are gone of the 800 that were not of this month's undue 600
        self.assertAlmostEqual(month.effectiveness, 0.625)

    def test_all_that_was_due_is_paid(self):
        month = MonthFigures(
            opening=100.0, sales=50.0, collected=100.0, written_off=0.0, closing=50.0, overdue=0.0, days=31)
        self.assertEqual((month.overdue_share, month.effectiveness), (0.0, 1.0))

    def test_nothing_to_divide_by(self):
        month = MonthFigures(
            opening=0.0, sales=0.0, collected=0.0, written_off=0.0, closing=0.0, overdue=0.0, days=28)
        self.assertEqual(
            (month.overdue_share, month.days_outstanding, month.best_days_outstanding, month.effectiveness),
            (None, None, None, None))
