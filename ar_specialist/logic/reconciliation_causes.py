"""What a difference of a reconciliation is likely due to, by what else is known of payments and documents."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from .reconciliation_facts import (
    ANNOUNCED,
    APPLIED,
    ARRIVED,
    ASK,
    MISSING_OURS,
    MISSING_THEIRS,
    SETTLED,
    TRANSIT_INVOICE,
    TRANSIT_PAYMENT,
    UNAPPLIED,
    UNIDENTIFIED,
)

#: What one side alone has, so that something is to be found out.
ONE_SIDED = (MISSING_THEIRS, MISSING_OURS, TRANSIT_INVOICE, TRANSIT_PAYMENT)


class Money(NamedTuple):
    """An incoming payment; `state` "unapplied", "unidentified" or "applied", `items` those that it is proposed for.

    `credit` is its own item on the customer's account, 0 where it has none.
    """

    id: int
    date: date
    amount: Decimal
    currency: str
    state: str
    credit: int = 0
    items: tuple = ()


class Known(NamedTuple):
    """What is known beside both lists, by our items: the day on which each was paid after the reconciliation's day,
    on which the customer announced its payment, and on which it was settled."""

    paid: dict = {}
    announced: dict = {}
    settled: dict = {}
    money: tuple = ()


class Cause(NamedTuple):
    """Why a row differs; `payment` is the id of the :class:`Money` that says so."""

    code: str
    day: date | None = None
    payment: int = 0


def with_causes(matches, items, known, as_of, days, lists_open=True):
    """Return [(match, cause or None)]; what was on its way on that day becomes a payment in transit.

    :param items: {id of an entry of ours: ids of its items}
    :param days: how long a payment is on its way
    :param lists_open: whether the customer listed what is open; what it paid is then not on its list
    """
    money = _Money(known.money)
    found = []
    for match in matches:
        cause = None
        if match.code in ONE_SIDED and not (match.amount_ours and match.amount_theirs):
            cause = _cause(match, {item for key in match.ours for item in items.get(key, ())}, known, money, lists_open)
        found.append((_in_transit(match, cause, as_of, days), cause))
    return found


def _cause(match, items, known, money, lists_open):
    if match.amount_theirs:
        settled = _first(known.settled, items)
        if settled:
            return Cause(SETTLED, settled)
        return money.take(match.currency, -match.amount_theirs) if match.amount_theirs < 0 else None
    if match.amount_ours < 0:
        return money.credit(items)
    if paid := _first(known.paid, items):
        return Cause(ARRIVED, paid)
    if announced := _first(known.announced, items):
        return Cause(ANNOUNCED, announced)
    waiting = money.proposed(items) or money.take(match.currency, match.amount_ours, waiting=True)
    return waiting or (Cause(ASK) if lists_open and match.code == MISSING_THEIRS else None)


def _in_transit(match, cause, as_of, days):
    """Return the match as what its cause makes of it."""
    if cause is None:
        return match
    came_after = cause.day and as_of < cause.day <= as_of + timedelta(days=days)
    if match.amount_ours > 0 and (cause.code == ANNOUNCED or came_after):
        return match._replace(code=TRANSIT_PAYMENT)
    if match.code == TRANSIT_PAYMENT and cause.code in (UNAPPLIED, UNIDENTIFIED, APPLIED) and cause.day <= as_of:
        return match._replace(code=MISSING_OURS)
    return match


def _first(days, items):
    return min((days[item] for item in items if item in days), default=None)


class _Money:
    """Payments, each of which explains a row of its amount once."""

    def __init__(self, money):
        by_use = sorted(money, key=lambda one: (one.state == APPLIED, one.state == UNIDENTIFIED, one.date, one.id))
        self.credits = {one.credit: one for one in by_use if one.credit}
        self.items = {item: one for one in reversed(by_use) if one.state != APPLIED for item in one.items}
        self.amounts = defaultdict(list)
        for one in by_use:
            self.amounts[one.currency, one.amount].append(one)

    def take(self, currency, amount, *, waiting=False):
        """Return the cause that a payment of this amount is, a waiting one first; it explains no other row."""
        listed = self.amounts.get((currency, amount), [])
        found = next((one for one in listed if not (waiting and one.state == APPLIED)), None)
        if found:
            listed.remove(found)
        return _by_payment(found)

    def credit(self, items):
        return _by_payment(next((self.credits[item] for item in sorted(items) if item in self.credits), None))

    def proposed(self, items):
        return _by_payment(next((self.items[item] for item in sorted(items) if item in self.items), None))


def _by_payment(money):
    return Cause(money.state, money.date, money.id) if money else None
