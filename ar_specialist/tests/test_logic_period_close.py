from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.period_close import (
    ATTENTION,
    KINDS,
    OK,
    WAITING,
    WAIVED,
    Finding,
    deadline_of,
    judged,
    month_before,
    month_of,
    unsettled,
    year_before,
)


@tagged("-at_install", "post_install")
class TestLogicPeriodClose(BaseCase):
    def test_what_is_found_decides(self):
        for code, finding, state in (
            ("drafts", Finding(0, 0.0), OK),
            ("drafts", Finding(1, 50.0), ATTENTION),
            ("snapshot", Finding(0), WAITING),
            ("snapshot", Finding(1), OK),
            ("credits", Finding(0, 0.0), OK),
            ("credits", Finding(2, -10.0), WAITING),
        ):
            with self.subTest(code=code, finding=finding):
                self.assertEqual(judged(KINDS[code], finding), state)

    def test_who_accepted_a_finding_accepted_no_other(self):
        seen = Finding(2, -10.0).figure
        for before, finding, state in (
            (WAIVED, Finding(2, -10.0), WAIVED),
            (OK, Finding(2, -10.0), OK),
            (WAIVED, Finding(2, -10.01), WAITING),
            (OK, Finding(3, -10.0), WAITING),
            (WAIVED, Finding(0, 0.0), OK),
        ):
            with self.subTest(before=before, finding=finding):
                self.assertEqual(judged(KINDS["credits"], finding, before, seen), state)

    def test_unsettled(self):
        self.assertEqual(unsettled([OK, WAIVED, WAITING, ATTENTION]), 2)
        self.assertEqual(unsettled([]), 0)

    @given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
    def test_months_follow_one_another(self, day):
        first, last = month_of(day)
        self.assertTrue(first <= day <= last)
        self.assertEqual(first.day, 1)
        self.assertEqual((last - month_before(day)[1]).days, last.day)

    def test_deadline_counts_working_days(self):
        def workday(day):
            return day.weekday() < 5

        # 31 October 2026 is a Saturday
        self.assertEqual(deadline_of(date(2026, 10, 31), 1, workday), date(2026, 11, 2))
        self.assertEqual(deadline_of(date(2026, 10, 31), 5, workday), date(2026, 11, 6))
        self.assertEqual(deadline_of(date(2026, 10, 31), 6, workday), date(2026, 11, 9))

    def test_year_before(self):
        self.assertEqual(year_before(date(2024, 2, 29)), date(2023, 2, 28))
        self.assertEqual(year_before(date(2026, 12, 31)), date(2025, 12, 31))
