from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.dispute_amounts import Contested, Figures, Settlement, resolution, settle, share
from ..logic.dispute_deadline import deadline


@tagged("-at_install", "post_install")
class TestLogicDisputes(BaseCase):
    """What has become of contested amounts, and by when a dispute is due."""

    def test_payments_settle_the_other_part_first(self):
        part = [Contested(1, 1, 30.0)]
        for residual, figures in (
            (100.0, Figures(30.0)), (30.0, Figures(30.0)), (29.99, Figures(29.99, paid=0.01)),
            (0.0, Figures(paid=30.0)),
        ):
            paid = [Settlement(1, "paid", 100.0 - residual)]
            self.assertEqual(settle(part, paid, residual), {1: figures}, residual)

    def test_a_credit_note_of_another_dispute(self):
        two = [Contested(1, 1, 30.0), Contested(2, 2, 20.0)]
        found = settle(two, [Settlement(5, "credited", 25.0, dispute_id=2)], 75.0)
        self.assertEqual(found, {1: Figures(30.0), 2: Figures(0.0, credited=20.0)})

    def test_what_was_there_before(self):
        one = [Contested(1, 1, 30.0, since=5)]
        self.assertEqual(settle(one, [Settlement(5, "credited", 10.0)], 90.0), {1: Figures(30.0)})
        self.assertEqual(settle(one, [Settlement(6, "credited", 10.0)], 90.0), {1: Figures(20.0, credited=10.0)})

    def test_dropped_is_not_open(self):
        one = [Contested(1, 1, 30.0, dropped=30.0)]
        self.assertEqual(settle(one, [Settlement(6, "written_off", 10.0)], 90.0), {1: Figures()})

    def test_figures_add_up(self):
        two = [Contested(1, 1, 30.1, 0.1), Contested(2, 2, 20.02)]
        for residual in (0.0, 10.0, 25.0, 50.0):
            found = settle(two, [Settlement(1, "credited", 7.01), Settlement(2, "written_off", 3.3)], residual)
            for one in two:
                told = found[one.id]
                self.assertAlmostEqual(
                    told.open + told.credited + told.written_off + told.paid + one.dropped, one.amount)
            self.assertLessEqual(sum(told.open for told in found.values()), max(residual, 0.0) + 1e-9)

    def test_share(self):
        self.assertEqual(share(50.0, [("a", 30.0), ("b", 30.0)]), ({"a": 30.0, "b": 20.0}, 0.0))
        self.assertEqual(share(70.0, [("a", 30.0), ("b", 30.0)]), ({"a": 30.0, "b": 30.0}, 10.0))

    def test_resolution(self):
        self.assertEqual(resolution(1, 0, 0, 0), "credit_note")
        self.assertEqual(resolution(0, 1, 0, 0), "written_off")
        self.assertEqual(resolution(0, 0, 1, 0), "paid")
        self.assertEqual(resolution(0, 0, 0, 1), "rejected")
        self.assertEqual(resolution(1, 0, 0, 1), "partly")
        self.assertIsNone(resolution(0, 0, 0, 0))

    def test_deadline(self):
        friday = date(2024, 3, 1)
        for days, priority, day in (
            (1, "0", date(2024, 3, 4)), (5, "0", date(2024, 3, 8)), (6, "0", date(2024, 3, 11)),
            (5, "1", date(2024, 3, 6)), (10, "2", date(2024, 3, 5)), (0, "2", date(2024, 3, 4)),
        ):
            self.assertEqual(deadline(friday, days, priority), day, (days, priority))
