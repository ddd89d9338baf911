"""Open items of customer accounts on a day, with what a statement tells the customer of each."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from odoo.tools import SQL

from .ledger_as_of import ledger_as_of
from .open_items import DATES, movements
from .statement_movements import period_movements


class StatementItem(NamedTuple):
    """An open item; `original` and `open` in `currency_id`, the currency of its document."""

    line_id: int
    move_id: int
    customer_id: int
    company_id: int
    currency_id: int
    number: str
    reference: str
    date: date
    due: date
    is_credit: bool
    original: float
    open: float


def statement_items(env, companies, customers, as_of, date_from=None):
    """Return what is open, {(commercial partner id, company id): list of :class:`StatementItem`}, and what moved.

    :param customers: commercial partners; the items of all their contacts are theirs
    :param date_from: first day of the period whose movements are wanted, see :func:`.period_movements`
    """
    with ledger_as_of(
        env, as_of, companies, [("partner_id.commercial_partner_id", "in", customers.ids)],
    ) as (scope, route):
        rows = env.execute_query(_statement(env, scope, route))
        moved = period_movements(env, scope, date_from) if date_from else {}
    found = defaultdict(list)
    for item in map(StatementItem._make, rows):
        found[item.customer_id, item.company_id].append(item)
    return found, moved


def _statement(env, scope, route):
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["account.move.line"].flush_model(["move_name", "ref"])
    return SQL(
        """
        SELECT account_move_line.id, account_move_line.move_id, partner.commercial_partner_id,
               account_move_line.company_id, account_move_line.currency_id,
               COALESCE(account_move_line.move_name, ''), COALESCE(account_move_line.ref, ''),
               %(document_date)s, %(due)s, account_move_line.balance < 0,
               account_move_line.amount_currency::float8, item.open::float8
          FROM (SELECT id, SUM(amount_currency) AS open
                  FROM (%(movements)s) movement
                 GROUP BY id
                HAVING SUM(amount_currency) <> 0) item
          JOIN account_move_line ON account_move_line.id = item.id
          JOIN res_partner partner ON partner.id = account_move_line.partner_id
        """,
        document_date=DATES["invoice"],
        due=DATES["due"],
        movements=movements(env, scope, {"id": SQL("account_move_line.id")}, route, ["amount_currency"]),
    )
