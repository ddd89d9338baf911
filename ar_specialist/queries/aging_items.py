"""Open items of a day with what a person reads of each, one by one from a server-side cursor."""

from datetime import date
from itertools import count
from typing import NamedTuple

from odoo.tools import SQL

from .open_items import DATES, movements

BATCH = 5000
CURSORS = count()


class ItemRow(NamedTuple):
    """One open item; `open_amount` in the company's currency, `open_amount_document` in `currency_id`.

    `age_from` is the date of the basis asked for; `count` is the number of rows of the whole answer.
    """

    line_id: int
    customer_id: int
    customer: str
    customer_reference: str
    reference: str
    number: str
    document_date: date
    due_date: date
    age_from: date
    is_credit: bool
    company_id: int
    currency_id: int
    open_amount: float
    open_amount_document: float
    count: int


def aging_items(env, scope, *, basis, route, by_currency=False):
    """Yield an :class:`ItemRow` per open item, by customer, due date and item.

    The rows stay in the database until they are read, so memory does not grow with their number.

    :param by_currency: for reports whose rows differ by currency: currencies of a customer stay together
    """
    # The cursor is read to its end: plan for the last row, not for the first.
    env.cr.execute(SQL("SET LOCAL cursor_tuple_fraction = 1"))
    statement = _statement(env, scope, basis, route, by_currency)
    # A reader that stops halfway leaves its cursor open until the transaction ends: no two have the same name.
    cursor = SQL.identifier(f"ar_aging_items_{next(CURSORS)}")
    env.cr.execute(SQL("DECLARE %s NO SCROLL CURSOR FOR %s", cursor, statement))
    while True:
        env.cr.execute(SQL("FETCH FORWARD %s FROM %s", BATCH, cursor))
        rows = env.cr.fetchall()
        yield from map(ItemRow._make, rows)
        if len(rows) < BATCH:
            break
    env.cr.execute(SQL("CLOSE %s", cursor))


def _statement(env, scope, basis, route, by_currency):
    env["res.partner"].flush_model(["commercial_partner_id", "complete_name", "ref"])
    env["account.move.line"].flush_model(["move_name", "ref"])
    columns = {"id": SQL("account_move_line.id")}
    return SQL(
        """
        SELECT account_move_line.id, customer.id, COALESCE(customer.complete_name, ''), COALESCE(customer.ref, ''),
               COALESCE(account_move_line.ref, ''), COALESCE(account_move_line.move_name, ''),
               %(document_date)s, %(due_date)s, %(age_from)s, account_move_line.balance < 0,
               account_move_line.company_id, account_move_line.currency_id,
               item.open_amount::float8, item.open_amount_document::float8, COUNT(*) OVER ()
          FROM (SELECT id, SUM(amount) AS open_amount, SUM(amount_currency) AS open_amount_document
                  FROM (%(movements)s) movement
                 GROUP BY id
                HAVING SUM(amount) <> 0 OR SUM(amount_currency) <> 0) item
          JOIN account_move_line ON account_move_line.id = item.id
          LEFT JOIN res_partner partner ON partner.id = account_move_line.partner_id
          LEFT JOIN res_partner customer ON customer.id = partner.commercial_partner_id
         ORDER BY customer.complete_name, customer.id, %(currency)s %(due_date)s, account_move_line.id
        """,
        document_date=DATES["invoice"],
        due_date=DATES["due"],
        age_from=DATES[basis],
        movements=movements(env, scope, columns, route),
        currency=SQL("account_move_line.currency_id,") if by_currency else SQL(),
    )
