"""The roll-forward: from what was open before a period, by class of movement, to what is open at its end."""

from dataclasses import dataclass, field
from math import fsum
from typing import Any, NamedTuple

from .aging import MixedCurrencies
from .statement_movements import (
    CREDIT_NOTE,
    DISCOUNT,
    EXCHANGE,
    INVOICE,
    OTHER,
    OTHER_ACCOUNT,
    OTHER_CURRENCY,
    PAYMENT,
    RECOVERY,
    WRITE_OFF,
    movement_parts,
)

OPENING, CLOSING = "opening", "closing"
#: What lies between opening and closing, in the order of the columns, with the classes of movements in it.
MOVED = {
    "invoices": (INVOICE,),
    "credit_notes": (CREDIT_NOTE,),
    "payments": (PAYMENT,),
    "discounts": (DISCOUNT,),
    "write_offs": (WRITE_OFF,),
    "recoveries": (RECOVERY,),
    "exchange": (EXCHANGE,),
    "other": (OTHER, OTHER_CURRENCY, OTHER_ACCOUNT),
}
COLUMNS = (OPENING, *MOVED, CLOSING)
_COLUMN_OF = {kind: column for column, kinds in MOVED.items() for kind in kinds}


class RollRow(NamedTuple):
    """What became of one balance.

    :param key: what it stands for, a record; with several currencies (record, currency)
    :param amounts: one per column of :data:`COLUMNS`, in `currency`; what lowers the balance is negative, so that
        the last one is the sum of all before it
    """

    key: Any
    currency: Any
    amounts: list[float]

    def amount(self, column):
        return self.amounts[COLUMNS.index(column)]


@dataclass(frozen=True)
class RollForward:
    """The roll-forward of a period.

    :param rows: list of :class:`RollRow`
    :param columns: names of the columns, in order
    """

    rows: list[RollRow] = field(default_factory=list)
    columns: tuple[str, ...] = COLUMNS

    @property
    def totals_by_currency(self):
        """Return {currency: [sum of each column]}, closing again the sum of what stands before it."""
        by_currency = {}
        for row in self.rows:
            by_currency.setdefault(row.currency, []).append(row.amounts[:-1])
        return {
            currency: closed([currency.round(fsum(column)) for column in zip(*amounts, strict=True)], currency.round)
            for currency, amounts in by_currency.items()
        }

    @property
    def totals(self):
        """Return [sum of each column].

        :raise MixedCurrencies: when rows are in several currencies; take `totals_by_currency` then
        """
        totals = self.totals_by_currency
        if len(totals) > 1:
            raise MixedCurrencies("The rows are in several currencies: take totals_by_currency.")
        return next(iter(totals.values()), [0.0] * len(self.columns))


def closed(amounts, rounded):
    """Return `amounts` with their sum behind them."""
    return [*amounts, rounded(fsum(amounts))]


def moved_parts(fact, rounded):
    """Return [(column, amount)] of what a fact of the ledger is; nothing that is zero."""
    return [
        (_COLUMN_OF[kind], amount) for kind, amount in movement_parts(fact, rounded) if amount and rounded(amount)
    ]


def rolled(openings, facts, rounding):
    """Return {balance: [amount per column]} of the balances with anything in them.

    :param openings: {balance: amount before the period}; a balance is any key with its currency
    :param facts: list of (balance, fact), a fact as :func:`.statement_movements.movement_parts` takes it
    :param rounding: function of a balance that returns the function of an amount that rounds as its currency does
    """
    sums = {balance: {OPENING: [amount]} for balance, amount in openings.items()}
    for balance, fact in facts:
        own = sums.setdefault(balance, {})
        for column, amount in moved_parts(fact, rounding(balance)):
            own.setdefault(column, []).append(amount)
    rows = {balance: _row(own, rounding(balance)) for balance, own in sums.items()}
    return {balance: amounts for balance, amounts in rows.items() if any(amounts)}


def _row(own, rounded):
    # Most columns of most balances are empty.
    return closed([rounded(fsum(own[column])) if column in own else 0.0 for column in COLUMNS[:-1]], rounded)
