"""What became of the invoices of some months: paid, how late; credited; lost; still open."""

from typing import NamedTuple

from odoo.tools import SQL

from .ledger_facts import RECEIVABLE_ACCOUNTS
from .open_items import DATES, flush_ledger
from .payments_made import MONEY
from .provision_losses import losing_entries


class OutcomeRow(NamedTuple):
    """Amounts of a customer's items that were settled, or are open, in one period of lateness; company currency.

    `paid` and `lost` were settled in the period, `open` is still open in it; what was credited stands nowhere.
    """

    customer_id: int
    period: int
    paid: float
    lost: float
    open: float


def outcomes(env, company, periods, loss_accounts, date_from, date_to, as_of):
    """Return :class:`OutcomeRow` s of the items invoiced from `date_from` to `date_to`, as known on `as_of`."""
    flush_ledger(env)
    env["res.partner"].flush_model(["commercial_partner_id"])
    env["account.move.line"].flush_model(["journal_id"])
    env["account.move"].flush_model(["move_type"])
    return [OutcomeRow._make(row) for row in env.execute_query(SQL(
        """
        WITH losing AS MATERIALIZED (%(losing)s),
             item AS MATERIALIZED (%(items)s),
             settled AS MATERIALIZED (%(settled)s)
        SELECT part.customer, part.period, SUM(part.paid)::float8, SUM(part.lost)::float8, SUM(part.open)::float8
          FROM (SELECT customer, period, paid, lost, 0 AS open FROM settled
                UNION ALL
                SELECT item.customer, width_bucket(%(day)s - item.due, %(starts)s), 0, 0,
                       item.balance - COALESCE(taken.amount, 0)
                  FROM item
                  LEFT JOIN (SELECT id, SUM(amount) AS amount FROM settled GROUP BY id) taken ON taken.id = item.id
               ) part
         GROUP BY 1, 2
        """,
        losing=losing_entries(loss_accounts), items=_items(company, date_from, date_to),
        settled=_settled(periods, as_of), day=as_of, starts=list(periods.starts)))]


def _items(company, date_from, date_to):
    """Return SQL of what was invoiced: no money that came, and no exchange difference."""
    return SQL(
        """
        SELECT account_move_line.id, account_move_line.balance, %(due)s AS due,
               COALESCE(partner.commercial_partner_id, 0) AS customer
          FROM account_move_line
          JOIN account_journal journal ON journal.id = account_move_line.journal_id
          LEFT JOIN res_partner partner ON partner.id = account_move_line.partner_id
         WHERE account_move_line.account_id = ANY(%(receivable)s) AND account_move_line.parent_state = 'posted'
           AND account_move_line.company_id = %(company)s AND account_move_line.balance > 0
           AND %(invoiced)s BETWEEN %(first)s AND %(last)s AND journal.type NOT IN %(money)s
           AND NOT EXISTS (SELECT 1 FROM account_partial_reconcile p
                            WHERE p.exchange_move_id = account_move_line.move_id)
        """,
        due=DATES["due"], invoiced=DATES["invoice"], receivable=RECEIVABLE_ACCOUNTS, company=company.id,
        first=date_from, last=date_to, money=MONEY)


def _settled(periods, as_of):
    return SQL(
        """
        SELECT item.id, item.customer, width_bucket(p.max_date - item.due, %(starts)s) AS period, p.amount,
               CASE WHEN made.move_type = 'out_refund' THEN 0 ELSE p.amount * (1 - COALESCE(losing.share, 0)) END
                   AS paid,
               p.amount * COALESCE(losing.share, 0) AS lost
          FROM item
          JOIN account_partial_reconcile p ON p.debit_move_id = item.id AND p.max_date <= %(day)s
          JOIN account_move_line side ON side.id = p.credit_move_id AND side.parent_state = 'posted'
          JOIN account_move made ON made.id = side.move_id
          LEFT JOIN losing ON losing.move_id = made.id
        """,
        starts=list(periods.starts), day=as_of)
