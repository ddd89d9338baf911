"""Choose the cheaper route to a day's open items, from the planner's own row estimates.

Near days have few reconciliations after them, far days few entries before them. The estimates come from the
statistics PostgreSQL keeps, without reading the tables.
"""

from odoo.tools import SQL

from .open_items import BACKWARD, FORWARD


def choose_route(env, scope):
    """Return BACKWARD or FORWARD, whichever touches fewer rows on `scope.as_of`."""
    if not scope.settled_later:
        return BACKWARD
    estimate = SQL(
        "EXPLAIN (FORMAT JSON)"
        " SELECT 1 FROM account_partial_reconcile WHERE max_date > %(day)s"
        " UNION ALL SELECT 1 FROM account_partial_reconcile WHERE max_date <= %(day)s"
        " UNION ALL SELECT 1 FROM account_move_line"
        "  WHERE account_id IN %(accounts)s AND parent_state = 'posted' AND date <= %(day)s"
        " UNION ALL SELECT 1 FROM account_move_line"
        "  WHERE account_id IN %(accounts)s AND parent_state = 'posted' AND date <= %(day)s"
        "   AND (amount_residual <> 0 OR amount_residual_currency <> 0)",
        day=scope.as_of, accounts=scope.accounts or (0,),
    )
    [[plan]] = env.execute_query(estimate)
    later, earlier, entries, still_open = _estimates(plan[0]["Plan"])
    return BACKWARD if still_open + 2 * later <= entries + 2 * earlier else FORWARD


def _estimates(plan):
    """Return the row estimates of the four branches, in the order they were written."""
    return [branch["Plan Rows"] for branch in plan["Plans"]]
