"""Unapplied credits of customers: credit notes and payments that settle nothing yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Credit:
    """A credit item; `amount` is negative, in the currency of the document."""

    number: str
    date: date
    amount: float
    currency_id: int


def open_credits(env, company, customers):
    """Return {commercial partner id: list of :class:`Credit`}, of `company`, in one query and its reads."""
    lines = env["account.move.line"].search_fetch([
        ("company_id", "=", company.id), ("parent_state", "=", "posted"), ("reconciled", "=", False),
        ("account_id.account_type", "=", "asset_receivable"), ("amount_residual", "<", 0),
        ("partner_id.commercial_partner_id", "in", customers.ids),
    ], ["move_name", "date", "amount_residual_currency", "currency_id", "partner_id"], order="date, id")
    found = defaultdict(list)
    for line in lines:
        found[line.partner_id.commercial_partner_id.id].append(
            Credit(line.move_name, line.date, line.amount_residual_currency, line.currency_id.id))
    return found
