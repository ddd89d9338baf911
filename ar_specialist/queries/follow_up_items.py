"""What follow-up reads of the ledger: who has something open on a day, and what."""

from datetime import date
from typing import NamedTuple

from odoo.tools import SQL

from .ledger_as_of import ledger_as_of
from .open_items import DATES, movements


class OpenItem(NamedTuple):
    """One item of a customer (commercial partner); a credit has a negative `amount`, in company currency."""

    partner_id: int
    line_id: int
    due: date
    amount: float
    amount_currency: float
    currency_id: int


def customers_with_items(env, day, company, domain=(), after=0):
    """Return the ids, ascending and above `after`, of the customers who owe an item of `company` on `day`."""
    with ledger_as_of(env, day, company, domain) as (scope, route):
        rows = env.execute_query(SQL(
            "SELECT DISTINCT partner.commercial_partner_id FROM (%s) item"
            " JOIN res_partner partner ON partner.id = item.partner_id"
            " WHERE item.amount > 0 AND partner.commercial_partner_id > %s ORDER BY 1",
            _items(env, scope, route), after,
        ))
    return [partner for [partner] in rows]


def open_items_of(env, day, company, partners, domain=()):
    """Return the :class:`OpenItem` s of customers (`partners`: ids), by customer, due date and item, in one pass."""
    if not partners:
        return []
    domain = [("partner_id.commercial_partner_id", "in", list(partners)), *domain]
    with ledger_as_of(env, day, company, domain, of_few=True) as (scope, route):
        rows = env.execute_query(SQL(
            "SELECT partner.commercial_partner_id, item.id, item.due, item.amount::float8,"
            " item.amount_currency::float8, item.currency_id FROM (%s) item"
            " JOIN res_partner partner ON partner.id = item.partner_id ORDER BY 1, 3, 2",
            _items(env, scope, route),
        ))
    return [OpenItem._make(row) for row in rows]


def _items(env, scope, route):
    env["res.partner"].flush_model(["commercial_partner_id"])
    columns = {
        "id": SQL("account_move_line.id"),
        "partner_id": SQL("account_move_line.partner_id"),
        "currency_id": SQL("account_move_line.currency_id"),
        "due": DATES["due"],
    }
    names = SQL(", ").join(SQL.identifier(name) for name in columns)
    return SQL(
        "SELECT %s, SUM(amount) AS amount, SUM(amount_currency) AS amount_currency FROM (%s) movement"
        " GROUP BY %s HAVING SUM(amount) <> 0",
        names, movements(env, scope, columns, route), names,
    )
