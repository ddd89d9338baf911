"""Which payments want the same item."""

from odoo.tools import SQL


def claimed(env, ids):
    """Return the ids of those of the payments `ids`, ready to be applied, whose items others have taken before them.

    Others are payments ready as well; whoever came first has the item.
    """
    env["ar.cash.payment"].flush_model(["date", "state"])
    env["ar.cash.allocation"].flush_model()
    rows = env.execute_query(SQL(
        """SELECT DISTINCT mine.payment_id FROM ar_cash_allocation mine
             JOIN ar_cash_payment payment ON payment.id = mine.payment_id
             JOIN LATERAL (
               SELECT SUM(ABS(other.open_amount - other.left)) AS taken FROM ar_cash_allocation other
                 JOIN ar_cash_payment rival ON rival.id = other.payment_id
                WHERE other.move_line_id = mine.move_line_id AND other.payment_id <> mine.payment_id
                  AND rival.state = 'ready' AND (rival.date, rival.id) < (payment.date, payment.id)) others
               ON others.taken > 0
            WHERE mine.payment_id = ANY(%s) AND payment.state = 'ready'
              AND others.taken + ABS(mine.open_amount - mine.left) > ABS(mine.open_amount)""", list(ids)))
    return [row[0] for row in rows]
