"""Reconciliations that changed what was open in a period after it was locked."""

from odoo.tools import SQL

from ..logic.tie_out import Place, Sums


def locked_sums(env, scope, locks):
    """Return {place: :class:`Sums`} of the items reconciled so.

    :param locks: {company id: (lock date, moment since when it is locked)}
    """
    if not locks:
        return {}
    return {
        Place(*row[:3]): Sums(*row[3:]) for row in env.execute_query(SQL(
            "SELECT company_id, account_id, currency_id, COUNT(DISTINCT id), SUM(amount), SUM(amount_currency)"
            " FROM (%s) side GROUP BY 1, 2, 3", _sides(env, scope, locks)))
    }


def locked_ids(env, scope, locks):
    """Return SQL for the ids of these items."""
    return SQL("SELECT id FROM (%s) side", _sides(env, scope, locks))


def _sides(env, scope, locks):
    env["account.partial.reconcile"].flush_model()
    lines = env["account.move.line"].with_context(active_test=False)
    query = lines._search(scope.line_domain())
    periods = SQL(", ").join(
        SQL("(%s, %s::date, %s::timestamp)", company, day, since) for company, (day, since) in locks.items())

    def side(mine, sign):
        return SQL(
            """
            SELECT account_move_line.id, account_move_line.company_id, account_move_line.account_id,
                   account_move_line.currency_id, %(sign)s * partial.amount AS amount,
                   %(sign)s * %(amount_currency)s AS amount_currency
              FROM %(lines)s
              JOIN account_partial_reconcile partial ON %(mine)s = account_move_line.id
              JOIN (VALUES %(periods)s) locked(company_id, day, since)
                   ON locked.company_id = partial.company_id
                  AND partial.max_date <= locked.day AND partial.create_date > locked.since
             WHERE %(where)s AND partial.max_date <= %(as_of)s
            """,
            sign=sign, mine=SQL.identifier("partial", f"{mine}_move_id"),
            amount_currency=SQL.identifier("partial", f"{mine}_amount_currency"),
            lines=query.from_clause, where=query.where_clause, periods=periods, as_of=scope.as_of,
        )

    return SQL("%s UNION ALL %s", side("debit", 1), side("credit", -1))
