"""Expected credit losses by matrix: what customers owe by segment and period, times the loss rate of each cell."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cell:
    """Expected loss of one segment in one period, amounts in company currency.

    :param exposure: what is owed, with sales tax
    :param base: `exposure` without it
    :param rate: share that is expected to be lost, factor included: 0 to 1
    :param amount: `base` × `rate`, rounded
    """

    segment: Any
    period: int
    exposure: float
    base: float
    rate: float
    amount: float


def net_of_credits(amounts, credits):
    """Let a customer's credits lessen what it owes, the oldest first: only the rest can be lost.

    :param amounts: what is owed by period, the oldest last
    :param credits: what the customer has to its credit, zero or negative
    :return: (amounts by period, credits beyond them: zero or negative)
    """
    owed, left = list(amounts), -credits
    # What a period has to the customer's credit is a credit, wherever it stands.
    for number, amount in enumerate(owed):
        if amount < 0:
            left -= amount
            owed[number] = 0.0
    for number in reversed(range(len(owed))):
        taken = min(left, owed[number])
        owed[number] -= taken
        left -= taken
    return owed, -left if left else 0.0


def cells(exposures, rates, factor, taxes, rounded):
    """Return the :class:`Cell` s of a matrix, in the order of `exposures` and of time.

    :param exposures: {segment: [amount by period]}
    :param rates: {(segment, period): loss rate, a share}
    :param factor: what is expected of the future: 1.1 for losses a tenth above the rates; no cell loses more than all
    :param taxes: {segment: sales tax within its amounts, a share of the amount without it}; it is no loss
    :param rounded: function of an amount that rounds as the currency does
    """
    found = []
    for segment, amounts in exposures.items():
        for period, amount in enumerate(amounts):
            exposure = rounded(amount)
            base = rounded(exposure / (1 + taxes.get(segment, 0.0)))
            rate = min(1.0, rates[segment, period] * factor)
            found.append(Cell(segment, period, exposure, base, rate, rounded(base * rate)))
    return found
