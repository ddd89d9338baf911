"""What of a customer's overdue amount is there to collect today."""

from .kept_back import kept_shares


def kept_of_overdue(items):
    """Return {code: amount} of what promises and disputes keep of overdue items, each amount counted once.

    :param items: (open amount, {code: amount that is kept, not capped}) of each overdue item
    """
    totals = {}
    for amount, kept in items:
        for code, share in kept_shares(amount, kept).items():
            totals[code] = totals.get(code, 0.0) + share
    return totals


def to_collect(overdue, kept, unapplied):
    """Return what is left to ask the customer for; never below zero.

    The customer's credits count in full: they settle what is overdue before anybody is asked to pay it.

    :param overdue: what is owed and late, credits not deducted
    :param kept: what of it is promised or disputed
    :param unapplied: the credits that settle nothing yet, zero or negative
    """
    return max(overdue - kept + min(unapplied, 0.0), 0.0)
