"""Which lines of a customer's own books are which documents of ours, and what the others are.

Every entry of both sides is in exactly one match (one in another currency in a pair of matches, a side each), so the
differences add up to the gap. The result does not depend on the order in which the entries come.
"""

from collections import defaultdict
from datetime import timedelta
from functools import cache

from .cash_tokens import compact, one_edit
from .reconciliation_facts import (
    AGREED,
    AMOUNT,
    CREDIT,
    CURRENCY,
    DUPLICATE,
    INVOICE,
    MISSING_OURS,
    MISSING_THEIRS,
    SIGN,
    TRANSIT_INVOICE,
    TRANSIT_PAYMENT,
    Match,
)
from .reconciliation_keys import Documents, all_numbers, counted, numbers
from .reconciliation_payments import by_day, in_sums
from .reconciliation_work import MOST_LINES, Work, amount_and_day, amount_of, index, lines_of, total

#: How long a payment is on its way, and how long an invoice waits to be booked.
TRANSIT_DAYS = 10
#: Mistyped numbers are looked for among so many entries of the same amount.
MOST_TYPED = 50
#: A number of so few characters has no mistyped one.
MIN_TYPED = 5


def match(ours, theirs, as_of, days=TRANSIT_DAYS, closed=()):
    """Return the list of :class:`.reconciliation_facts.Match` of two lists of entries.

    :param as_of: the day of the reconciliation
    :param days: what is younger than so many days on that day may be in transit
    :param closed: documents of ours of which nothing is open; a line with their number is no other document
    """
    work, named = Work(ours, theirs), _named_by(Documents(ours))
    of_others = _numbers_of(ours) | _numbers_of(closed)
    _same_amount(work, numbers, numbers, "number")
    _same_amount(work, all_numbers, all_numbers, "reference")
    _same_amount(work, all_numbers, named, "reference")
    _same_amount(work, counted, lambda entry: set() if numbers(entry) & of_others else counted(entry), "similar")
    _mistyped(work, of_others)
    _in_parts(work, numbers)
    _in_parts(work, named)
    _of_several(work, named)
    _other_amount(work, numbers, numbers)
    _other_amount(work, all_numbers, numbers, only_owed=True)
    _other_amount(work, numbers, all_numbers, only_owed=True)
    _other_amount(work, numbers, named, only_owed=True)
    _counted_that_day(work, of_others)
    _other_sign(work)
    _other_currency(work)
    _closed(work, closed)
    by_day(work, days)
    in_sums(work, days)
    return work.found + _left(work, as_of - timedelta(days=days))


def written_sign(ours, theirs):
    """Return 1 or -1: what the customer's amounts are to be multiplied by, so that what it owes is positive.

    A ledger of suppliers may have it either way; the documents that both sides have tell.
    """
    amounts = defaultdict(set)
    for entry in ours:
        for key in numbers(entry):
            amounts[key, entry.currency].add(entry.amount)
    votes = 0
    for entry in theirs:
        known = set().union(*(amounts.get((key, entry.currency), ()) for key in numbers(entry)))
        votes += (entry.amount in known) - (-entry.amount in known)
    if not votes:
        votes = 1 if total(ours) * total(theirs) >= 0 else -1
    return 1 if votes > 0 else -1


def _named_by(documents):
    """Return the function that gives by which numbers an entry calls documents of ours, each text read once."""
    texts = cache(lambda entry: frozenset(documents.named_by(entry)))
    return lambda entry: texts(entry) | numbers(entry)


def _numbers_of(entries):
    return set().union(*map(numbers, entries))


def _same_amount(work, my_keys, their_keys, how):
    """Match what has a number in common, the currency and the amount; what is of one day first."""
    for of in (amount_and_day, amount_of):
        found = index(work.theirs, their_keys, of)
        for mine in list(work.ours.values()):
            yours = next(filter(None, (
                _first(work, found.get((key, of(mine)))) for key in sorted(my_keys(mine)))), None)
            if yours:
                work.keep(AGREED, [mine], [yours], how)


def _first(work, entries):
    """Return the first of a list of entries that is not matched; what is before it is dropped from the list."""
    while entries and entries[-1].id not in work.theirs:
        entries.pop()
    return entries[-1] if entries else None


def _mistyped(work, of_others):
    """Match numbers with one wrong character, the amount being the same; another document's number is not wrong."""
    found = defaultdict(list)
    for entry in work.theirs.values():
        if not numbers(entry) & of_others:
            found[amount_of(entry)].append(entry)
    for mine in list(work.ours.values()):
        text, near = compact(mine.number), found.get(amount_of(mine), ())
        if len(text) > MIN_TYPED and len(near) <= MOST_TYPED:
            near = [yours for yours in work.of_theirs(near) if one_edit(text, compact(yours.number))]
            if len(near) == 1:
                work.keep(AGREED, [mine], near, "similar")


def _in_parts(work, their_keys):
    """Match a document with all lines of its number, when together they have its amount."""
    found = index(work.theirs, their_keys)
    for mine in list(work.ours.values()):
        yours = lines_of(found, mine, numbers, work.theirs)
        if len(yours) > 1 and total(yours) == mine.amount:
            work.keep(AGREED, [mine], yours, "parts")


def _of_several(work, my_keys):
    """Match a line with our document and what was credited of it, when together they have its amount."""
    found = index(work.ours, my_keys)
    for yours in list(work.theirs.values()):
        mine = lines_of(found, yours, my_keys, work.ours)
        if len(mine) > 1 and total(mine) == yours.amount:
            work.keep(AGREED, mine, [yours], "parts")


def _other_amount(work, my_keys, their_keys, only_owed=False):
    """Match a document with the lines of its number; of lines that say the same twice one is enough."""
    found = index(work.theirs, their_keys)
    for mine in list(work.ours.values()):
        if only_owed and mine.amount <= 0:
            continue
        yours = [
            entry for entry in lines_of(found, mine, my_keys, work.theirs) if (entry.amount > 0) == (mine.amount > 0)]
        once = list({entry.amount: entry for entry in reversed(yours)}.values())[::-1]
        if once:
            work.keep(AMOUNT, [mine], once, "number" if not only_owed else "reference")


def _counted_that_day(work, of_others):
    """Match a number cut at its beginning with the only document of that day that counts so."""
    theirs = index(work.theirs, lambda entry: set() if numbers(entry) & of_others else counted(entry), _day)
    ours = index(work.ours, counted, _day)
    for (key, day), mine in sorted(ours.items(), key=lambda item: str(item[0])):
        mine, yours = work.of_ours(mine), work.of_theirs(theirs.get((key, day), ()))
        if day[1] and len(mine) == len(yours) == 1 and (mine[0].amount > 0) == (yours[0].amount > 0):
            work.keep(AMOUNT, mine, yours, "similar")


def _day(entry):
    return entry.currency, entry.date


def _other_sign(work):
    """Match what one side adds and the other one takes off."""
    found = index(work.theirs, numbers)
    for mine in list(work.ours.values()):
        yours = [
            entry for entry in lines_of(found, mine, numbers, work.theirs) if entry.amount == -mine.amount]
        if yours and mine.amount:
            work.keep(SIGN, [mine], yours[:1], "number")


def _other_currency(work):
    """Match documents of the same number in two currencies: a match for each, since they can't be compared."""
    found = index(work.theirs, numbers, of=lambda _entry: None)
    for mine in list(work.ours.values()):
        listed = (found.get((key, None), ()) for key in sorted(numbers(mine)))
        yours = [
            entry for some in listed if len(some) <= MOST_LINES for entry in work.of_theirs(some)
            if entry.currency != mine.currency][:1]
        if yours:
            [other] = yours
            work.take([mine], yours)
            work.found += [
                Match(CURRENCY, mine.currency, ours=(mine.id,), amount_ours=mine.amount, how="number"),
                Match(CURRENCY, other.currency, theirs=(other.id,), amount_theirs=other.amount, how="number")]


def _closed(work, closed):
    """Match lines with the documents of ours of which nothing is open: the whole line is the difference."""
    found = {key: entry for entry in sorted(closed, key=lambda one: one.id) for key in numbers(entry)}
    seen = set()
    for yours in list(work.theirs.values()):
        mine = next((found[key] for key in sorted(numbers(yours)) if key in found), None)
        if mine and mine.currency == yours.currency and mine.id not in seen:
            seen.add(mine.id)
            work.take([], [yours])
            work.found.append(Match(
                MISSING_OURS, yours.currency, (mine.id,), (yours.id,), amount_theirs=yours.amount, how="number"))


def _left(work, since):
    """Return the matches of what one side alone has; `since`: what is younger may be in transit."""
    seen = {_same(entry) for entry in work.matched if entry.number}
    found = []
    for entry in work.theirs.values():
        code = DUPLICATE if entry.number and _same(entry) in seen else _their_code(entry, since)
        seen.add(_same(entry))
        found.append(Match(code, entry.currency, theirs=(entry.id,), amount_theirs=entry.amount))
    told = {key for entry in work.matched_ours for key in _told(entry)}
    for entry in work.ours.values():
        code = DUPLICATE if told & _told(entry) else _our_code(entry, since)
        told |= _told(entry)
        found.append(Match(code, entry.currency, ours=(entry.id,), amount_ours=entry.amount))
    return found


def _same(entry):
    return compact(entry.number), entry.currency, entry.amount


def _told(entry):
    """Return by what a document of ours is the same as another one: a reference that is not its number, amount, day."""
    own = compact(entry.number)
    references = {compact(reference) for reference in entry.references} - {own, ""}
    return {(reference, *amount_and_day(entry)) for reference in references}


def _their_code(entry, since):
    is_new = entry.date and entry.date > since
    return TRANSIT_PAYMENT if is_new and entry.amount < 0 and entry.kind != CREDIT else MISSING_OURS


def _our_code(entry, since):
    is_new = entry.date and entry.date > since
    return TRANSIT_INVOICE if is_new and entry.kind in (INVOICE, CREDIT) else MISSING_THEIRS
