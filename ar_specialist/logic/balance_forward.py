"""The balance-forward statement: from the balance before a period, movement by movement, to that of its last day."""

from dataclasses import dataclass
from math import fsum
from typing import Any

from .statement_figures import StatementFigures
from .statement_movements import CLASSES, movements

ORDER = {kind: number for number, kind in enumerate(CLASSES)}


@dataclass(frozen=True)
class ForwardRow:
    """A movement with the balance after it."""

    movement: Any
    balance: float


@dataclass(frozen=True)
class ForwardBlock:
    """What happened in one currency: `opening` + `charges` + `credits` = `closing`.

    :param rows: list of :class:`ForwardRow`, by date
    :param charges: what raised the balance
    :param credits: what lowered it, not positive
    :param closing: sum of what is open on the last day
    :param overdue: what of it was due before that day, credits not taken off
    :param movements: {class of movements: their sum}
    :param items: what is open on the last day, as open-item statements have it
    """

    currency: Any
    opening: float
    rows: list
    charges: float
    credits: float
    closing: float
    overdue: float
    movements: dict
    items: list

    def figures(self):
        return StatementFigures(
            self.currency, self.opening, self.movements, self.charges, self.credits, self.closing, self.overdue)


def balance_forward(blocks, facts, rounded):
    """Return the :class:`ForwardBlock` s of a customer; a currency without balance and movements has none.

    The closing balance is what is open, and the opening balance follows from it: neither needs the ledger's history.

    :param blocks: what is open on the last day, see :func:`.statement.statement`
    :param facts: rows of the ledger as :func:`.statement_movements.movements` takes them, with `currency_id`
    :param rounded: function of (currency id, amount) that rounds as the currency does
    """
    by_currency = {block.currency: [] for block in blocks}
    for fact in facts:
        by_currency.setdefault(fact.currency_id, []).append(fact)
    closing = {block.currency: block for block in blocks}
    return [
        _forward(currency, closing.get(currency), own, lambda amount, unit=currency: rounded(unit, amount))
        for currency, own in by_currency.items()
    ]


def _forward(currency, block, facts, rounded):
    moved = sorted((part for fact in facts for part in movements(fact, rounded)), key=_position)
    charges = rounded(fsum(one.amount for one in moved if one.amount > 0))
    credits = rounded(fsum(one.amount for one in moved if one.amount < 0))
    closing = block.balance if block else 0.0
    opening = balance = rounded(closing - charges - credits)
    rows = []
    for one in moved:
        balance = rounded(balance + one.amount)
        rows.append(ForwardRow(one, balance))
    sums = {
        kind: rounded(fsum(one.amount for one in moved if one.kind == kind))
        for kind in dict.fromkeys(one.kind for one in moved)
    }
    return ForwardBlock(
        currency, opening, rows, charges, credits, closing, block.overdue if block else 0.0, sums,
        block.items if block else [])


def _position(movement):
    return movement.date, ORDER[movement.kind], movement.number, movement.move_id
