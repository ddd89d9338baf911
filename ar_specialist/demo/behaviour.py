"""How customers buy and pay: regular trade, drawn from a generator with a fixed seed."""

from dataclasses import dataclass, replace
from datetime import timedelta

from .facts import History, Invoice, Receipt
from .products import PRODUCTS, SERVICES

#: Days covered: fourteen months.
SPAN = 425
#: Days from the invoice to each of its instalments.
TERMS = {"immediate": (0,), "30days": (30,), "discount": (30,), "instalments": (30, 60, 90)}
DISCOUNT_DAYS = 7


@dataclass(frozen=True)
class Habit:
    """Days from due to paid lie in `delay`; the rest are the ways in which a customer differs."""

    delay: tuple
    pays_by_run: bool = False
    stopped: int = 0  # pays nothing in so many last days
    short_every: int = 0  # every n-th invoice is paid short
    takes_discount: bool = False


HABITS = {
    "prompt": Habit((-6, 2)),
    "slow": Habit((10, 40)),
    "late": Habit((62, 110)),
    "silent": Habit((8, 30), stopped=170),
    "disputing": Habit((0, 18), short_every=3),
    "instalments": Habit((-3, 9)),
    "monthly": Habit((0, 6), pays_by_run=True),
    "discount": Habit((-4, 4), takes_discount=True),
}


def regular_trade(customers, day, rng, foreign=True):
    """Return the invoices of the last fourteen months up to `day` and the receipts that came in by then.

    :param foreign: whether customers abroad are invoiced in their own currency
    """
    history = History()
    for customer in (replace(each, foreign=each.foreign and foreign) for each in customers):
        if customer.pays in HABITS and customer.every:
            invoices = list(_invoices(customer, day, rng))
            history.invoices += invoices
            history.receipts += _receipts(customer, HABITS[customer.pays], invoices, day, rng)
    return history


def _invoices(customer, day, rng):
    when = day - timedelta(days=SPAN - rng.randint(0, customer.every))
    number = 0
    while when <= day:
        number += 1
        yield Invoice(
            f"{customer.key}_{number}", customer.key, when, customer.term, basket(customer.size, rng),
            foreign=customer.foreign)
        when += timedelta(days=max(3, round(customer.every * rng.uniform(0.75, 1.25))))


def basket(size, rng):
    """Return the lines of an invoice: one to three goods, now and then with a service."""
    goods = [product for product in PRODUCTS if product[0] not in SERVICES]
    lines = [
        (key, max(1, round(rng.randint(*quantities) * size)))
        for key, _name, _price, quantities in rng.sample(goods, rng.choice((1, 1, 2, 2, 3)))
    ]
    if rng.random() < 0.4:
        lines.append((rng.choice(SERVICES), rng.randint(1, 3)))
    return tuple(lines)


def _receipts(customer, habit, invoices, day, rng):
    receipts = []
    for number, invoice in enumerate(invoices, start=1):
        for place, days in enumerate(TERMS[invoice.term]):
            receipts.append(_receipt(customer, habit, invoice, number, place, days, rng))
    last = day - timedelta(days=habit.stopped)
    if habit.pays_by_run:
        receipts = _by_run(customer, receipts)
    return [receipt for receipt in receipts if receipt.day <= last]


def _receipt(customer, habit, invoice, number, place, days, rng):
    delay = rng.randint(*habit.delay)
    short = habit.short_every and number % habit.short_every == 0
    discount = habit.takes_discount and number % 2 == 1
    paid = rng.randint(3, DISCOUNT_DAYS - 1) if discount else max(1, days + delay)
    instalment = place if len(TERMS[invoice.term]) > 1 else None
    return Receipt(
        customer.key, invoice.day + timedelta(days=paid), ((invoice.key, instalment),),
        share=round(rng.uniform(0.6, 0.85), 2) if short else 1.0, foreign=customer.foreign, discount=discount)


def _by_run(customer, receipts):
    """Put the receipts into one payment per calendar month, on the day of the month's last one."""
    runs = {}
    for receipt in receipts:
        runs.setdefault((receipt.day.year, receipt.day.month), []).append(receipt)
    return [
        Receipt(
            customer.key, max(receipt.day for receipt in run), tuple(item for receipt in run for item in receipt.pays),
            foreign=customer.foreign)
        for run in runs.values()
    ]
