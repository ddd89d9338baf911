"""What was written off of documents."""

from odoo.tools import SQL


def written_off_of(env, moves):
    """Return {document id: amount in company currency} of `moves` (ids), in one query.

    What cases, payments and write-offs have given up or taken as deductions, and nobody has undone.
    """
    if not moves:
        return {}
    env["account.partial.reconcile"].flush_model()
    env["account.move.line"].flush_model(["move_id"])
    env["account.move"].flush_model(["move_type"])
    env["ar.dispute"].flush_model(["move_ids"])
    env["ar.cash.application"].flush_model(["rest_move_ids"])
    env["ar.write.off"].flush_model(["move_id"])
    return dict(env.execute_query(SQL(
        """
        SELECT item.move_id, SUM(part.amount)::float8
          FROM account_move_line item
          JOIN account_partial_reconcile part ON part.debit_move_id = item.id
          JOIN account_move_line side ON side.id = part.credit_move_id
          JOIN account_move made ON made.id = side.move_id AND made.move_type = 'entry'
         WHERE item.move_id IN %(moves)s
           AND (EXISTS (SELECT 1 FROM ar_dispute_move_rel rel WHERE rel.move_id = made.id)
                OR EXISTS (SELECT 1 FROM ar_cash_application_rest_move_rel rel WHERE rel.move_id = made.id)
                OR EXISTS (SELECT 1 FROM ar_write_off own WHERE own.move_id = made.id))
         GROUP BY item.move_id
        """,
        moves=tuple(moves),
    )))
