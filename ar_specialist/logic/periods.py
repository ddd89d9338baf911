"""Partition of the days late into contiguous periods: the one bucketing rule of the add-on.

A period ends on its limit: with limits 30 and 60 an item 30 days late is in 1-30, one 31 days late in 31-60.
The partition covers every integer, so no amount can fall beside the buckets.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

MAX_LIMITS = 12
MAX_DAYS = 3650


class PeriodsError(ValueError):
    """Limits that make no partition; `code` says why: syntax, empty, range, order, many."""

    def __init__(self, code, text=""):
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Period:
    """Days late from `first` to `last`, both included; None is no end."""

    first: int | None
    last: int | None

    def __contains__(self, days):
        return (self.first is None or self.first <= days) and (self.last is None or days <= self.last)

    @property
    def is_late(self):
        """Whether the period lies after the due date."""
        return self.first is not None and self.first > 0


@dataclass(frozen=True)
class Periods:
    """All days, cut at `starts`: ascending first days of every period but the oldest-to-come one.

    `starts` always contains 1, the first day late. A day belongs to period `bisect_right(starts, day)`, which is
    also what PostgreSQL's `width_bucket(day, starts)` answers.
    """

    starts: tuple[int, ...]

    @classmethod
    def from_limits(cls, after=(30, 60, 90, 120), before=()):
        """Build from the last days of the periods.

        :param after: ascending days late, each the last day of its period
        :param before: ascending days until due, each the farthest day of its period; (7,) gives "due in 0-7 days"
            and "due in more than 7"
        :raise PeriodsError: for no limits, for one not positive or too large, or for limits out of order
        """
        after, before = tuple(after), tuple(before)
        if not after:
            raise PeriodsError("empty")
        for limits in (after, before):
            _check(limits)
        return cls(tuple(-limit for limit in reversed(before)) + (1,) + tuple(limit + 1 for limit in after))

    def index(self, days):
        """Return the number of the period that holds `days` late, 0 being the one farthest before the due date."""
        return bisect_right(self.starts, days)

    def __len__(self):
        return len(self.starts) + 1

    def __iter__(self):
        firsts = (None, *self.starts)
        lasts = (*(start - 1 for start in self.starts), None)
        return (Period(first, last) for first, last in zip(firsts, lasts, strict=True))


def parse_limits(text):
    """Read limits as a person types them, "30, 60, 90"; empty text is no limits.

    :raise PeriodsError: code `syntax` with the word that is no whole number
    """
    words = [word for word in re.split(r"[\s,;/]+", text or "") if word]
    for word in words:
        if not re.fullmatch(r"\d{1,5}", word):
            raise PeriodsError("syntax", word)
    return tuple(int(word) for word in words)


def _check(limits):
    if len(limits) > MAX_LIMITS:
        raise PeriodsError("many", str(len(limits)))
    for limit in limits:
        if not 0 < limit <= MAX_DAYS:
            raise PeriodsError("range", str(limit))
    for earlier, later in zip(limits, limits[1:], strict=False):
        if later <= earlier:
            raise PeriodsError("order", f"{earlier}, {later}")
