"""Splitting an amount into dated parts: a payment plan."""

import calendar
from datetime import date, timedelta

WEEK, FORTNIGHT, MONTH = "week", "fortnight", "month"


def instalments(amount, number, first, interval, rounding=0.01):
    """Return [(day, amount)…] of `number` parts from the day `first` on; the last one takes what rounding leaves.

    Months keep the day of the first part, or the month's last day where it has none.
    """
    units = round(amount / rounding)
    each = units // number
    parts = [each] * (number - 1) + [units - each * (number - 1)]
    return [(_day(first, interval, place), round(part * rounding, 10)) for place, part in enumerate(parts)]


def _day(first, interval, place):
    if interval == MONTH:
        year, month = divmod(first.year * 12 + first.month - 1 + place, 12)
        return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
    return first + timedelta(days=place * (7 if interval == WEEK else 14))
