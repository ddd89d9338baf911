"""Whose proposal the books have overtaken."""

from odoo.tools import SQL


def stale(env, states, condition):
    """Return the ids of payments that have allocations which are not what is open of their items any more.

    :param states: of payments whose allocations are still a proposal
    :param condition: SQL over `payment` and `allocation`, which of them are looked at
    """
    env["ar.cash.payment"].flush_model(["company_id", "currency_id", "state"])
    env["ar.cash.allocation"].flush_model(["move_line_id", "open_amount", "payment_id"])
    env["account.move.line"].flush_model(["amount_residual_currency", "currency_id", "reconciled"])
    rows = env.execute_query(SQL(
        """SELECT DISTINCT payment.id
             FROM ar_cash_allocation allocation
             JOIN ar_cash_payment payment ON payment.id = allocation.payment_id
             JOIN account_move_line item ON item.id = allocation.move_line_id
            WHERE payment.state = ANY(%s) AND %s
              AND (item.reconciled OR item.currency_id = payment.currency_id
                   AND ROUND(item.amount_residual_currency - allocation.open_amount, 6) <> 0)
            ORDER BY payment.id""", list(states), condition))
    return [row[0] for row in rows]
