"""What leaves no trace in the journals but changes the aging of a past day, as rows to be kept.

Entries and reconciliations that are there can be read at any time. Those that are gone can't: a reconciliation undone,
an entry taken back to draft, nor when a draft of long ago was posted.
"""

from odoo.tools import SQL

from .ledger_facts import RECEIVABLE_ACCOUNTS

#: The columns of both statements, in their order: those of `ar.snapshot.event`.
EVENT_COLUMNS = (
    "cause", "company_id", "day", "item", "partial", "partner_id", "currency_id", "date_maturity", "invoice_date",
    "date", "amount_company", "amount", "move_name", "user_id", "at",
)
ITEM = SQL("item.partner_id, item.currency_id, item.date_maturity, item.invoice_date, item.date")
# Nobody can compare with a day that no snapshot was taken of.
SNAPSHOTS = SQL(
    "JOIN (SELECT company_id, MAX(date) AS date FROM ar_snapshot GROUP BY company_id) last"
    " ON last.company_id = item.company_id")


def entry_events(cause, sign, moves, user):
    """Return the SELECT of the posted receivable items of `moves` (ids) that a snapshot's day may have known."""
    return SQL(
        "SELECT %(cause)s, item.company_id, item.date, item.id, 0, %(item)s, %(sign)s * item.balance,"
        " %(sign)s * item.amount_currency, item.move_name, %(user)s, now() AT TIME ZONE 'UTC'"
        " FROM account_move_line item %(snapshots)s WHERE item.move_id = ANY(%(moves)s)"
        " AND item.account_id = ANY(%(accounts)s) AND item.parent_state = 'posted' AND item.date <= last.date",
        cause=cause, sign=sign, item=ITEM, user=user, snapshots=SNAPSHOTS, moves=list(moves),
        accounts=RECEIVABLE_ACCOUNTS)


def partial_events(cause, sign, condition, user):
    """Return the SELECT of both sides of the reconciliations between posted entries that `condition` leaves.

    :param sign: 1 where they end, -1 where they begin
    :param condition: SQL over `part`, its `debit` and `credit` item
    """
    return SQL(" UNION ALL ").join(
        SQL(
            "SELECT %(cause)s, item.company_id, part.max_date, item.id, part.id, %(item)s, %(sign)s * part.amount,"
            " %(sign)s * %(amount)s, item.move_name, %(user)s, now() AT TIME ZONE 'UTC'"
            " FROM account_partial_reconcile part"
            " JOIN account_move_line debit ON debit.id = part.debit_move_id AND debit.parent_state = 'posted'"
            " JOIN account_move_line credit ON credit.id = part.credit_move_id AND credit.parent_state = 'posted'"
            " JOIN account_move_line item ON item.id = %(side)s %(snapshots)s"
            " WHERE %(condition)s AND item.account_id = ANY(%(accounts)s) AND part.max_date <= last.date",
            cause=cause, item=ITEM, sign=sign * side_sign, user=user, snapshots=SNAPSHOTS, condition=condition,
            amount=SQL.identifier("part", f"{side}_amount_currency"), side=SQL.identifier("part", f"{side}_move_id"),
            accounts=RECEIVABLE_ACCOUNTS)
        for side, side_sign in (("debit", 1), ("credit", -1))
    )


def of_partials(ids):
    return SQL("part.id = ANY(%s)", list(ids))


def of_moves(moves):
    """Return the condition for the reconciliations of the entries, found by index from either side."""
    return SQL(
        "part.id IN (SELECT one.id FROM account_move_line line JOIN account_partial_reconcile one"
        " ON one.debit_move_id = line.id WHERE line.move_id = ANY(%(moves)s)"
        " UNION SELECT one.id FROM account_move_line line JOIN account_partial_reconcile one"
        " ON one.credit_move_id = line.id WHERE line.move_id = ANY(%(moves)s))", moves=list(moves))
