from collections import defaultdict
from decimal import Decimal

from odoo import models

from ...logic.reconciliation_facts import CREDIT, INVOICE, OTHER, PAYMENT, Entry
from ...logic.reconciliation_keys import all_numbers, counted, numbers
from ...queries.cash_named import may_have
from ...queries.reconciliation_ledger import balance_before, described_items, items_of, ledger_movements
from ...queries.statement_items import statement_items

KINDS = {"out_invoice": INVOICE, "out_receipt": INVOICE, "out_refund": CREDIT}


class ArReconciliation(models.Model):
    """Our side: documents with the amount that is open, or that was booked in the period."""

    _inherit = "ar.reconciliation"

    def _ours(self):
        """Return (entries of our side, {entry id: ids of its items}, {currency id: opening balance}).

        An entry is a document in one currency: the customer does not know our instalments.
        """
        self.ensure_one()
        return *self._documents(self._our_items()), self._our_opening()

    def _documents(self, items):
        """Return (entries, {entry id: ids of its items}) of [(item, amount in its currency)]."""
        grouped = defaultdict(list)
        for item, amount in items:
            grouped[item.move_id, item.currency_id].append((item, amount))
        currencies = {currency.id: currency for currency in self.env["res.currency"].browse(
            {currency for _move, currency in grouped})}
        entries, ids = [], {}
        for (_move, currency_id), items in grouped.items():
            currency, first = currencies[currency_id], items[0][0]
            amount = _decimal(currency, sum(amount for _item, amount in items))
            if amount:
                entries.append(Entry(
                    first.line_id, first.number, tuple(filter(None, first.references.split("\n"))), first.date, amount,
                    currency.name, _kind(first)))
                ids[first.line_id] = [item.line_id for item, _amount in items]
        return entries, ids

    def _our_items(self):
        """Return [(item, amount in its currency)] of our side."""
        company, customer = self.company_id, self.partner_id
        if self.basis == "ledger":
            return [(item, item.amount) for item in ledger_movements(
                self.env, company, customer, self.date_from, self.date)]
        found, _moved = statement_items(self.env, company, customer, self.date)
        opened = {item.line_id: item.open for item in found.get((customer.id, company.id), ())}
        return [(item, opened[item.line_id]) for item in described_items(self.env, opened).values()]

    def _closed(self, ours, theirs, ids):
        """Return (entries, {entry id: ids of its items}) of documents that the customer lists and that are not open."""
        if self.basis != "open":
            return [], {}
        own = set().union(*map(all_numbers, ours), *map(counted, ours))
        unknown = set().union(*(keys for keys in map(numbers, theirs) if not keys & own))
        moves = may_have(self.env, unknown) if unknown else []
        items = items_of(self.env, self.company_id, self.partner_id, moves, self.date)
        still_open = {item for entry in ours for item in ids[entry.id]}
        return self._documents([(item, item.amount) for item in items if item.line_id not in still_open])

    def _our_opening(self):
        if self.basis != "ledger":
            return {}
        return balance_before(self.env, self.company_id, self.partner_id, self.date_from)


def _decimal(currency, amount):
    """Return a float as the exact amount that it stands for."""
    return Decimal(f"{currency.round(amount):.{currency.decimal_places}f}")


def _kind(item):
    return KINDS.get(item.move_type) or (PAYMENT if item.is_payment or item.amount < 0 else OTHER)
