"""What has changed the open items of a past day since a snapshot of it was taken, by cause."""

from typing import NamedTuple

from odoo.tools import SQL

from .ledger_facts import RECEIVABLE_ACCOUNTS
from .open_items import DATES, flush_ledger


class Movement(NamedTuple):
    """Why a customer's open amount in a currency and period changed: by how much, which items and whom (one)."""

    cause: str
    partner_id: int | None
    currency_id: int
    period: int
    amount: float
    amount_company: float
    items: list
    user_id: int | None


class Known(NamedTuple):
    """What a snapshot of `day` knew of: the last journal item, reconciliation and event (numbers) of then."""

    company_id: int
    day: object
    item: int
    partial: int
    event: int


def movements_since(env, known, periods, basis):
    """Return the :class:`Movement` s since then; those that cancel out within a period are left out."""
    flush_ledger(env)
    env["res.partner"].flush_model(["commercial_partner_id"])
    rows = env.execute_query(SQL(
        """
        SELECT change.cause, partner.commercial_partner_id, change.currency, change.period, SUM(change.amount)::float8,
               SUM(change.amount_company)::float8, array_agg(DISTINCT change.item), MAX(change.doer)
          FROM (%(changes)s) change LEFT JOIN res_partner partner ON partner.id = change.partner
         GROUP BY 1, 2, 3, 4 HAVING SUM(change.amount) <> 0 OR SUM(change.amount_company) <> 0
        """,
        changes=SQL(" UNION ALL ").join(_changes(known, periods, basis))))
    return [Movement._make(row) for row in rows]


def _changes(known, periods, basis):
    columns = SQL(
        "account_move_line.partner_id AS partner, account_move_line.currency_id AS currency,"
        " width_bucket(%s - %s, %s) AS period", known.day, DATES[basis], list(periods.starts))
    mine = SQL(
        "account_move_line.company_id = %s AND account_move_line.account_id = ANY(%s)"
        " AND account_move_line.parent_state = 'posted' AND account_move_line.date <= %s",
        known.company_id, RECEIVABLE_ACCOUNTS, known.day)
    yield SQL(
        "SELECT 'entered' AS cause, account_move_line.id AS item, %s, account_move_line.amount_currency AS amount,"
        " account_move_line.balance AS amount_company, account_move_line.create_uid AS doer"
        " FROM account_move_line WHERE account_move_line.id > %s AND %s",
        columns, known.item, mine)
    for side, other, sign in (("debit", "credit", -1), ("credit", "debit", 1)):
        yield SQL(
            "SELECT 'reconciled', account_move_line.id, %(columns)s, %(sign)s * %(amount)s, %(sign)s * part.amount,"
            " part.create_uid"
            " FROM account_partial_reconcile part JOIN account_move_line ON account_move_line.id = %(side)s"
            " JOIN account_move_line other ON other.id = %(other)s AND other.parent_state = 'posted'"
            " WHERE part.id > %(last)s AND part.max_date <= %(day)s AND %(mine)s",
            columns=columns, sign=sign, amount=SQL.identifier("part", f"{side}_amount_currency"),
            side=SQL.identifier("part", f"{side}_move_id"), other=SQL.identifier("part", f"{other}_move_id"),
            last=known.partial, day=known.day, mine=mine)
    # Events of what the snapshot did not know of yet changed nothing of it. They carry the names of a journal item.
    yield SQL(
        "SELECT account_move_line.cause, account_move_line.item, %(columns)s, account_move_line.amount,"
        " account_move_line.amount_company, account_move_line.user_id FROM ar_snapshot_event account_move_line"
        " WHERE account_move_line.id > %(event)s AND account_move_line.company_id = %(company)s"
        " AND account_move_line.day <= %(day)s AND CASE WHEN account_move_line.partial = 0"
        " THEN account_move_line.item <= %(item)s ELSE account_move_line.partial <= %(partial)s END",
        columns=columns, event=known.event, company=known.company_id, day=known.day, item=known.item,
        partial=known.partial)
