from datetime import date, timedelta
from itertools import pairwise

from odoo.tests import BaseCase, tagged

from ..logic.statement_schedule import MONTHLY, NEVER, QUARTERLY, WEEKLY, Schedule
from ..logic.statement_sending import ANY, OPEN, OVERDUE, Standing, Wish, reasons_against


@tagged("-at_install", "post_install")
class TestLogicStatementSchedule(BaseCase):
    def days(self, schedule, first, last):
        return [day for day in self.span(first, last) if schedule.is_due(day)]

    def span(self, first, last):
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def test_never(self):
        self.assertEqual(self.days(Schedule(NEVER), date(2024, 1, 1), date(2024, 12, 31)), [])

    def test_weekly(self):
        self.assertEqual(
            self.days(Schedule(WEEKLY, weekday=2), date(2024, 2, 26), date(2024, 3, 10)),
            [date(2024, 2, 28), date(2024, 3, 6)])

    def test_monthly_on_a_day_that_some_months_lack(self):
        self.assertEqual(
            self.days(Schedule(MONTHLY, day=31), date(2024, 1, 1), date(2024, 4, 30)),
            [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)])

    def test_quarterly(self):
        self.assertEqual(
            self.days(Schedule(QUARTERLY, day=1), date(2024, 1, 1), date(2024, 12, 31)),
            [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)])

    def test_on_the_first_it_is_the_calendar_month_or_quarter(self):
        self.assertEqual(Schedule(MONTHLY).period(date(2024, 3, 1)), (date(2024, 2, 1), date(2024, 2, 29)))
        self.assertEqual(Schedule(MONTHLY).period(date(2024, 1, 1)), (date(2023, 12, 1), date(2023, 12, 31)))
        self.assertEqual(Schedule(QUARTERLY).period(date(2024, 1, 1)), (date(2023, 10, 1), date(2023, 12, 31)))

    def test_periods_follow_each_other_without_gap(self):
        for schedule in (
            Schedule(WEEKLY, weekday=4), *(Schedule(every, day=day) for every in (MONTHLY, QUARTERLY) for day in
                                           (1, 15, 29, 30, 31)),
        ):
            with self.subTest(schedule):
                periods = [schedule.period(day) for day in self.days(schedule, date(2023, 1, 1), date(2025, 12, 31))]
                self.assertGreater(len(periods), 10)
                for (_first, last), (since, _until) in pairwise(periods):
                    self.assertEqual(since, last + timedelta(days=1))

    def test_reasons(self):
        owing = {"has_items": True, "balance": 50.0, "is_overdue": True}
        for changes, wish, expected in (
            ({}, Wish(OVERDUE, 50.0), []),
            ({"has_items": False, "balance": 0.0, "is_overdue": False}, Wish(OPEN), ["nothing_open"]),
            ({"has_items": False, "balance": 0.0, "is_overdue": False}, Wish(ANY), []),
            ({"is_overdue": False}, Wish(OVERDUE), ["not_overdue"]),
            ({"is_overdue": False}, Wish(OPEN), []),
            ({"balance": 49.99}, Wish(OPEN, 50.0), ["below_amount"]),
            ({"taken": "already"}, Wish(OPEN), ["already"]),
            ({"with_parent": True, "reachable": False}, Wish(OPEN), ["with_parent", "no_address"]),
        ):
            with self.subTest(changes, wish=wish):
                self.assertEqual(reasons_against(Standing(**{**owing, **changes}), wish), expected)
