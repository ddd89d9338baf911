"""What customers have been reminded of already."""

from odoo.tools import SQL

from ..logic.follow_up_steps import Sent

#: Notices that don't count as sent; all others do: what is planned is not planned again, by whom or how often ever.
#: Named by what they are not, so that the index of states, which is new to a run of thousands, isn't taken for them.
NOT_UNDER_WAY = ("held", "failed", "cancelled")


def sent_steps(env, lines, until=None, except_run=None):
    """Return {line id: {level id: :class:`Sent`}} of the items `lines` (ids).

    :param until: day after which nothing is known yet, for looking back; None: everything counts
    :param except_run: id of the run whose own notices are left out
    """
    if not lines:
        return {}
    _flush(env)
    rows = env.execute_query(SQL(
        "SELECT line.move_line_id, line.level_id, MAX(line.attempt), MAX(line.date) FROM ar_notice_line line"
        " JOIN ar_notice notice ON notice.id = line.notice_id"
        " WHERE line.counted AND line.level_id IS NOT NULL AND line.move_line_id = ANY(%s)%s%s GROUP BY 1, 2",
        list(lines), _known(SQL("line.date"), until), _others(except_run),
    ))
    found = {}
    for line, level, times, last in rows:
        found.setdefault(line, {})[level] = Sent(times, last)
    return found


def last_notices(env, company, partners, until=None, except_run=None):
    """Return {partner id: day of its last notice}; parameters as in :func:`sent_steps`."""
    _flush(env)
    # Account by account over the index, not as a join: in the middle of a run of thousands the statistics still say
    # that there is hardly a notice, and the planner would read all of them for each account.
    rows = env.execute_query(SQL(
        "SELECT account.partner_id, (SELECT MAX(notice.date) FROM ar_notice notice"
        " WHERE notice.account_id = account.id AND notice.state NOT IN %s%s%s) AS last FROM ar_account account"
        " WHERE account.company_id = %s AND account.partner_id = ANY(%s)",
        NOT_UNDER_WAY, _known(SQL("notice.date"), until), _others(except_run), company.id, list(partners),
    ))
    return {partner: last for partner, last in rows if last}


def _flush(env):
    env["ar.account"].flush_model(["company_id", "partner_id"])
    env["ar.notice"].flush_model(["account_id", "date", "run_id", "state"])
    env["ar.notice.line"].flush_model(["attempt", "counted", "date", "level_id", "move_line_id", "notice_id"])


def _known(column, until):
    return SQL(" AND %s <= %s", column, until) if until else SQL()


def _others(run):
    return SQL(" AND notice.run_id <> %s", run) if run else SQL()
