"""When customers paid: the reconciliations of what they owed with money that came, and their last payment."""

from odoo.tools import SQL

from ..logic.payment_behaviour import Paid
from .ledger_facts import RECEIVABLE_ACCOUNTS
from .open_items import flush_ledger

#: Money comes through these journals; a credit note or a write-off settles an item without anybody paying.
MONEY = SQL("('bank', 'cash', 'credit')")
ACCOUNTS = SQL(
    "ar_account account JOIN res_partner partner ON partner.commercial_partner_id = account.partner_id"
    " JOIN account_move_line line ON line.partner_id = partner.id AND line.company_id = account.company_id"
    " AND line.parent_state = 'posted' JOIN account_journal journal ON journal.id = line.journal_id"
)


def paid_by_month(env, accounts, since):
    """Return {account id: [Paid…]} of the months from `since` on, in one query.

    A payment that came before its invoice counts from the invoice's own day, as open amounts of past days do.
    """
    _flush(env)
    rows = env.execute_query(SQL(
        "SELECT account.id, date_trunc('month', partial.max_date)::date, SUM(partial.amount)::float8,"
        " SUM(partial.amount * (partial.max_date - COALESCE(line.invoice_date, line.date)))::float8,"
        " SUM(partial.amount * (partial.max_date - COALESCE(line.date_maturity, line.date)))::float8"
        " FROM %(accounts)s AND journal.type NOT IN %(money)s"
        " JOIN account_partial_reconcile partial ON partial.debit_move_id = line.id AND partial.max_date >= %(since)s"
        " JOIN account_move_line credit ON credit.id = partial.credit_move_id AND credit.parent_state = 'posted'"
        " JOIN account_journal paid ON paid.id = credit.journal_id AND paid.type IN %(money)s"
        " WHERE account.id = ANY(%(ids)s) AND line.account_id = ANY(%(receivable)s) AND line.balance > 0"
        " GROUP BY 1, 2 HAVING SUM(partial.amount) > 0",
        accounts=ACCOUNTS, money=MONEY, since=since, ids=list(accounts), receivable=RECEIVABLE_ACCOUNTS))
    found = {}
    for account, *paid in rows:
        found.setdefault(account, []).append(Paid(*paid))
    return found


def last_payments(env, accounts):
    """Return {account id: (day, amount in company currency)} of the last day on which money came, in one query."""
    _flush(env)
    rows = env.execute_query(SQL(
        "SELECT DISTINCT ON (account.id) account.id, line.date, -SUM(line.balance)::float8"
        " FROM %(accounts)s AND journal.type IN %(money)s"
        " WHERE account.id = ANY(%(ids)s) AND line.account_id = ANY(%(receivable)s) AND line.balance < 0"
        " GROUP BY account.id, line.date ORDER BY account.id, line.date DESC",
        accounts=ACCOUNTS, money=MONEY, ids=list(accounts), receivable=RECEIVABLE_ACCOUNTS))
    return {account: (day, amount) for account, day, amount in rows}


def _flush(env):
    flush_ledger(env)
    env["ar.account"].flush_model(["company_id", "partner_id"])
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["account.journal"].flush_model(["type"])
    env["account.move.line"].flush_model(["journal_id"])
