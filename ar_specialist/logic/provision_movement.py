"""How an allowance went from one day to the next: opening + charge + used + released = closing."""

from typing import NamedTuple


class Movement(NamedTuple):
    """The course of an allowance; `used` and `released` are zero or negative, so that the row adds up."""

    opening: float
    charge: float
    used: float
    released: float
    closing: float


def movement(opening, closing, written_off, rounded):
    """Return the :class:`Movement` of one row of the schedule: a segment, or a named item.

    :param opening: allowance of the provision before
    :param closing: allowance of this one
    :param written_off: what was written off in between of what the opening covered. An allowance is used up to its
        amount; a loss beyond it went to expense directly and is no movement of the allowance.
    :param rounded: function of an amount that rounds as the currency does
    """
    used = rounded(min(max(written_off, 0.0), opening))
    change = rounded(closing - opening + used)
    return Movement(opening, max(change, 0.0), -used or 0.0, min(change, 0.0) or 0.0, closing)


def added(rows):
    """Return the sum of :class:`Movement` s of one period."""
    rows = list(rows)
    return Movement(*(sum(column) for column in zip(*rows, strict=True))) if rows else Movement(0, 0, 0, 0, 0)


def chained(periods, rounded):
    """Return the :class:`Movement` of several periods that follow one another: the first opening, the last closing.

    :param periods: movements, in the order of time
    """
    periods = list(periods)
    if not periods:
        return Movement(0.0, 0.0, 0.0, 0.0, 0.0)
    charge, used, released = (
        rounded(sum(getattr(period, name) for period in periods)) for name in ("charge", "used", "released"))
    return Movement(periods[0].opening, charge, used, released, periods[-1].closing)
