"""Which lines of a customer's own books are which documents of ours, and what the others are.

Every entry of both sides is in exactly one match (one in another currency in a pair of matches, a side each), so the
differences add up to the gap. The result does not depend on the order in which the entries come.
"""

from collections import defaultdict
from datetime import date, timedelta

from .cash_tokens import compact, number_keys, one_edit, plain, segments, sequence, without_zeros
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

#: How long a payment is on its way, and how long an invoice waits to be booked.
TRANSIT_DAYS = 10
#: Mistyped numbers are looked for among so many entries of the same amount.
MOST_TYPED = 50
#: A number of so few characters has no mistyped one.
MIN_TYPED = 5


def match(ours, theirs, as_of, days=TRANSIT_DAYS):
    """Return the list of :class:`.reconciliation_facts.Match` of two lists of entries.

    :param as_of: the day of the reconciliation
    :param days: what is younger than so many days on that day may be in transit
    """
    work = _Work(ours, theirs, days)
    work.same_amount(_numbers, _numbers, "number")
    work.same_amount(_all_numbers, _all_numbers, "reference")
    work.same_amount(_counted, _counted, "similar")
    work.mistyped()
    work.in_parts()
    work.other_amount(_numbers, _numbers)
    work.other_amount(_all_numbers, _numbers, only_owed=True)
    work.other_amount(_numbers, _all_numbers, only_owed=True)
    work.other_sign()
    work.other_currency()
    work.by_day()
    return work.found + _left(work, as_of)


def written_sign(ours, theirs):
    """Return 1 or -1: what the customer's amounts are to be multiplied by, so that what it owes is positive.

    A ledger of suppliers may have it either way; the documents that both sides have tell.
    """
    amounts = defaultdict(set)
    for entry in ours:
        for key in _numbers(entry):
            amounts[key, entry.currency].add(entry.amount)
    votes = 0
    for entry in theirs:
        known = set().union(*(amounts.get((key, entry.currency), ()) for key in _numbers(entry)))
        votes += (entry.amount in known) - (-entry.amount in known)
    if not votes:
        owed = sum(entry.amount for entry in ours)
        votes = 1 if owed * sum(entry.amount for entry in theirs) >= 0 else -1
    return 1 if votes > 0 else -1


def _numbers(entry):
    return _keys(entry.number)


def _all_numbers(entry):
    return set().union(*map(_keys, (entry.number, *entry.references)))


def _keys(number):
    """Return by what a number is known; within one customer a short one says enough."""
    return {key for key in (*number_keys(number)[0], compact(number)) if key}


def _counted(entry):
    """Return what is left of a number cut at its beginning, letters or years."""
    parts = segments(plain(entry.number))
    last = sequence(parts)
    return number_keys(entry.number)[1] | ({without_zeros(last)} if last else set())


def _order(entry):
    return (entry.currency, entry.date or date.min, entry.number, entry.amount, entry.references, entry.kind, entry.id)


class _Work:
    """The entries of both sides that are not matched yet, and what was found."""

    def __init__(self, ours, theirs, days):
        self.ours = {entry.id: entry for entry in sorted(ours, key=_order)}
        self.theirs = {entry.id: entry for entry in sorted(theirs, key=_order)}
        self.days = days
        self.found = []
        self.matched = []

    def keep(self, code, mine, yours, how):
        """Note a match of lists of entries in one currency."""
        self.take(mine, yours)
        self.found.append(Match(
            code, (mine or yours)[0].currency, _ids(mine), _ids(yours), _sum(mine), _sum(yours), how))

    def take(self, mine, yours):
        for entry in mine:
            del self.ours[entry.id]
        for entry in yours:
            del self.theirs[entry.id]
        self.matched += yours

    def index(self, keys, of=lambda entry: entry.currency):
        """Return {(key, of(entry)): [entry of theirs]}, the first one last."""
        found = defaultdict(list)
        for entry in reversed(self.theirs.values()):
            for key in keys(entry):
                found[key, of(entry)].append(entry)
        return found

    def still(self, entries):
        return [entry for entry in entries if entry.id in self.theirs]

    def same_amount(self, my_keys, their_keys, how):
        """Match what has a number in common, the currency and the amount; what is of one day first."""
        for of in (_amount_and_day, _amount):
            index = self.index(their_keys, of)
            for mine in list(self.ours.values()):
                yours = next(filter(None, (
                    self.first(index.get((key, of(mine)))) for key in sorted(my_keys(mine)))), None)
                if yours:
                    self.keep(AGREED, [mine], [yours], how)

    def first(self, entries):
        """Return the first of a list of entries that is not matched; what is before it is dropped from the list."""
        while entries and entries[-1].id not in self.theirs:
            entries.pop()
        return entries[-1] if entries else None

    def mistyped(self):
        """Match numbers with one wrong character, the amount being the same."""
        index = defaultdict(list)
        for entry in self.theirs.values():
            index[_amount(entry)].append(entry)
        for mine in list(self.ours.values()):
            text, near = compact(mine.number), index.get(_amount(mine), ())
            if len(text) > MIN_TYPED and len(near) <= MOST_TYPED:
                near = [yours for yours in self.still(near) if one_edit(text, compact(yours.number))]
                if len(near) == 1:
                    self.keep(AGREED, [mine], near, "similar")

    def in_parts(self):
        """Match a document with all lines of its number, when together they have its amount."""
        index = self.index(_numbers)
        for mine in list(self.ours.values()):
            yours = self._lines_of(index, mine, _numbers)
            if len(yours) > 1 and _sum(yours) == mine.amount:
                self.keep(AGREED, [mine], yours, "parts")

    def _lines_of(self, index, mine, keys):
        found = {
            entry.id: entry for key in sorted(keys(mine)) for entry in index.get((key, mine.currency), ())}
        return self.still(found.values())

    def other_amount(self, my_keys, their_keys, only_owed=False):
        """Match a document with the lines of its number; of lines that say the same twice one is enough."""
        index = self.index(their_keys)
        for mine in list(self.ours.values()):
            if only_owed and mine.amount <= 0:
                continue
            yours = [
                entry for entry in self._lines_of(index, mine, my_keys)
                if (entry.amount > 0) == (mine.amount > 0)]
            once = list({entry.amount: entry for entry in reversed(yours)}.values())[::-1]
            if once:
                self.keep(AMOUNT, [mine], once, "number" if not only_owed else "reference")

    def other_sign(self):
        """Match what one side adds and the other one takes off."""
        index = self.index(_numbers)
        for mine in list(self.ours.values()):
            yours = [entry for entry in self._lines_of(index, mine, _numbers) if entry.amount == -mine.amount]
            if yours and mine.amount:
                self.keep(SIGN, [mine], yours[:1], "number")

    def other_currency(self):
        """Match documents of the same number in two currencies: a match for each, since they can't be compared."""
        index = self.index(_numbers, of=lambda _entry: None)
        for mine in list(self.ours.values()):
            yours = self.still(entry for key in sorted(_numbers(mine)) for entry in index.get((key, None), ()))
            yours = [entry for entry in yours if entry.currency != mine.currency][:1]
            if yours:
                [other] = yours
                self.take([mine], yours)
                self.found += [
                    Match(CURRENCY, mine.currency, ours=(mine.id,), amount_ours=mine.amount, how="number"),
                    Match(CURRENCY, other.currency, theirs=(other.id,), amount_theirs=other.amount, how="number")]

    def by_day(self):
        """Match payments and credits, which each side numbers by itself, and lines without a number, by day.

        Invoices with numbers of their own are the same only on the same day, and with no other of that amount.
        """
        theirs, ours = defaultdict(list), defaultdict(list)
        for entry in self.theirs.values():
            theirs[_amount(entry)].append(entry)
        for entry in self.ours.values():
            ours[_amount(entry)].append(entry)
        for amount, mine in ours.items():
            yours = theirs.get(amount, [])
            if len(mine) == len(yours) == 1 and _is_one(mine[0], yours[0]):
                self.keep(AGREED, mine, yours, "date")
            for days in (0, self.days):
                for one, other in _near(self.still_mine(mine), self.still(yours), days):
                    self.keep(AGREED, [one], [other], "date")

    def still_mine(self, entries):
        return [entry for entry in entries if entry.id in self.ours]


def _amount(entry):
    return entry.currency, entry.amount


def _amount_and_day(entry):
    return entry.currency, entry.amount, entry.date


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


def _left(work, as_of):
    """Return the matches of what one side alone has."""
    since = as_of - timedelta(days=work.days)
    seen = {_same(entry) for entry in work.matched if entry.number}
    found = []
    for entry in work.theirs.values():
        code = DUPLICATE if entry.number and _same(entry) in seen else _their_code(entry, since)
        seen.add(_same(entry))
        found.append(Match(code, entry.currency, theirs=(entry.id,), amount_theirs=entry.amount))
    return found + [
        Match(_our_code(entry, since), entry.currency, ours=(entry.id,), amount_ours=entry.amount)
        for entry in work.ours.values()]


def _same(entry):
    return compact(entry.number), entry.currency, entry.amount


def _their_code(entry, since):
    is_new = entry.date and entry.date > since
    return TRANSIT_PAYMENT if is_new and entry.amount < 0 and entry.kind != CREDIT else MISSING_OURS


def _our_code(entry, since):
    is_new = entry.date and entry.date > since
    return TRANSIT_INVOICE if is_new and entry.kind in (INVOICE, CREDIT) else MISSING_THEIRS


def _ids(entries):
    return tuple(sorted(entry.id for entry in entries))


def _sum(entries):
    return sum(entry.amount for entry in entries)
