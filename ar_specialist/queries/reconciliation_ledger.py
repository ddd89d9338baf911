"""What happened on a customer's account in a period, and what stood there before it."""

from typing import NamedTuple

from odoo.tools import SQL

from .open_items import DATES, flush_ledger


class LedgerMovement(NamedTuple):
    """A posted receivable item; `amount` in `currency_id`, that of its document."""

    line_id: int
    move_id: int
    currency_id: int
    number: str
    references: str
    date: object
    amount: float
    move_type: str
    is_payment: bool


def ledger_movements(env, company, customer, first, last):
    """Return the posted receivable items of `customer`, a commercial partner, dated from `first` to `last`."""
    return [LedgerMovement._make(row) for row in env.execute_query(SQL(
        "SELECT %s %s AND account_move_line.date BETWEEN %s AND %s ORDER BY account_move_line.id",
        _COLUMNS, _of_customer(env, company, customer, last), first, last))]


def described_items(env, ids):
    """Return {item id: :class:`LedgerMovement`} of given items; the amount is the whole one."""
    flush_ledger(env)
    rows = env.execute_query(SQL(
        "SELECT %s FROM account_move_line JOIN account_move move ON move.id = account_move_line.move_id"
        " WHERE account_move_line.id IN %s", _COLUMNS, tuple(ids) or (0,)))
    return {row[0]: LedgerMovement._make(row) for row in rows}


def items_of(env, company, customer, moves, last):
    """Return the posted receivable items of a customer in given documents, dated up to `last`; the whole amounts."""
    return [LedgerMovement._make(row) for row in env.execute_query(SQL(
        "SELECT %s %s AND account_move_line.move_id = ANY(%s) ORDER BY account_move_line.id",
        _COLUMNS, _of_customer(env, company, customer, last), list(moves)))]


def balance_before(env, company, customer, first):
    """Return {currency id: balance} of the customer on the evening before `first`."""
    return dict(env.execute_query(SQL(
        "SELECT account_move_line.currency_id, SUM(account_move_line.amount_currency)::float8 %s"
        " AND account_move_line.date < %s GROUP BY account_move_line.currency_id",
        _of_customer(env, company, customer, first), first)))


_COLUMNS = SQL(
    """account_move_line.id, account_move_line.move_id, account_move_line.currency_id,
       COALESCE(account_move_line.move_name, ''),
       CONCAT_WS(E'\\n', NULLIF(move.payment_reference, ''), NULLIF(move.ref, ''), NULLIF(account_move_line.ref, '')),
       %s, account_move_line.amount_currency::float8, move.move_type,
       move.origin_payment_id IS NOT NULL OR move.statement_line_id IS NOT NULL""", DATES["invoice"])


def _of_customer(env, company, customer, last):
    flush_ledger(env)
    env["account.move"].flush_model()
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search([
        ("account_id.account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
        ("date", "<=", last), ("company_id", "=", company.id),
        ("partner_id.commercial_partner_id", "=", customer.id)])
    query.add_join("JOIN", "move", "account_move", SQL("move.id = account_move_line.move_id"))
    return SQL("FROM %s WHERE %s", query.from_clause, query.where_clause)
