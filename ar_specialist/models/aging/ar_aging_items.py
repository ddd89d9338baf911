from collections.abc import Iterator
from typing import Any, NamedTuple

from odoo import models
from odoo.fields import Domain

from ...queries.aging_items import ItemRow, aging_items
from ...queries.ledger_as_of import ledger_as_of


class AgedItem(NamedTuple):
    """An open item as a report prints it: `amount` in `currency`, `days` late (or old), in bucket `period`."""

    row: ItemRow
    days: int
    period: int
    currency: Any
    amount: float
    document_currency: Any


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    def _items_for(self, options, domain=Domain.TRUE) -> Iterator[AgedItem]:
        """Yield the open items behind the report of `options`, sorted by customer; they sum to its totals.

        :param domain: only the journal items in it, those of one row for instance
        :raise AccessError: when the user may not read journal items
        """
        periods = options.bucket_set._periods()
        company_currency = {company.id: company.currency_id for company in options.companies}
        currencies = {currency.id: currency for currency in self.env["res.currency"].with_context(
            active_test=False).search([])}
        in_document = options.currency == "document"
        with self._options_ledger(options, domain) as (scope, route):
            for row in aging_items(self.env, scope, basis=options.basis, route=route, by_currency=in_document):
                document = currencies[row.currency_id]
                currency = document if in_document else company_currency[row.company_id]
                amount = row.open_amount_document if in_document else row.open_amount
                days = (options.age_on - row.age_from).days
                period = len(periods) if options.credits_apart and row.is_credit else periods.index(days)
                yield AgedItem(row, days, period, currency, amount, document)

    def _options_ledger(self, options, domain=Domain.TRUE):
        """Return the context manager of the ledger that `options` describe; see :func:`ledger_as_of`."""
        domain &= self._options_domain(options) & self._column_domain(options)
        narrowed = self._narrowed(options.partners or None, list(domain))
        return ledger_as_of(self.env, options.as_of, options.companies, narrowed)
