"""Whose proposal the books have overtaken: its items are no longer open, or others are."""

from odoo.tools import SQL

from .ledger_facts import receivable_accounts


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


def outdated(env, states, company, customers, most):
    """Return the ids of payments for which other items may be open by now than when they were proposed for.

    Those are who have been marked so, and those whose customer has got a document since then.

    :param states: of payments that wait
    :param customers: ids of commercial partners; None: everybody's
    :param most: how many at most, the oldest of them; None: all
    """
    env["ar.cash.payment"].flush_model([
        "company_id", "date", "is_chosen", "is_return", "partner_id", "proposed_on", "state"])
    env["account.move"].flush_model(["move_type"])
    env["account.move.line"].flush_model(["account_id", "company_id", "parent_state", "partner_id", "reconciled"])
    among = SQL("TRUE") if customers is None else SQL(
        "(payment.partner_id IS NULL OR payment.partner_id = ANY(%s))", list(customers))
    rows = env.execute_query(SQL(
        """SELECT payment.id FROM ar_cash_payment payment
            WHERE payment.company_id = %s AND payment.state = ANY(%s) AND payment.state <> 'new'
              AND payment.is_chosen IS NOT TRUE AND payment.is_return IS NOT TRUE AND %s
              AND (payment.proposed_on IS NULL OR EXISTS (
                   SELECT 1 FROM account_move_line item JOIN account_move move ON move.id = item.move_id
                    WHERE item.partner_id = payment.partner_id AND item.company_id = payment.company_id
                      AND item.account_id = ANY(%s)
                      AND item.parent_state = 'posted' AND item.reconciled IS NOT TRUE
                      AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
                      AND move.write_date > payment.proposed_on))
            ORDER BY payment.date, payment.id LIMIT %s""",
        company.id, list(states), among, list(receivable_accounts(env)), most))
    return [row[0] for row in rows]
