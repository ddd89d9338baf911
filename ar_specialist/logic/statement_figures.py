"""What a statement says in sums, of one customer or of a group."""

from dataclasses import dataclass
from math import fsum
from typing import Any


@dataclass(frozen=True)
class StatementFigures:
    """What a statement says in one currency, in sums: `opening` + `charges` + `credits` = `closing`.

    :param currency: as the caller has it, a res.currency record
    :param opening: balance when the period began; 0 where there is no period
    :param movements: {class of movements: their sum}; empty where there is no period
    :param charges: what raised the balance: of the period, or the items that are open
    :param credits: what lowered it, not positive: of the period, or the credits that are not applied
    :param closing: balance on the statement's day; negative when the customer is in credit
    :param overdue: what of the closing balance was due before that day, credits not taken off
    """

    currency: Any
    opening: float
    movements: dict
    charges: float
    credits: float
    closing: float
    overdue: float


def add_figures(figures, rounded):
    """Return the :class:`StatementFigures` of each currency, in the order in which they first appear.

    :param figures: of one customer or of several, each in one currency
    :param rounded: function of (currency, amount) that rounds as the currency does
    """
    by_currency = {}
    for one in figures:
        by_currency.setdefault(one.currency, []).append(one)
    return [own[0] if len(own) == 1 else _sum(currency, own, rounded) for currency, own in by_currency.items()]


def _sum(currency, figures, rounded):
    def total(amounts):
        return rounded(currency, fsum(amounts))

    kinds = {kind: None for one in figures for kind in one.movements}
    sums = {
        name: total(getattr(one, name) for one in figures)
        for name in ("opening", "charges", "credits", "closing", "overdue")
    }
    return StatementFigures(
        currency, movements={kind: total(one.movements.get(kind, 0.0) for one in figures) for kind in kinds}, **sums)
