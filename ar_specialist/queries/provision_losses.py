"""What of receivables was lost: settled against accounts of credit losses instead of being paid."""

from odoo.tools import SQL

from .ledger_facts import RECEIVABLE_ACCOUNTS
from .open_items import flush_ledger


def losing_entries(loss_accounts):
    """Return SQL of (move_id, share): entries with something on accounts of losses, and which share of the receivables
    they settle that is: sales tax that comes back and money that came are no loss.

    :param loss_accounts: ids of accounts
    """
    return SQL(
        """
        SELECT made.move_id,
               LEAST(1, GREATEST(0, SUM(made.balance) FILTER (WHERE made.account_id = ANY(%(losses)s))
                   / NULLIF(-SUM(made.balance) FILTER (WHERE made.account_id = ANY(%(receivable)s)), 0))) AS share
          FROM account_move_line made
         WHERE made.move_id IN (
               SELECT lossy.move_id FROM account_move_line lossy
                WHERE lossy.account_id = ANY(%(losses)s) AND lossy.parent_state = 'posted')
         GROUP BY made.move_id
        """,
        losses=list(loss_accounts), receivable=RECEIVABLE_ACCOUNTS)


def written_off_between(env, company, loss_accounts, after, until, of_items_until):
    """Return rows (item id, commercial partner id or 0, amount lost in company currency).

    :param after: losses after this day
    :param until: and up to this one
    :param of_items_until: only of items that were there on this day
    """
    flush_ledger(env)
    env["res.partner"].flush_model(["commercial_partner_id"])
    return env.execute_query(SQL(
        """
        WITH losing AS MATERIALIZED (%(losing)s)
        SELECT item.id, COALESCE(partner.commercial_partner_id, 0), SUM(p.amount * losing.share)::float8
          FROM losing
          JOIN account_move_line side ON side.move_id = losing.move_id AND side.account_id = ANY(%(receivable)s)
               AND side.parent_state = 'posted' AND side.company_id = %(company)s
          JOIN account_partial_reconcile p ON p.credit_move_id = side.id
               AND p.max_date > %(after)s AND p.max_date <= %(until)s
          JOIN account_move_line item ON item.id = p.debit_move_id AND item.date <= %(known)s
          LEFT JOIN res_partner partner ON partner.id = item.partner_id
         WHERE losing.share > 0
         GROUP BY 1, 2
        """,
        losing=losing_entries(loss_accounts), receivable=RECEIVABLE_ACCOUNTS, company=company.id, after=after,
        until=until, known=of_items_until))
