import random

from odoo.tests import BaseCase, tagged

from ..logic.to_collect import kept_of_overdue, to_collect


@tagged("-at_install", "post_install")
class TestToCollect(BaseCase):
    """Overdue less promised, disputed and unapplied, by hand."""

    def test_by_hand(self):
        for overdue, kept, unapplied, expected in (
            (5300.0, 2000.0, -500.0, 2800.0),  # 1,200 promised, 800 disputed
            (100.0, 0.0, 0.0, 100.0),
            (100.0, 100.0, 0.0, 0.0),
            (100.0, 60.0, -40.0, 0.0),
            (100.0, 60.0, -40.01, 0.0),  # more credit than is left: nothing, not less
            (100.0, 60.0, -39.5, 0.5),
            (0.0, 0.0, -40.0, 0.0),
            (100.0, 0.0, 25.0, 100.0),  # what is no credit settles nothing
        ):
            self.assertAlmostEqual(to_collect(overdue, kept, unapplied), expected)

    def test_disputed_and_promised_counts_once(self):
        """Of 100, 80 contested and all of it promised: 80 disputed, 20 promised, nothing twice."""
        self.assertEqual(
            kept_of_overdue([(100.0, {"promised": 100.0, "disputed": 80.0})]), {"disputed": 80.0, "promised": 20.0})

    def test_items_add_up(self):
        kept = kept_of_overdue([
            (100.0, {"promised": 40.0}), (50.0, {}), (30.0, {"disputed": 99.0}), (20.0, {"promised": 5.0})])
        self.assertEqual(kept, {"promised": 45.0, "disputed": 30.0})
        self.assertEqual(to_collect(200.0, sum(kept.values()), 0.0), 125.0)

    def test_never_more_than_overdue_nor_below_zero(self):
        chance = random.Random(7)
        for _case in range(500):
            items = [
                (chance.randint(0, 100), {code: chance.randint(0, 150) for code in ("promised", "disputed")})
                for _item in range(chance.randint(0, 5))]
            overdue = sum(amount for amount, _kept in items)
            kept = sum(kept_of_overdue(items).values())
            self.assertLessEqual(kept, overdue)
            found = to_collect(overdue, kept, -chance.randint(0, 200))
            self.assertTrue(0 <= found <= overdue - kept)
