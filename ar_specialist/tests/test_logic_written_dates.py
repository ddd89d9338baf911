from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.conventions import agreed, chosen
from ..logic.written_dates import ORDERS, date_readings

days = st.dates(date(1970, 1, 1), date(2099, 12, 31))


@tagged("-at_install", "post_install")
class TestWrittenDates(BaseCase):
    def assertReads(self, text, *expected):
        self.assertEqual(set(date_readings(text).values()), set(expected), text)

    def test_forms(self):
        day = date(2013, 2, 1)
        for text in (
            "2013-02-01", "2013/2/1", "2013.02.01", "20130201", "2013-02-01T10:20:30Z", "2013-02-01 00:00:00",
            "1 Feb 2013", "01-Feb-13", "Feb 1, 2013", "1. Februar 2013", "1er".replace("er", "") + " février 2013",
            "1 de febrero de 2013", "1st February 2013", day, datetime(2013, 2, 1, 23, 59),
        ):
            self.assertReads(text, day)

    def test_open_between_two_orders(self):
        self.assertEqual(date_readings("1/2/2013"), {"dmy": date(2013, 2, 1), "mdy": date(2013, 1, 2)})
        self.assertEqual(date_readings("13.1.13"), {"dmy": date(2013, 1, 13)})

    def test_not_dates(self):
        for text in ("", "x", "31.02.2013", "0/0/2013", "1/2", "1969-12-31", "2100-01-01", "41275", "1/2-2013", "٣"):
            self.assertEqual(date_readings(text), {}, text)

    def test_a_two_figure_year_turns_at_seventy(self):
        self.assertReads("13/1/69", date(2069, 1, 13))
        self.assertReads("13/1/70", date(1970, 1, 13))

    @given(st.lists(days, min_size=1), st.sampled_from([("dmy", "{0.day}/{0.month}/{0.year}"),
                                                      ("mdy", "{0.month}/{0.day}/{0.year}")]))
    def test_a_column_is_read_right_or_left_open(self, drawn, form):
        order, pattern = form
        readings = [date_readings(pattern.format(day)) for day in drawn]
        found = agreed(readings, ORDERS)
        if any(day.day > 12 for day in drawn):
            self.assertEqual(found, order)
            self.assertEqual([chosen(each, found) for each in readings], drawn)
        elif found is not None:
            # Every day equals its month: both orders say the same.
            self.assertEqual([chosen(each, found) for each in readings], drawn)

    def test_a_mixed_column_is_not_guessed(self):
        readings = [date_readings(text) for text in ("13/1/2013", "1/13/2013", "1/2/2013")]
        self.assertIsNone(agreed(readings, ORDERS))
        self.assertEqual(chosen(readings[0], None), date(2013, 1, 13))
        with self.assertRaisesRegex(LookupError, "ambiguous"):
            chosen(readings[2], None)

    def test_one_slip_does_not_turn_a_column(self):
        readings = [date_readings(text) for text in ("25/1/2013", "26/1/2013", "1/13/2013")]
        self.assertEqual(agreed(readings, ORDERS), "dmy")
        with self.assertRaisesRegex(LookupError, "unreadable"):
            chosen(readings[2], "dmy")

    @given(st.text(max_size=30))
    def test_any_text_is_read_or_refused(self, text):
        self.assertLessEqual(set(date_readings(text)), set(ORDERS))
