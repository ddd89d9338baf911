"""What hangs on journal items: open cases, and notices that have carried them."""

from odoo.tools import SQL


def items_in_cases(env, items):
    """Return those of `items` (ids) that a dispute, a hold or a promise names, as a set."""
    if not items:
        return set()
    env["ar.dispute.line"].flush_model(["move_line_id"])
    env["ar.hold"].flush_model(["move_line_id"])
    env["ar.promise"].flush_model(["move_line_ids"])
    return _ids(env, SQL(
        "SELECT move_line_id FROM ar_dispute_line WHERE move_line_id = ANY(%(items)s)"
        " UNION SELECT move_line_id FROM ar_hold WHERE move_line_id = ANY(%(items)s)"
        " UNION SELECT move_line_id FROM ar_promise_move_line_rel WHERE move_line_id = ANY(%(items)s)",
        items=list(items)))


def items_in_notices(env, items):
    """Return those of `items` (ids) that are in a notice, in whatever state, as a set."""
    if not items:
        return set()
    env["ar.notice.line"].flush_model(["move_line_id"])
    return _ids(env, SQL(
        "SELECT DISTINCT move_line_id FROM ar_notice_line WHERE move_line_id = ANY(%s)", list(items)))


def _ids(env, query):
    return {item for [item] in env.execute_query(query)}
