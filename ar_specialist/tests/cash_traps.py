"""Payments that nobody can apply without asking: whatever is applied of them by itself is wrong."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from ..logic.cash_facts import Payment
from .cash_case import Case, customer_of, payer_of, payment_of
from .cash_ledger import DAY

ALIKE = ("Schmidt Bau GmbH", "Global Tech Trading", "Garage Dubois", "Northern Trading Ltd", "Transports Peeters")


def trap_paid(random, books):
    """The number of a paid invoice, one letter off an open one's, with an amount that fits an open one."""
    customer, items = customer_of(random, books)
    amount = random.choice(items).open
    payment = payment_of(random, customer, amount, [random.choice(books.paid)], payer=payer_of(random))
    return Case("trap: paid", payment, {}, False, True)


def trap_other(random, books):
    """The number of somebody else's invoice, with an amount of one's own."""
    customer, items = customer_of(random, books)
    _other, others = customer_of(random, books, 1, lambda found: found[0].customer != customer.id)
    payment = payment_of(random, customer, items[0].open, [random.choice(others).number], payer="both")
    return Case("trap: somebody else's", payment, {}, False, True)


def trap_stranger(random, books):
    """The amount of an invoice from a payer that nobody knows."""
    item = random.choice(books.items)
    name = random.choice(("Holger Unbekannt", "", "Schmidt", "Trading Ltd", "PayFast Services"))
    payment = Payment(None, abs(item.open), "EUR", DAY, name, texts=("thank you",))
    return Case("trap: stranger", payment, {}, False, True)


def trap_twins(random, books):
    """Two invoices of one amount, and nothing that tells which."""
    customer, items = customer_of(
        random, books, 2, lambda items: len({item.open for item in items}) < len(items))
    if not customer:
        return None
    opens = [item.open for item in items]
    amount = next(one for one in opens if opens.count(one) > 1)
    return Case("trap: twins", payment_of(random, customer, amount, ["Zahlung"], payer="both"), {}, False, True)


def trap_nothing(random, books):
    """An amount that means nothing, on account."""
    customer, items = customer_of(random, books)
    amount = random.randrange(1000, 2000) * 100 + 7
    sums = {sum(some) for size in (1, 2, 3) for some in combinations([item.open for item in items], size)}
    if any(abs(amount - one) <= 10 for one in sums):
        return None
    day = (DAY - timedelta(days=3)).strftime("%d.%m.%Y")
    return Case("trap: on account", payment_of(random, customer, amount, [f"Anzahlung {day}"], payer="both"), {}, False)


def trap_named_other_amount(random, books):
    """One invoice is named, and the amount is that of another one."""
    customer, items = customer_of(random, books, 2)
    one, other = random.sample(items, 2)
    if one.open <= other.open + 10:
        return None
    payment = payment_of(random, customer, other.open, [one.number], payer="both")
    return Case("trap: amount of another", payment, {}, False, True)


def trap_paid_again(random, books):
    """An invoice that was paid is paid again; its amount is by chance that of an open one."""
    customer, items = customer_of(random, books)
    number = next((one for one in books.paid if shares_series(one, items[0].number)), random.choice(books.paid))
    payment = payment_of(random, customer, items[0].open, [f"Rechnung {number}"], payer="both")
    return Case("trap: paid again", payment, {}, False, True)


def shares_series(one, other):
    return one.rstrip("0123456789") == other.rstrip("0123456789")


def trap_similar_name(random, books):
    """A payer whose name resembles customers', with the amount of an invoice."""
    name = random.choice(ALIKE)
    item = random.choice([item for item in books.items if item.open > 0])
    payment = Payment(None, item.open, "EUR", DAY, name, texts=("",))
    return Case("trap: similar name", payment, {}, False, True)


def trap_next_number(random, books):
    """The next invoice, not posted yet, is paid in advance; one of its amount is open."""
    customer, items = customer_of(random, books)
    item = random.choice(items)
    figures = item.number[-3:]
    number = f"{item.number[:-3]}{(int(figures) + 500) % 1000:03}"
    payment = payment_of(random, customer, item.open, [f"advance for {number}"], payer="both")
    return Case("trap: not posted yet", payment, {}, False, True)


def trap_currency(random, books):
    customer, items = customer_of(random, books)
    payment = payment_of(random, customer, items[0].open, [items[0].number], payer="both")
    return Case("trap: currency", replace(payment, currency="USD"), {}, False, True)


TRAPS = (
    trap_paid, trap_other, trap_stranger, trap_twins, trap_nothing, trap_named_other_amount, trap_paid_again,
    trap_similar_name, trap_next_number, trap_currency,
)
