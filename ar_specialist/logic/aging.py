"""Aging: open amounts by period, as plain values."""

from dataclasses import dataclass, field
from math import fsum
from typing import Any, NamedTuple


class MixedCurrencies(ValueError):
    """Amounts of different currencies were asked to be added."""


class AgingRow(NamedTuple):
    """One line of an aging.

    :param key: what it stands for, a record; with several currencies (record, currency)
    :param amounts: one open amount per label of the report, in `currency`
    :param credits: the part of `amounts` that customers have to their credit: zero or negative
    """

    key: Any
    currency: Any
    amounts: list[float]
    credits: float = 0.0

    @property
    def total(self):
        return self.currency.round(fsum(self.amounts))


@dataclass(frozen=True)
class AgingReport:
    """The aging of a day.

    :param labels: one per column of amounts, in order
    :param rows: list of :class:`AgingRow`
    """

    labels: list[str]
    rows: list[AgingRow] = field(default_factory=list)

    def having(self, column):
        """Return the report of only the rows with an amount in `column`, a number."""
        return AgingReport(self.labels, [row for row in self.rows if row.amounts[column]])

    @property
    def totals(self):
        """Sum of each column.

        :raise MixedCurrencies: when rows are in several currencies; take `totals_by_currency` then
        """
        return self._only(self.totals_by_currency, [0.0] * len(self.labels))

    @property
    def total(self):
        """Sum of all columns: the ledger's receivable balance of the day; raises as `totals` does."""
        return self._only(
            {currency: currency.round(fsum(sums)) for currency, sums in self.totals_by_currency.items()}, 0.0
        )

    @property
    def totals_by_currency(self):
        """{currency: [sum of each column]}."""
        columns = {}
        for row in self.rows:
            columns.setdefault(row.currency, []).append(row.amounts)
        return {
            currency: [currency.round(fsum(column)) for column in zip(*amounts, strict=True)]
            for currency, amounts in columns.items()
        }

    def _only(self, by_currency, nothing):
        if len(by_currency) > 1:
            raise MixedCurrencies("amounts in several currencies are never added: use totals_by_currency")
        return next(iter(by_currency.values()), nothing)


def age_items(items, periods, day):
    """Sum open items by period: the plain statement of what the SQL does.

    :param items: iterable of (reference date, open amount)
    :param periods: :class:`~.periods.Periods`
    :param day: the day to age on
    :return: list with one sum per period
    """
    sums = [0.0] * len(periods)
    for reference, amount in items:
        sums[periods.index((day - reference).days)] += amount
    return sums
