"""A labelled payment, and how the corpus makes one."""

import re
from dataclasses import dataclass, field
from itertools import combinations

from ..logic.cash_facts import Payment, Rules
from . import cash_damage as damage
from .cash_ledger import DAY

RULES = Rules(tolerance={"EUR": 5}, order="due")


@dataclass(frozen=True)
class Case:
    """A payment and {item id: amount of the payment's money} that it means.

    :param decidable: whether a careful person could tell from what the payment says
    :param choice: a person must choose about a difference, so nothing may be applied by itself
    """

    kind: str
    payment: Payment
    expected: dict = field(default_factory=dict)
    decidable: bool = True
    choice: bool = False


def customer_of(random, books, least=1, test=lambda items: True):
    """Return (customer, its invoices) with at least so many; the groups of companies are for their own kinds."""
    for _try in range(200):
        customer = random.choice(books.customers[:-6])
        items = [item for item in books.of(customer.id) if item.open > 0]
        if len(items) >= least and test(items):
            return customer, items
    return None, []


def payment_of(random, customer, amount, texts=(), *, payer="name", **more):
    name, account = customer.names[0], ""
    if payer == "account":
        name, account = "", customer.accounts[0]
    elif payer == "both":
        account = customer.accounts[0]
    elif payer == "damaged":
        name = damage.damaged_name(random, name)
    elif payer == "nobody":
        name = ""
    elif payer != "name":
        name = payer
    return Payment(None, amount, "EUR", DAY, name, account, texts=tuple(texts), **more)


def payer_of(random):
    return random.choice(("account", "both", "damaged", "damaged", "name"))


def due(items):
    return {item.id: item.open for item in items}


def unique_sum(items, books, customer, amount):
    """Say whether no other few of the customer's invoices have this sum."""
    owed = [item.open for item in books.of(customer.id) if item.open > 0]
    ways = sum(sum(some) == amount for size in range(1, 4) for some in combinations(owed, size))
    return ways == (1 if len(items) <= 3 else 0)


def names_another(number, item, books):
    """Say whether a damaged number has become another document's, so that nobody could tell."""
    numbers = [*(one.number for one in books.items if one.id != item.id), *books.paid]
    return any(_ends(number) & _ends(one) for one in numbers)


def _ends(number):
    """Return the last figures, by their number and by the marks."""
    runs = re.findall("[0-9]+", number)
    return {int("".join(runs)[-4:]), int(runs[-1])}
