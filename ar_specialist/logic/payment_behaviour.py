"""How a customer pays: average days, weighted by amount, and their course over twelve months."""

from typing import NamedTuple

MONTHS = 12


class Paid(NamedTuple):
    """What was paid in a month: the amount, and its sums of amount × days from invoice and from due date."""

    month: object
    amount: float
    amount_days: float
    amount_days_late: float


class Behaviour(NamedTuple):
    """Average days from invoice to payment, and past the due date (negative: early); None without a payment.

    `months`: (first day of the month, average days late or None), oldest first.
    """

    days_to_pay: float | None
    days_late: float | None
    months: list


def months_until(day):
    """Return the first days of the twelve months that end with the one of `day`, oldest first."""
    last = day.year * 12 + day.month - 1
    return [day.replace(year=month // 12, month=month % 12 + 1, day=1) for month in range(last - MONTHS + 1, last + 1)]


def behaviour(paid, day):
    """Return the :class:`Behaviour` that the :class:`Paid` months up to `day` show."""
    by_month = {row.month: row for row in paid}
    rows = [by_month.get(month) for month in months_until(day)]
    known = [row for row in rows if row]
    amount = sum(row.amount for row in known)
    return Behaviour(
        _average(sum(row.amount_days for row in known), amount),
        _average(sum(row.amount_days_late for row in known), amount),
        [(month, row and _average(row.amount_days_late, row.amount))
         for month, row in zip(months_until(day), rows, strict=True)],
    )


def _average(weighted, amount):
    return weighted / amount if amount else None
