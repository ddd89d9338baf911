"""Planning and sending follow-ups, beside one plain statement that finds how late every open item is."""

import statistics
import time

from odoo import fields

from .clock import in_turn

#: Notices sent by email to take the time and queries of one.
SENT = 500

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
    planned = run.notice_ids.filtered(lambda notice: notice.state == "planned")
    row = {
        "customers": len(run.notice_ids), "items": len(run.notice_ids.line_ids), "plain s": statistics.median(
            plans["plain"]), "plan s": statistics.median(plans["plan"]), "batches": batches,
        "queries per batch": max(queries),
    }
    row.update(_send(env, run, planned))
    env.cr.rollback()
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


def _send(env, run, planned):
    """Send SENT notices by email; return milliseconds and queries of one."""
    for notice in planned[SENT:]:
        notice.with_context(tracking_disable=True)._set_state("cancelled")
    env.flush_all()
    env.invalidate_all()
    before, start = env.cr.sql_log_count, time.perf_counter()
    run.execute()
    env.flush_all()
    seconds, queries = time.perf_counter() - start, env.cr.sql_log_count - before
    sent = env["ar.notice"].search_count([("run_id", "=", run.id), ("state", "=", "sent")])
    return {"sent": sent, "ms per notice": 1000 * seconds / sent, "queries per notice": queries / sent}
