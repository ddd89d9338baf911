"""When a customer gets its statements, and what period each of them covers."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

NEVER, WEEKLY, MONTHLY, QUARTERLY = "never", "weekly", "monthly", "quarterly"
DAYS_PER_WEEK = 7
MONTHS = {MONTHLY: 1, QUARTERLY: 3}


@dataclass(frozen=True)
class Schedule:
    """How often statements go out.

    :param every: NEVER, WEEKLY, MONTHLY or QUARTERLY (January, April, July and October)
    :param weekday: of weekly ones, 0 is Monday
    :param day: of the month of the others; in a shorter month its last day
    """

    every: str
    weekday: int = 0
    day: int = 1

    def is_due(self, day):
        """Return whether statements go out on `day`."""
        if self.every == WEEKLY:
            return day.weekday() == self.weekday
        months = MONTHS.get(self.every)
        return bool(months) and (day.month - 1) % months == 0 and day == self._in_month(day.year, day.month)

    def period(self, day):
        """Return the first and the last day of what a statement that goes out on `day` covers.

        It ends on the evening before, and begins with the day on which the one before it went out: nothing is told
        twice, nothing is left out, and sent on the first of a month it is the calendar month.
        """
        return self._before(day), day - timedelta(days=1)

    def _before(self, day):
        if self.every == WEEKLY:
            return day - timedelta(days=DAYS_PER_WEEK)
        years, month = divmod(day.year * 12 + day.month - 1 - MONTHS[self.every], 12)
        return self._in_month(years, month + 1)

    def _in_month(self, year, month):
        _weekday, last = monthrange(year, month)
        return date(year, month, min(self.day, last))
