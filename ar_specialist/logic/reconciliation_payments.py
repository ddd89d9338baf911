"""Payments and credits of a reconciliation, which each side numbers by itself: matched by day and amount."""

from collections import defaultdict
from datetime import timedelta

from .reconciliation_facts import AGREED
from .reconciliation_keys import numbers
from .reconciliation_work import amount_of, total


def by_day(work, days):
    """Match payments and credits, and lines without a number, by day.

    Invoices with numbers of their own are the same only on the same day, and with no other of that amount.
    """
    theirs, ours = defaultdict(list), defaultdict(list)
    for entry in work.theirs.values():
        theirs[amount_of(entry)].append(entry)
    for entry in work.ours.values():
        ours[amount_of(entry)].append(entry)
    for amount, mine in ours.items():
        yours = theirs.get(amount, [])
        if len(mine) == len(yours) == 1 and _is_one(mine[0], yours[0]):
            work.keep(AGREED, mine, yours, "date")
        for gap in (0, days):
            for one, other in _near(work.of_ours(mine), work.of_theirs(yours), gap):
                work.keep(AGREED, [one], [other], "date")
        mine, yours = work.of_ours(mine), work.of_theirs(yours)
        if len(mine) == len(yours) and not any(entry.date and entry.number for entry in (*mine, *yours)):
            for one, other in zip(mine, yours, strict=True):
                if not ((one.number and other.number) or (one.date and other.date)):
                    work.keep(AGREED, [one], [other], "date")


def in_sums(work, days):
    """Match a payment with all lines of one voucher or one day, when together they have its amount.

    Who pays several invoices at once books a line for each; the bank has one.
    """
    ours, theirs = _by_amount(work.ours), _by_amount(work.theirs)
    for keys in (numbers, _days):
        for group in _groups(work.theirs, keys):
            yours = work.of_theirs(group)
            mine = _only(work.of_ours(ours.get(_amount(yours), ())), yours, days)
            if mine and len(yours) > 1:
                work.keep(AGREED, [mine], yours, "parts")
        for group in _groups(work.ours, keys):
            mine = work.of_ours(group)
            yours = _only(work.of_theirs(theirs.get(_amount(mine), ())), mine, days)
            if yours and len(mine) > 1:
                work.keep(AGREED, mine, [yours], "parts")


def _by_amount(entries):
    found = defaultdict(list)
    for entry in entries.values():
        found[amount_of(entry)].append(entry)
    return found


def _amount(group):
    return (group[0].currency, total(group)) if group else None


def _days(entry):
    return {str(entry.date)} if entry.date else set()


def _groups(entries, keys):
    """Return the lists of entries that take off and have a key and the currency in common."""
    found = defaultdict(list)
    for entry in entries.values():
        if entry.amount < 0:
            for key in keys(entry):
                found[key, entry.currency].append(entry)
    return [found[key] for key in sorted(found) if len(found[key]) > 1]


def _only(entries, group, days):
    """Return the only one of entries that is within the days of a group; None for none or several."""
    dates = [entry.date for entry in group if entry.date]
    if not dates:
        return None
    first, last = min(dates) - timedelta(days=days), max(dates) + timedelta(days=days)
    fitting = [entry for entry in entries if entry.date and first <= entry.date <= last]
    return fitting[0] if len(fitting) == 1 else None


def _is_one(mine, yours):
    """Say whether the only two entries of an amount are the same one."""
    if mine.date is None or yours.date is None:
        return not (mine.number and yours.number)
    return mine.date == yours.date


def _near(mine, yours, days):
    """Return pairs, as many as there are, of entries of one amount that are at most `days` apart, both given by day.

    Two with numbers of their own are paired only when they take something off.
    """
    pairs, waiting = [], [entry for entry in yours if entry.date]
    at = 0
    for entry in mine:
        if entry.date is None:
            continue
        while at < len(waiting) and waiting[at].date < entry.date - timedelta(days=days):
            at += 1
        if at < len(waiting) and waiting[at].date <= entry.date + timedelta(days=days) and (
                entry.amount < 0 or not entry.number or not waiting[at].number):
            pairs.append((entry, waiting[at]))
            at += 1
    return pairs
