"""The general ledger's side of the tie-out, and the journal items that stand beside it."""

from datetime import datetime, time

from odoo.fields import Domain
from odoo.tools import SQL

from ..logic.tie_out import CUSTOMER_DOCUMENTS, Place, Sums
from .ledger_facts import receivable_accounts

VENDOR_DOCUMENTS = ("in_invoice", "in_refund", "in_receipt")
STATES = ("posted", "draft")
#: Where an amount stands, in the order of a :class:`Place`.
PLACE = ("company_id", "account_id", "currency_id")
#: Where an open item of a customer may have gone astray.
OTHER_TYPES = ("liability_payable", "asset_current", "asset_non_current", "asset_prepayments", "liability_current")


def ledger_domain(env, as_of, companies):
    """Return the domain of the journal items that the general ledger of the receivable accounts is the sum of."""
    return _receivable(env, companies) & Domain("parent_state", "=", "posted") & Domain("date", "<=", as_of)


def beside_domains(env, as_of, companies):
    """Return {cause: domain} of journal items that stand in neither ledger on that day."""
    receivable = _receivable(env, companies)
    # Whoever looks at a past day wants what was there then: booked by the end of it, or about it.
    there = Domain("create_date", "<=", datetime.combine(as_of, time.max)) | Domain("invoice_date", "<=", as_of)
    return {
        "other_accounts": _other_accounts(env, as_of, companies),
        "drafts": receivable & Domain("parent_state", "=", "draft") & Domain("date", "<=", as_of),
        "future": receivable & Domain("parent_state", "=", "posted") & Domain("date", ">", as_of) & there,
    }


def ledger_sums(env, as_of, companies):
    """Return {state: {place: :class:`Sums`}} of the receivable accounts' items until a day: "posted" is the ledger.

    Both states in one reading of the accounts, which takes most of the time.
    """
    domain = _receivable(env, companies) & Domain("date", "<=", as_of) & Domain("parent_state", "in", STATES)
    state = SQL("account_move_line.parent_state")
    found = {name: {} for name in STATES}
    for name, *row in _grouped(env, domain, state):
        found[name][Place(*row[:3])] = Sums(*row[3:])
    return found


def sums_of(env, domain):
    """Return {place: :class:`Sums`} of the journal items of `domain`, read from the items alone."""
    return {Place(*row[:3]): Sums(*row[3:]) for row in _grouped(env, domain)}


def _grouped(env, domain, *keys):
    """Return rows of `keys`, place and sums of the journal items of `domain`."""
    lines = env["account.move.line"].with_context(active_test=False)
    lines.flush_model(["account_id", "amount_currency", "balance", "company_id", "currency_id", "parent_state"])
    query = lines._search(domain)
    keys = [*keys, *(SQL.identifier("account_move_line", name) for name in PLACE)]
    query.groupby = SQL(", ").join(keys)
    return env.execute_query(query.select(
        *keys, SQL("COUNT(*)"), SQL("SUM(account_move_line.balance)"), SQL("SUM(account_move_line.amount_currency)")))


def _receivable(env, companies):
    return Domain("account_id", "in", receivable_accounts(env)) & Domain("company_id", "in", companies.ids)


def _other_accounts(env, as_of, companies):
    """Terms of customers' documents on accounts that are no receivables, and what customers have open elsewhere."""
    receivable = receivable_accounts(env)
    accounts = env["account.account"].with_context(active_test=False).sudo()._search([
        ("account_type", "in", OTHER_TYPES), ("reconcile", "=", True), ("id", "not in", _accounts_of_banking(env))])
    terms = Domain("display_type", "=", "payment_term") & Domain("move_id.move_type", "in", CUSTOMER_DOCUMENTS)
    astray = (
        Domain("reconciled", "=", False) & Domain("account_id", "in", accounts)
        & Domain("partner_id.commercial_partner_id", "in", _parties(env, companies, CUSTOMER_DOCUMENTS))
        & Domain("partner_id.commercial_partner_id", "not in", _parties(env, companies, VENDOR_DOCUMENTS))
    )
    return (
        Domain("company_id", "in", companies.ids) & Domain("parent_state", "=", "posted")
        & Domain("date", "<=", as_of) & Domain("account_id", "not in", receivable) & (terms | astray)
    )


def _parties(env, companies, move_types):
    """Return the query of those who have posted documents of these types."""
    documents = env["account.move"].sudo()._search([
        ("move_type", "in", move_types), ("state", "=", "posted"), ("company_id", "in", companies.ids),
        ("commercial_partner_id", "!=", False)])
    return documents.subselect("commercial_partner_id")


def _accounts_of_banking(env):
    """Return the ids of the accounts that payments pass through on purpose."""
    for model, names in {
        "account.journal": ["default_account_id", "suspense_account_id"],
        "account.payment": ["outstanding_account_id"],
        "account.payment.method.line": ["payment_account_id"],
        "res.company": ["account_journal_suspense_account_id", "transfer_account_id"],
    }.items():
        env[model].flush_model(names)
    rows = env.execute_query(SQL(
        "SELECT unnest(ARRAY[default_account_id, suspense_account_id]) FROM account_journal"
        " UNION SELECT payment_account_id FROM account_payment_method_line"
        " UNION SELECT DISTINCT outstanding_account_id FROM account_payment"
        " UNION SELECT unnest(ARRAY[account_journal_suspense_account_id, transfer_account_id]) FROM res_company"))
    return [account for [account] in rows if account]
