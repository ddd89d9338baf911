"""The open-item statement: what a customer owes on a day, oldest first, each currency by itself."""

from dataclasses import dataclass
from math import fsum
from typing import Any

from .statement_figures import StatementFigures

#: The kinds of statements: what is open on a day, and what happened in a period that ends on it.
OPEN_ITEM, BALANCE_FORWARD = "open_item", "balance_forward"


@dataclass(frozen=True)
class Block:
    """What is open in one currency; the amounts are sums of its items alone.

    :param items: what is owed, the longest due first
    :param credits: what stands to the customer's credit, oldest first
    :param owed: sum of the items
    :param credited: sum of the credits, not positive
    :param balance: both together: the ledger's balance; negative when the customer is in credit
    :param overdue: sum of the items that were due before the day
    """

    currency: Any
    items: list
    credits: list
    owed: float
    credited: float
    balance: float
    overdue: float

    def figures(self):
        return StatementFigures(self.currency, 0.0, {}, self.owed, self.credited, self.balance, self.overdue)


def statement(items, as_of, rounded):
    """Return the :class:`Block` s of a customer, that with the oldest item first.

    :param items: open items of any order, with `currency_id`, `date`, `due`, `line_id`, `is_credit` and `open`
    :param rounded: function of (currency id, amount) that rounds as the currency does
    """
    by_currency = {}
    for item in sorted(items, key=_age):
        by_currency.setdefault(item.currency_id, []).append(item)
    return [_block(currency, own, as_of, rounded) for currency, own in by_currency.items()]


def days_late(item, as_of):
    """Return the days that an item is late on `as_of`; not positive before it is due."""
    return (as_of - item.due).days


def _age(item):
    return item.due, item.date, item.line_id


def _block(currency, own, as_of, rounded):
    items = [item for item in own if not item.is_credit]
    credits = sorted((item for item in own if item.is_credit), key=lambda item: (item.date, item.line_id))

    def total(chosen):
        return rounded(currency, fsum(item.open for item in chosen))

    return Block(
        currency, items, credits, total(items), total(credits), total(own),
        total(item for item in items if days_late(item, as_of) > 0),
    )
