from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.periods import Periods, PeriodsError, parse_limits

ascending = st.sets(st.integers(1, 3650), min_size=1, max_size=12).map(sorted).map(tuple)
before = st.sets(st.integers(1, 3650), max_size=6).map(sorted).map(tuple)


@tagged("-at_install", "post_install")
class TestPeriods(BaseCase):
    def test_a5_edges(self):
        """A5: the limit is the last day of its period."""
        periods = Periods.from_limits((30, 60, 90, 120))
        for days, expected in [
            (-400, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (120, 4), (121, 5),
            (99999, 5),
        ]:
            self.assertEqual(periods.index(days), expected, f"{days} days late")

    def test_before_the_due_date(self):
        periods = Periods.from_limits((30,), before=(7, 30))
        self.assertEqual(
            [(period.first, period.last) for period in periods],
            [(None, -31), (-30, -8), (-7, 0), (1, 30), (31, None)],
        )

    @given(ascending, before, st.integers(-5000, 5000))
    def test_every_day_lies_in_exactly_one_period(self, after, ahead, days):
        periods = Periods.from_limits(after, ahead)
        holding = [number for number, period in enumerate(periods) if days in period]
        self.assertEqual(holding, [periods.index(days)])

    @given(ascending, before)
    def test_periods_are_contiguous_and_open_at_both_ends(self, after, ahead):
        listed = list(Periods.from_limits(after, ahead))
        self.assertEqual(len(listed), len(after) + len(ahead) + 2)
        self.assertIsNone(listed[0].first)
        self.assertIsNone(listed[-1].last)
        for earlier, later in zip(listed, listed[1:], strict=False):
            self.assertEqual(later.first, earlier.last + 1)
            self.assertEqual(later.is_late, later.first >= 1)

    def test_refusals(self):
        for after, ahead, code in [
            ((), (), "empty"), ((0,), (), "range"), ((30, 30), (), "order"), ((60, 30), (), "order"),
            ((3651,), (), "range"), (tuple(range(1, 14)), (), "many"), ((30,), (9, 9), "order"), ((-5,), (), "range"),
        ]:
            with self.assertRaises(PeriodsError) as caught:
                Periods.from_limits(after, ahead)
            self.assertEqual(caught.exception.code, code, (after, ahead))

    def test_parse_limits(self):
        self.assertEqual(parse_limits("30, 60;90 / 120"), (30, 60, 90, 120))
        self.assertEqual(parse_limits(False), ())
        for text in ("30, x", "30.5", "-3", "3e2", "999999"):
            with self.assertRaises(PeriodsError) as caught:
                parse_limits(text)
            self.assertEqual(caught.exception.code, "syntax", text)
