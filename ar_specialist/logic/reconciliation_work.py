"""The entries of both sides of a reconciliation that are not matched yet, and what was found."""

from collections import defaultdict
from datetime import date

from .reconciliation_facts import Match

#: What more lines than these have in common is no document's number.
MOST_LINES = 200


class Work:
    """Takes entries out as they are matched; in an order that does not depend on that of the input."""

    def __init__(self, ours, theirs):
        self.ours = {entry.id: entry for entry in sorted(ours, key=_order)}
        self.theirs = {entry.id: entry for entry in sorted(theirs, key=_order)}
        self.found = []
        self.matched = []
        self.matched_ours = []

    def keep(self, code, mine, yours, how):
        """Note a match of lists of entries in one currency."""
        self.take(mine, yours)
        self.found.append(Match(
            code, (mine or yours)[0].currency, _ids(mine), _ids(yours), total(mine), total(yours), how))

    def take(self, mine, yours):
        for entry in mine:
            del self.ours[entry.id]
        for entry in yours:
            del self.theirs[entry.id]
        self.matched_ours += mine
        self.matched += yours

    def of_theirs(self, entries):
        return [entry for entry in entries if entry.id in self.theirs]

    def of_ours(self, entries):
        return [entry for entry in entries if entry.id in self.ours]


def index(entries, keys, of=lambda entry: entry.currency):
    """Return {(key, of(entry)): [entry]}, the first one last."""
    found = defaultdict(list)
    for entry in reversed(entries.values()):
        for key in keys(entry):
            found[key, of(entry)].append(entry)
    return found


def lines_of(found, entry, keys, waiting):
    """Return the entries of an :func:`index` that have a key and the currency of `entry`, and are still `waiting`."""
    listed = (found.get((key, entry.currency), ()) for key in sorted(keys(entry)))
    return list({
        one.id: one for some in listed if len(some) <= MOST_LINES for one in some if one.id in waiting}.values())


def total(entries):
    return sum(entry.amount for entry in entries)


def amount_of(entry):
    return entry.currency, entry.amount


def amount_and_day(entry):
    return entry.currency, entry.amount, entry.date


def _order(entry):
    return (entry.currency, entry.date or date.min, entry.number, entry.amount, entry.references, entry.kind, entry.id)


def _ids(entries):
    return tuple(sorted(entry.id for entry in entries))
