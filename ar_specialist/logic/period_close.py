"""The close of a month: which checks there are, how they stand, and what keeps the month from being signed."""

from dataclasses import dataclass
from datetime import date, timedelta

OK, ATTENTION, WAIVED, WAITING = "ok", "attention", "waived", "todo"
#: States of a check that let the month be signed.
SETTLED = frozenset({OK, WAIVED})


@dataclass(frozen=True)
class Kind:
    """An automatic check.

    :param wants: "none": what is found must be put right; "some": it must be there; "review": it must be looked at
    :param at_end: it tells what the books say of the end of the month, whenever it is looked at; else it tells what is
        still to be done on the day it is looked at, for what was done since then must settle it
    """

    code: str
    wants: str = "none"
    at_end: bool = False


KINDS = {kind.code: kind for kind in (
    Kind("tie_out", at_end=True), Kind("bank"), Kind("unapplied"), Kind("drafts"), Kind("unsent"), Kind("disputes"),
    Kind("promises"), Kind("credits", "review", at_end=True), Kind("snapshot", "some", at_end=True),
    Kind("provision", "some", at_end=True), Kind("confirmations", "some"),
    Kind("over_a_year", "review", at_end=True),
)}


@dataclass(frozen=True)
class Finding:
    """What a check found: how many, how much in company currency (None: in several), and what else to say of it."""

    count: int = 0
    amount: float | None = None
    detail: str = ""

    @property
    def figure(self):
        """What a person who accepted the finding has seen; when it changes they must look again."""
        return [self.count, None if self.amount is None else round(self.amount, 6)]


def judged(kind, finding, before=WAITING, seen=None):
    """Return the state of an automatic check.

    :param kind: :class:`Kind`
    :param finding: :class:`Finding` of now
    :param before: the check's state until now
    :param seen: figure of the finding that a person reviewed or waived, None when nobody did
    """
    good = bool(finding.count) if kind.wants == "some" else not finding.count
    if good:
        return OK
    if seen is not None and list(seen) == finding.figure and before in SETTLED:
        return before
    return ATTENTION if kind.wants == "none" else WAITING


def unsettled(states):
    """Return how many of the checks' `states` keep the month from being signed."""
    return sum(state not in SETTLED for state in states)


def month_of(day):
    """Return (first day, last day) of the calendar month of `day`."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_before(day):
    """Return (first day, last day) of the calendar month before that of `day`."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def deadline_of(date_to, days, is_workday):
    """Return the day by which a task is due: `days` working days after the month.

    :param is_workday: says of a date whether people work on it
    """
    day = date_to
    for _number in range(max(days, 1)):
        day += timedelta(days=1)
        while not is_workday(day):
            day += timedelta(days=1)
    return day


def year_before(day):
    """Return the same day a year earlier; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)
