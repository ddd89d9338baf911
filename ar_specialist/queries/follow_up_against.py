"""What marks and holds speak against reminding items, in one statement."""

from odoo.tools import SQL


def marked_and_held(env, lines, day):
    """Return [(code, item id)…] of the items `lines` (ids): marked “no follow-up”, or on hold by themselves."""
    if not lines:
        return []
    env["account.move.line"].flush_model(["no_followup"])
    env["ar.hold"].flush_model(["date_from", "date_to", "move_line_id", "released_on"])
    return env.execute_query(SQL(
        "SELECT 'no_followup', id FROM account_move_line WHERE id = ANY(%(lines)s) AND no_followup"
        " UNION ALL SELECT DISTINCT 'held_item', move_line_id FROM ar_hold WHERE move_line_id = ANY(%(lines)s)"
        " AND date_from <= %(day)s AND (date_to IS NULL OR date_to >= %(day)s)"
        " AND (released_on IS NULL OR released_on > %(day)s) ORDER BY 1 DESC, 2",
        lines=list(lines), day=day))
