"""Of a whole ledger only what a few payments can mean; what is proposed for them is the same."""

from dataclasses import replace

from .cash_identify import identify
from .cash_reading import read


class Asked(dict):
    """A dict that notes the keys that it is asked for."""

    def __init__(self, known, asked):
        super().__init__(known)
        self.asked = asked

    def __contains__(self, key):
        self.asked.add(key)
        return super().__contains__(key)

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)


def narrowed(payments, index, named, items_of, numbers=()):
    """Return an index from which :func:`.cash_propose.propose` has the same for these payments as from a whole one.

    :param index: a :class:`.cash_index.CashIndex` of all customers; its items make no difference
    :param named: function from keys to (items, numbers of documents that are no longer open): those that have one of
        them, and perhaps others
    :param items_of: function from ids of customers to all items of their families
    :param numbers: numbers that have every shape that there is
    """
    payments = [replace(one, amount=-one.amount) if one.amount < 0 else one for one in payments]
    asked, items, paid = set(), [], ()
    while True:
        found = index.among(items, paid, numbers)
        new = _asked(payments, found) - asked
        if not new:
            break
        # What is found may let the text be read on elsewhere.
        asked |= new
        items, paid = named(asked)
    customers = {
        candidate.customer for payment in payments for candidate in identify(payment, read(payment, found), found)}
    among = {item.id: item for item in (*items, *items_of(customers))}
    return index.among(among.values(), paid, numbers)


def _asked(payments, index):
    """Return the keys that reading the payments looks up."""
    asked = set()
    index.keys, index.paid = Asked(index.keys, asked), Asked(index.paid, asked)
    for payment in payments:
        read(payment, index)
    return asked


def figures(key):
    """Return the figures of a key that no way of writing its number loses: all but noughts."""
    return "".join(letter for letter in key if letter in "123456789")
