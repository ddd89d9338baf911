"""Items whose stored open amount is not what their reconciliations leave of them."""

from odoo.tools import SQL

from ..logic.tie_out import Place, Sums


def residual_sums(env, scope, places):
    """Return {place: :class:`Sums`} of by how much the stored open amounts are too large; reads all of `places`.

    The sub-ledger takes the stored amounts where that is the shorter way to the day, so they change its sums.

    :param places: the places that nothing else explains
    """
    rows = env.execute_query(SQL(
        "SELECT company_id, account_id, currency_id, COUNT(*), SUM(amount), SUM(amount_currency)"
        " FROM (%s) wrong GROUP BY 1, 2, 3", _wrong(env, scope, places)))
    return {Place(*row[:3]): Sums(*row[3:]) for row in rows if Place(*row[:3]) in places}


def residual_ids(env, scope, places):
    """Return SQL for the ids of these items."""
    return SQL("SELECT id FROM (%s) wrong", _wrong(env, scope, places))


def _wrong(env, scope, places):
    env["account.partial.reconcile"].flush_model()
    env["account.move.line"].flush_model(
        ["amount_currency", "amount_residual", "amount_residual_currency", "balance"])
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search([*scope.line_domain(), ("account_id", "in", [place.account for place in places])])
    return SQL(
        """
        SELECT account_move_line.id, account_move_line.company_id, account_move_line.account_id,
               account_move_line.currency_id,
               account_move_line.amount_residual - account_move_line.balance + COALESCE(settled.amount, 0) AS amount,
               account_move_line.amount_residual_currency - account_move_line.amount_currency
                   + COALESCE(settled.amount_currency, 0) AS amount_currency
          FROM %(lines)s
          LEFT JOIN (
              SELECT id, SUM(amount) AS amount, SUM(amount_currency) AS amount_currency
                FROM (SELECT debit_move_id AS id, amount, debit_amount_currency AS amount_currency
                        FROM account_partial_reconcile
                       UNION ALL
                      SELECT credit_move_id, -amount, -credit_amount_currency FROM account_partial_reconcile) side
               GROUP BY id
          ) settled ON settled.id = account_move_line.id
         WHERE %(where)s
           AND (account_move_line.amount_residual <> account_move_line.balance - COALESCE(settled.amount, 0)
                OR account_move_line.amount_residual_currency
                   <> account_move_line.amount_currency - COALESCE(settled.amount_currency, 0))
        """,
        lines=query.from_clause, where=query.where_clause,
    )
