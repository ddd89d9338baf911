"""Where cases go on when the instalments of their document are no longer those they were opened for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .dispute_amounts import share


@dataclass(frozen=True)
class Instalment:
    """An open item of a document; `amount`: what it is over, or what of it can be taken."""

    id: Any
    due: date
    amount: float


def successors(key, before, after):
    """Return the instalments of `after`, those that follow item `key` of `before` first.

    The same day it falls due; else the same place in the order of due dates, the nearest others behind. Where the
    day is the same for several, the item itself comes first.
    """
    old = sorted(before, key=_order)
    place = next(number for number, one in enumerate(old) if one.id == key)
    due = old[place].due
    ranked = sorted(
        enumerate(sorted(after, key=_order)),
        key=lambda row: (row[1].due != due, row[1].due == due and row[1].id != key, abs(row[0] - place), row[0]))
    return [one for _number, one in ranked]


def place(wanted, before, after, rounded=lambda amount: round(amount, 2)):
    """Share out what was taken of the instalments `before` among those `after`, each instalment at most once.

    :param wanted: [(key, id of an instalment before, amount)…], whoever comes first first
    :return: {key: {id of an instalment after: amount}} without zeros, and {key: what found no place}
    """
    free, placed, rest = {one.id: one.amount for one in after}, {}, {}
    for key, item, amount in wanted:
        following = successors(item, before, after)
        shares, rest[key] = share(amount, [(one.id, free[one.id]) for one in following], rounded)
        placed[key] = {one: taken for one, taken in shares.items() if taken > 0}
        for one, taken in placed[key].items():
            free[one] = rounded(free[one] - taken)
    return placed, rest


def _order(instalment):
    return instalment.due, instalment.id
