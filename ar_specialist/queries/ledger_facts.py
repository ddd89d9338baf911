"""What is true of the whole ledger and lets a statement over it be shorter."""

from odoo.tools import SQL

#: Ids of every receivable account, archived ones and those of other companies included.
RECEIVABLE_ACCOUNTS = SQL(
    "COALESCE((SELECT array_agg(id ORDER BY id) FROM account_account WHERE account_type = 'asset_receivable'), '{}')"
)
DRAFTS_MATCHED = SQL(
    "EXISTS (SELECT 1 FROM account_move_line WHERE parent_state <> 'posted' AND matching_number IS NOT NULL)"
)


def settled_after(day):
    """Return SQL for whether any reconciliation is dated after `day`."""
    return SQL("EXISTS (SELECT 1 FROM account_partial_reconcile WHERE max_date > %s)", day)


def receivable_accounts(env):
    """Return the ids of every receivable account as a tuple."""
    env["account.account"].flush_model(["account_type"])
    [[accounts]] = env.execute_query(SQL("SELECT %s", RECEIVABLE_ACCOUNTS))
    return tuple(accounts)
