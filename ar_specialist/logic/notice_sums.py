"""What a notice asks for: a sum of each currency, its credits netted, never one sum of several currencies."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sum:
    """The sum of one currency.

    :param items: open amounts of the items
    :param credits: unapplied credits, not positive
    :param to_pay: what is left to pay; never negative, a customer in credit pays nothing
    """

    currency: Any
    items: float
    credits: float
    to_pay: float


def sums(items, credits):
    """Return the :class:`Sum` s, one for each currency that has items, in the order of the items.

    :param items: (currency, open amount) pairs
    :param credits: (currency, open amount) pairs, amounts not positive; those in other currencies settle nothing here
    """
    totals = {}
    for currency, amount in items:
        totals[currency] = totals.get(currency, 0.0) + amount
    netted = dict.fromkeys(totals, 0.0)
    for currency, amount in credits:
        if currency in netted:
            netted[currency] += amount
    return [
        Sum(currency, total, netted[currency], max(total + netted[currency], 0.0))
        for currency, total in totals.items()
    ]
