"""Open items and customers, laid out once so that a payment finds its own in a few look-ups."""

from collections import defaultdict
from copy import copy
from dataclasses import replace

from .cash_names import NameIndex, words
from .cash_tokens import compact, number_keys, plain, segments, shape, tail

ACCOUNT, NAME = "account", "name"
#: Shapes of fewer figures are those of any number.
FEWEST_SHAPED = 4
#: A VAT number without its country has so many characters at least; fewer may be anything.
FEWEST_VAT = 8


class Accounts:
    """Customers and their items, with nothing to find them by.

    :param items: :class:`.cash_facts.Item` s
    :param customers: :class:`.cash_facts.Customer` s, those of all items among them
    """

    def __init__(self, items, customers):
        # One order, so that the order of the input makes no difference anywhere.
        self.customers = {one.id: one for one in sorted(customers, key=lambda one: str(one.id))}
        self._roots = {}
        self._mirrored = False
        self._lay_out(items)

    def _lay_out(self, items):
        self.items = {
            item.id: item
            for item in sorted(items, key=lambda item: (item.due, item.date, item.number, str(item.id)))}
        self._of = defaultdict(list)
        for item in self.items.values():
            self._of[item.customer].append(item)

    def root(self, customer):
        """Return the topmost parent; customers with the same one are a family."""
        root = self._roots.get(customer)
        if root is None:
            root, seen = customer, set()
            while root not in seen and self.customers[root].parent in self.customers:
                seen.add(root)
                root = self.customers[root].parent
            self._roots[customer] = root
        return root

    def own_items(self, customer, currency):
        found = [item for item in self._of.get(customer, ()) if item.currency == currency]
        return [replace(item, open=-item.open, discount=0) for item in found] if self._mirrored else found


class CashIndex(Accounts):
    """What :func:`.cash_propose.propose` looks things up in.

    :param paid: numbers of documents that are no longer open, so that nobody takes one for a mistyped other
    """

    def __init__(self, items, customers, paid=()):
        super().__init__(items, customers)
        self.accounts = defaultdict(dict)
        self.vats = defaultdict(set)
        self.aliases = defaultdict(dict)
        self.names = NameIndex()
        self._below = defaultdict(list)
        for customer in self.customers.values():
            self._add_customer(customer)
        self._add_items(paid)

    def _add_items(self, paid, numbers=()):
        self.keys = {}
        self.shapes = set()
        self.series = set()
        self.paid = {}
        for item in self.items.values():
            self._add_item(item)
        for number in numbers:
            self._add_shape(segments(plain(number)))
        for number in paid:
            whole, cut, _parts = number_keys(number)
            self.paid.update(dict.fromkeys((*whole, *cut), number))

    def among(self, items, paid=(), numbers=()):
        """Return an index of the same customers and of other items.

        :param numbers: further numbers, such that what has their shape looks like one of ours
        """
        other = copy(self)
        other._lay_out(items)
        other._add_items(paid, numbers)
        return other

    def mirrored(self):
        """Return the same index with the sign of every item turned, for money that is paid back."""
        other = copy(self)
        other._mirrored = not self._mirrored
        return other

    def items_below(self, customer, currency):
        """Return the items of the customer and of all that belong to it."""
        found, queue, seen = [], [customer], set()
        while queue:
            one = queue.pop()
            if one not in seen:
                seen.add(one)
                found += self.own_items(one, currency)
                queue += self._below.get(one, ())
        return found

    def family_items(self, customer, currency):
        return self.items_below(self.root(customer), currency)

    def by_key(self, key):
        """Return the items that have this number, reference or number without its letters."""
        found = self.keys.get(key)
        if found is None:
            return ()
        return found if type(found) is tuple else (found,)

    def looks_like_ours(self, parts):
        """Say whether a number has the shape of one of ours."""
        if sum(len(part) for part in parts if part[0].isdigit()) < FEWEST_SHAPED:
            return False
        return shape(parts) in self.shapes

    def _add_customer(self, customer):
        if customer.parent is not None:
            self._below[customer.parent].append(customer.id)
        for name in customer.names:
            self.names.add(customer.id, name)
        for account in customer.accounts:
            self.accounts[compact(account)][customer.id] = None
        for vat in customer.vats:
            number = compact(vat)
            self.vats[number].add(customer.id)
            # At home, the country is left out.
            if number[:2].isalpha() and len(number) >= FEWEST_VAT + 2:
                self.vats[number[2:]].add(customer.id)
        for alias in customer.aliases:
            if alias.weight > 0 and alias.kind == ACCOUNT:
                self.accounts[compact(alias.value)].setdefault(customer.id, alias.weight)
            elif alias.weight > 0 and alias.kind == NAME:
                self.aliases[frozenset(words(alias.value))][customer.id] = alias.weight

    def _add_item(self, item):
        whole, cut, parts = number_keys(item.number)
        keys = whole | cut
        self._add_shape(parts)
        for other in {item.payment_reference, item.reference} - {"", item.number}:
            keys |= number_keys(other)[0]
        for key in keys:
            before = self.keys.get(key)
            if before is None:
                self.keys[key] = item
            else:
                self.keys[key] = (*(before if type(before) is tuple else (before,)), item)

    def _add_shape(self, parts):
        if not parts:
            return
        self.shapes.add(shape(parts))
        if len(parts[0]) > 1 and parts[0].isalpha():
            self.series.add(parts[0])
        rest = tail(parts)
        if len(rest) > 1 or (rest and len(rest[0]) > FEWEST_SHAPED):
            self.shapes.add(shape(rest))


def code_of(item, key):
    """Return what of the item the key is: "reference", "number", "order" or "cut", the letters before it missing."""
    whole, cut, _parts = number_keys(item.number)
    if item.payment_reference and item.payment_reference != item.number and (
            key in number_keys(item.payment_reference)[0]):
        return "reference"
    if key in whole:
        return "number"
    if item.reference and key in number_keys(item.reference)[0]:
        return "order"
    return "cut" if key in cut else "number"


def forms(item):
    """Return the compact forms of an item's numbers and references, long enough to be told when mistyped."""
    found = {compact(item.number), "".join(tail(segments(plain(item.number)))), compact(item.payment_reference)}
    return [form for form in found if len(form) > FEWEST_SHAPED + 1]
