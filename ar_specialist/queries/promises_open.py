"""The promises that keep items out of follow-ups, and what is open of the accounts they are for."""

from typing import NamedTuple

from odoo.tools import SQL

from .ledger_facts import RECEIVABLE_ACCOUNTS


class OpenPromise(NamedTuple):
    """A promise that may still be kept; `outstanding` in its currency, no `items`: the whole account."""

    account_id: int
    currency_id: int
    outstanding: float
    items: list
    is_foreign: bool


class PromisedItem(NamedTuple):
    """An open item of an account; `amount` in company currency."""

    line_id: int
    account_id: int
    amount: float
    amount_currency: float
    currency_id: int


def open_promises(env, lines, day):
    """Return the :class:`OpenPromise` s on `day` of the customers whose items `lines` (ids) are."""
    env["ar.promise"].flush_model()
    env["ar.account"].flush_model(["company_id", "partner_id"])
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["account.move.line"].flush_model(["company_id", "partner_id"])
    rows = env.execute_query(SQL(
        "SELECT promise.account_id, promise.currency_id, (promise.amount - COALESCE(promise.amount_paid, 0))::float8,"
        " ARRAY(SELECT move_line_id FROM ar_promise_move_line_rel WHERE promise_id = promise.id),"
        " promise.currency_id <> company.currency_id"
        " FROM ar_promise promise JOIN res_company company ON company.id = promise.company_id"
        " WHERE promise.state = 'open' AND promise.date_made <= %(day)s"
        " AND promise.keep_until >= %(day)s AND promise.account_id IN ("
        "SELECT account.id FROM account_move_line line JOIN res_partner partner ON partner.id = line.partner_id"
        " JOIN ar_account account ON account.partner_id = partner.commercial_partner_id"
        " AND account.company_id = line.company_id WHERE line.id = ANY(%(lines)s))"
        " ORDER BY promise.date, promise.id",
        day=day, lines=list(lines)))
    return [OpenPromise._make(row) for row in rows]


def open_items_of_accounts(env, accounts):
    """Return the :class:`PromisedItem` s open today of the customer accounts (ids), those due first first."""
    env["account.move.line"].flush_model([
        "account_id", "amount_residual", "amount_residual_currency", "company_id", "currency_id", "date",
        "date_maturity", "parent_state", "partner_id", "reconciled"])
    rows = env.execute_query(SQL(
        "SELECT line.id, account.id, line.amount_residual::float8, line.amount_residual_currency::float8,"
        " line.currency_id FROM ar_account account"
        " JOIN res_partner partner ON partner.commercial_partner_id = account.partner_id"
        " JOIN account_move_line line ON line.partner_id = partner.id AND line.company_id = account.company_id"
        "  AND line.account_id = ANY(%s) AND line.parent_state = 'posted' AND line.reconciled IS NOT TRUE"
        "  AND line.amount_residual > 0 WHERE account.id = ANY(%s)"
        " ORDER BY COALESCE(line.date_maturity, line.date), line.id",
        RECEIVABLE_ACCOUNTS, list(accounts)))
    return [PromisedItem._make(row) for row in rows]
