"""What has paid for promises: the reconciliations of their items, and the credits of whole accounts."""

from odoo.tools import SQL

from ..logic.promises import Payment
from .ledger_facts import RECEIVABLE_ACCOUNTS
from .open_items import flush_ledger


def payments_of(env, items, accounts):
    """Return {account id: [Payment…]} of customer accounts, in two queries at most.

    :param items: {item id: account id} of the items promised
    :param accounts: {account id: first day that counts} of accounts with a promise for the whole
    """
    flush_ledger(env)
    found, credits = {}, _credits(env, accounts) if accounts else {}
    for partial in _settled(env, items) if items else []:
        account, credit = items[partial["item"]], credits.get(partial["credit"])
        if credit:
            for currency, amount in partial["amounts"].items():
                credit["amounts"][currency] = credit["amounts"].get(currency, 0.0) - amount
        found.setdefault(account, []).append(Payment(**partial, on_account=bool(credit)))
    for credit in credits.values():
        account = credit.pop("account")
        found.setdefault(account, []).append(Payment(**credit, on_account=True))
    return found


def _settled(env, items):
    """Return what settled each of `items`; what is matched with a draft counts only once that is posted."""
    rows = env.execute_query_dict(SQL(
        "SELECT partial.id, partial.credit_move_id AS credit, partial.debit_move_id AS item, credit.date AS came,"
        " partial.max_date AS settled, partial.amount::float8 AS amount, item.company_currency_id AS company_currency,"
        " partial.debit_amount_currency::float8 AS amount_currency, item.currency_id AS currency"
        " FROM account_partial_reconcile partial"
        " JOIN account_move_line credit ON credit.id = partial.credit_move_id AND credit.parent_state = 'posted'"
        " JOIN account_move_line item ON item.id = partial.debit_move_id"
        " WHERE partial.debit_move_id = ANY(%s)", list(items)))
    return [_with_amounts(row) for row in rows]


def _credits(env, accounts):
    """Return {item id: facts} of the credits of `accounts`; exchange differences are nobody's payment."""
    env["ar.account"].flush_model(["company_id", "partner_id"])
    env["res.partner"].flush_model(["commercial_partner_id"])
    rows = env.execute_query_dict(SQL(
        "SELECT -credit.id AS id, credit.id AS credit, NULL AS item, credit.date AS came, credit.date AS settled,"
        " -credit.balance::float8 AS amount, credit.company_currency_id AS company_currency,"
        " -credit.amount_currency::float8 AS amount_currency, credit.currency_id AS currency, account.id AS account"
        " FROM unnest(%s::int[], %s::date[]) AS wanted (id, since) JOIN ar_account account ON account.id = wanted.id"
        " JOIN res_partner partner ON partner.commercial_partner_id = account.partner_id"
        " JOIN res_company company ON company.id = account.company_id"
        " JOIN account_move_line credit ON credit.partner_id = partner.id AND credit.company_id = account.company_id"
        "  AND credit.account_id = ANY(%s) AND credit.parent_state = 'posted' AND credit.balance < 0"
        "  AND credit.date >= wanted.since"
        "  AND credit.journal_id IS DISTINCT FROM company.currency_exchange_journal_id",
        list(accounts), list(accounts.values()), RECEIVABLE_ACCOUNTS))
    return {row["credit"]: _with_amounts(row) for row in rows}


def _with_amounts(row):
    """Return the row with its amounts by currency; the company's own is the last word where both are the same."""
    amounts = {
        row.pop("currency"): row.pop("amount_currency"), row.pop("company_currency"): row.pop("amount"),
    }
    return {**row, "amounts": amounts}
