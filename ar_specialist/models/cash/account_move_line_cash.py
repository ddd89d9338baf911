from dataclasses import dataclass
from typing import Any

from odoo import api, models

from ...queries.cash_named import figures_of_numbers


@dataclass(frozen=True, slots=True)
class Settling:
    """Two items to reconcile by an amount in their currency, and the application that it belongs to."""

    debit: Any
    credit: Any
    amount: float
    application: Any

    @property
    def both(self):
        return self.debit + self.credit


class Settlings:
    """What is being reconciled by part, for the context: compared as an object, as it is looked at very often."""

    __slots__ = ("by_items",)

    def __init__(self, settlings):
        self.by_items = {(one.debit.id, one.credit.id): one for one in settlings}


class AccountMoveLine(models.Model):
    """Reconciling two items by a part of what both have open, which core does only with all of it."""

    _inherit = "account.move.line"

    @api.model
    def _ar_settle(self, settlings):
        """Reconcile each of `settlings`, of posted entries, by its amount, all in one plan."""
        # Core looks whether taxes and instalments of the entries follow, as they do of drafts: a tenth of the time.
        lines = self.env["account.move.line"].with_context(ar_settlings=Settlings(settlings), skip_invoice_sync=True)
        # Core reads pair by pair what is not read yet.
        lines.browse({line.id for one in settlings for line in (one.debit, one.credit)}).mapped("date_maturity")
        lines._reconcile_plan([one.both for one in settlings])

    @api.model
    def _prepare_reconciliation_single_partial(self, debit_values, credit_values, shadowed_aml_values=None):
        settlings = self.env.context.get("ar_settlings")
        key = (debit_values["aml"].id, credit_values["aml"].id)
        settling = settlings and settlings.by_items.get(key)
        if not settling:
            return super()._prepare_reconciliation_single_partial(debit_values, credit_values, shadowed_aml_values)
        kept = [_keep_back(values, settling.amount) for values in (debit_values, credit_values)]
        result = super()._prepare_reconciliation_single_partial(debit_values, credit_values, shadowed_aml_values)
        for values, (residual, residual_currency) in zip((debit_values, credit_values), kept, strict=True):
            values["amount_residual"] += residual
            values["amount_residual_currency"] += residual_currency
        if result.get("partial_values"):
            result["partial_values"]["ar_application_id"] = settling.application.id
        # What was kept back is not for each other.
        return {**result, "debit_values": None, "credit_values": None}


def _keep_back(values, amount):
    """Leave at most `amount` of what is open in `values`; return what is kept back, the company's currency first."""
    line = values["aml"]
    whole, whole_currency = values["amount_residual"], values["amount_residual_currency"]
    currency, own = line.currency_id, line.company_currency_id
    if currency.compare_amounts(abs(whole_currency), amount) <= 0:
        return 0.0, 0.0
    part_currency = amount if whole_currency > 0 else -amount
    part = part_currency if currency == own else own.round(whole * part_currency / whole_currency)
    values.update(amount_residual=part, amount_residual_currency=part_currency)
    return whole - part, whole_currency - part_currency


class AccountMove(models.Model):
    _inherit = "account.move"

    # A payment whose payer is unknown is told by the numbers in its text, among all documents of all customers.
    _ar_figures_idx = models.Index(f"USING gin ({figures_of_numbers()}) WHERE state = 'posted'")
