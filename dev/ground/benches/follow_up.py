"""Planning and sending follow-ups, beside one plain statement that finds how late every open item is.

Sending is measured as the scheduled action does it: the plan is committed, then batches of notices are checked,
delivered and committed one after the other, until the time of the action is over; here until enough are sent. What was
committed is taken away again. Planning and sending in one transaction, as nobody does, would be another thing: it
carries all that planning left in the cache, and the database knows of no new row when it chooses how to find them.
"""

import statistics
import time
from contextlib import contextmanager

from odoo import fields
from odoo.tools import SQL

from .clock import in_turn

#: Notices sent by email to take the time and queries of one.
SENT = 500

#: What sending leaves in the database, in the order in which it can go.
LEFT = (
    "ar_notice_line", "mail_notification", "mail_mail", "mail_tracking_value", "mail_activity", "mail_followers",
    "ar_notice", "ar_run", "mail_message", "ir_cron_trigger", "ar_account",
)

PLAIN = (
    "SELECT partner.commercial_partner_id, l.id, l.amount_residual, width_bucket(%(day)s - l.date_maturity,"
    " ARRAY[3, 14, 28]) FROM account_move_line l JOIN res_partner partner ON partner.id = l.partner_id"
    " WHERE l.account_id = ANY(%(accounts)s) AND l.parent_state = 'posted' AND l.date <= %(day)s"
    " AND l.amount_residual <> 0 AND l.date_maturity < %(day)s AND l.company_id = %(company)s"
)


def run(env):
    """Return one row: seconds and queries to plan all customers, seconds of the plain statement, and of sending."""
    _prepare(env)
    day = fields.Date.context_today(env.user)
    plans, results = in_turn({"plain": lambda: _plain(env, day), "plan": lambda: _plan(env, day)}, runs=3)
    run, queries, batches = results["plan"]
    row = {
        "customers": len(run.notice_ids), "items": len(run.notice_ids.line_ids), "plain s": statistics.median(
            plans["plain"]), "plan s": statistics.median(plans["plan"]), "batches": batches,
        "queries per batch": max(queries),
    }
    env.cr.rollback()
    with _taken_away(env):
        row.update(_send(env, day))
    return [row]


def _prepare(env):
    """Give customers addresses and one policy that works on any day."""
    policies = env["ar.policy"].search([])
    policies.active = False
    env["ar.policy"].create({
        "name": "Bench", "rank": 1, "quiet_days": 0, **dict.fromkeys(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), True),
        "level_ids": [
            (0, 0, {"name": f"Level {days}", "days": days, "subject": "Reminder"}) for days in (3, 14, 28)],
    })
    env.flush_all()
    env.cr.execute("UPDATE res_partner SET email = 'c' || id || '@example.com' WHERE ref LIKE 'C%'")
    env.invalidate_all()
    env.cr.commit()


def _plain(env, day):
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    env.cr.execute(PLAIN, {"day": day, "accounts": accounts, "company": env.company.id})
    return len(env.cr.fetchall())


def _plan(env, day):
    """Plan from nothing, the plan before rolled back; return the run, the queries of each batch and their number."""
    runs = env["ar.run"]
    env.cr.rollback()
    queries = []
    batch = type(runs)._plan_batch

    def counted(self, partner_ids):
        before = self.env.cr.sql_log_count
        found = batch(self, partner_ids)
        self.env.flush_all()
        queries.append(self.env.cr.sql_log_count - before)
        return found

    type(runs)._plan_batch = counted
    try:
        return runs.plan(day, companies=env.company), queries, len(queries)
    finally:
        type(runs)._plan_batch = batch


def _send(env, day):
    """Plan, commit and send SENT notices by email in committed batches; return milliseconds and queries of one."""
    run = env["ar.run"].plan(day, companies=env.company)
    env.cr.commit()
    env.invalidate_all()
    done, commit = [], type(run)._commit

    def until_enough(self, number, left):
        done.append(number)
        return commit(self, number, left) if sum(done) < SENT else env.cr.commit()

    type(run)._commit = until_enough
    try:
        before, start = env.cr.sql_log_count, time.perf_counter()
        run._execute_committing()
        seconds, queries = time.perf_counter() - start, env.cr.sql_log_count - before
    finally:
        type(run)._commit = commit
    sent = env["ar.notice"].search_count([("run_id", "=", run.id), ("state", "=", "sent")])
    return {"sent": sent, "ms per notice": 1000 * seconds / sent, "queries per notice": queries / sent}


@contextmanager
def _taken_away(env):
    """Take away what the block commits to the tables LEFT."""
    last = {}
    for table in LEFT:
        env.cr.execute(SQL("SELECT COALESCE(MAX(id), 0) FROM %s", SQL.identifier(table)))
        [last[table]] = env.cr.fetchone()
    try:
        yield
    finally:
        env.cr.rollback()
        for table in LEFT:
            env.cr.execute(SQL("DELETE FROM %s WHERE id > %s", SQL.identifier(table), last[table]))
        env.cr.commit()
        env.invalidate_all()
