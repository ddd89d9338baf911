"""A statement currency by currency: what of each customer belongs there, one customer or a group."""

from dataclasses import dataclass
from typing import Any

from .statement_figures import StatementFigures, add_figures


@dataclass(frozen=True)
class Section:
    """One currency of a statement.

    :param members: [(customer, its block)…] in the statement's order
    :param figures: sums over all of them
    """

    currency: Any
    members: list
    figures: StatementFigures


def sections(ledger, rounded):
    """Return the :class:`Section` s of a statement, in the order in which the currencies first appear.

    :param ledger: [(customer, its blocks)…]
    :param rounded: function of (currency id, amount) that rounds as the currency does
    """
    members = {}
    for customer, blocks in ledger:
        for block in blocks:
            members.setdefault(block.currency, []).append((customer, block))
    totals = add_figures((block.figures() for own in members.values() for _customer, block in own), rounded)
    return [Section(figures.currency, members[figures.currency], figures) for figures in totals]
