"""By when a dispute is to be resolved: working days from its opening, fewer for what is urgent."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

#: Days when neither reason nor team says otherwise.
DAYS = 10
#: {priority: share of the days}
SHARES = {"0": Fraction(1), "1": Fraction(1, 2), "2": Fraction(1, 5)}
SATURDAY = 5


def deadline(opened, days, priority):
    """Return the last day on which a dispute is in time; Saturdays and Sundays don't count.

    :param days: working days for an ordinary one, at least 1
    :param priority: "0" ordinary, "1" high, "2" urgent
    """
    left = max(ceil(max(days, 1) * SHARES.get(priority, 1)), 1)
    day = opened
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day
