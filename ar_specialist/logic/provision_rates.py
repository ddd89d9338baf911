"""Loss rates from one's own history: how much of what was sold got how late, and what of it was never paid."""

from typing import NamedTuple


class Outcome(NamedTuple):
    """What became of sales in a period of lateness, amounts in one currency.

    :param reached: what was still unpaid when the period began
    :param paid: what was paid while in it
    :param rolled: share of `reached` that went on to the next period; what is left after the last one is lost
    :param rate: share of `reached` that was lost in the end
    """

    reached: float
    paid: float
    rolled: float
    rate: float


def loss_rates(paid, lost):
    """Return an :class:`Outcome` per period.

    The rate of a period is the product of the shares that rolled on from it and from all later ones, which is the same
    as what was lost of what reached it. A period that nothing reached has the rate of the one before: nothing is known
    of it, and getting later makes no loss less likely.

    :param paid: what was paid by period, the oldest last
    :param lost: what was never paid
    """
    found, reached, rate = [], sum(paid) + lost, 0.0
    for amount in paid:
        left = reached - amount
        if reached > 0:
            rate = min(1.0, max(0.0, lost / reached))
        found.append(Outcome(reached, amount, left / reached if reached > 0 else 0.0, rate))
        reached = left
    return found
