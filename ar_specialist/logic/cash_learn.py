"""What a decided payment teaches about its payer."""

from dataclasses import dataclass
from typing import Any

from .cash_index import ACCOUNT, NAME
from .cash_names import words
from .cash_tokens import compact

HABIT = "habit"
DISCOUNT, LATE, STATEMENT, OLDEST = "discount", "late_discount", "statement", "oldest"
#: More accounts than these pay for one payer's name: a bank or a payment service, of which nothing is learned.
SHORTEST_ACCOUNT = 6


@dataclass(frozen=True, slots=True)
class Lesson:
    """Add `change` to the weight of a customer's alias or to the count of its habit.

    :param kind: "account", "name" or "habit"
    """

    customer: Any
    kind: str
    value: str
    change: int = 1


def lessons(payment, proposed, customer, lines, accounts):
    """Return the :class:`Lesson` s of a payment that a person gave to `customer`, or let be applied.

    :param proposed: the customer that was proposed, or None
    :param lines: the :class:`.cash_proposal.Line` s that were applied
    :param accounts: the :class:`.cash_index.Accounts` of both, with what was open of the items that the lines pay
    """
    learned = _aliases(payment, customer, accounts)
    if proposed is not None and accounts.root(proposed) != accounts.root(customer):
        learned += _unlearned(payment, proposed, accounts)
    return learned + [Lesson(customer, HABIT, habit) for habit in _habits(payment, customer, lines, accounts)]


def undone(found):
    """Return the lessons that take back those of a payment whose application is undone."""
    return [Lesson(one.customer, one.kind, one.value, -one.change) for one in found]


def _aliases(payment, customer, accounts):
    known = accounts.customers[customer]
    learned = []
    account = compact(payment.payer_account)
    if len(account) >= SHORTEST_ACCOUNT and account not in map(compact, known.accounts):
        learned.append(Lesson(customer, ACCOUNT, account))
    name = words(payment.payer_name)
    if name and frozenset(name) not in {frozenset(words(one)) for one in known.names}:
        learned.append(Lesson(customer, NAME, " ".join(name)))
    return learned


def _unlearned(payment, customer, accounts):
    """Return the lessons that lower the aliases which led to the wrong customer."""
    account, name = compact(payment.payer_account), frozenset(words(payment.payer_name))
    wrong = []
    for alias in accounts.customers[customer].aliases:
        told = alias.kind == ACCOUNT and account and compact(alias.value) == account
        if told or (alias.kind == NAME and name and frozenset(words(alias.value)) == name):
            wrong.append(Lesson(customer, alias.kind, alias.value, -1))
    return wrong


def _habits(payment, customer, lines, accounts):
    items = [(accounts.items[line.item], line) for line in lines if line.item in accounts.items]
    discounted = [(item, line) for item, line in items if line.discount]
    if discounted:
        late = any(item.discount_until and payment.day > item.discount_until for item, _line in discounted)
        yield LATE if late else DISCOUNT
    owed = sorted(
        (item for item in accounts.own_items(customer, payment.currency) if item.open > 0),
        key=lambda item: (item.due, item.date, str(item.id)))
    paid = {item.id for item, line in items if line.open > 0}
    due = {item.id for item in owed if item.due <= payment.day}
    if len(paid) > 1 and paid in ({item.id for item in owed}, due):
        yield STATEMENT
    elif any(line.left for _item, line in items) and paid == {item.id for item in owed[:len(paid)]}:
        yield OLDEST
