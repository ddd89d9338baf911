"""Aging by customer today and in the past: `ar.aging` beside hand-written statements for the same figures."""

import resource
import statistics
import time
from datetime import timedelta

from odoo import fields

DAYS_BACK = (0, 90, 365)
RUNS = 5

AGE = "width_bucket(%(day)s - date_maturity, ARRAY[1, 31, 61, 91, 121])"
SUMS = ", ".join(f"SUM(a) FILTER (WHERE p = {number}) AS s{number}" for number in range(6))
AGAIN = ", ".join(f"SUM(s{number})::float8" for number in range(6))
OPEN = (
    f"SELECT partner_id, {AGE} AS p, amount_residual AS a FROM account_move_line"
    " WHERE account_id = ANY(%(accounts)s) AND parent_state = 'posted' AND date <= %(day)s"
    " AND (amount_residual <> 0 OR amount_residual_currency <> 0) AND company_id = %(company)s"
)
WHOLE = (
    f"SELECT partner_id, {AGE} AS p, balance AS a FROM account_move_line"
    " WHERE account_id = ANY(%(accounts)s) AND parent_state = 'posted' AND date <= %(day)s"
    " AND company_id = %(company)s"
)
SIDE = (
    f" UNION ALL SELECT l.partner_id, {AGE}, {{sign}} p.amount FROM account_partial_reconcile p"
    " JOIN account_move_line l ON l.id = p.{side}_move_id"
    " WHERE p.max_date {when} %(day)s AND l.account_id = ANY(%(accounts)s) AND l.parent_state = 'posted'"
    " AND l.date <= %(day)s AND l.company_id = %(company)s"
)


def _statement(inner):
    """Sum by partner, then by its commercial entity: items may be on a contact of the customer."""
    return (
        f"SELECT r.commercial_partner_id, {AGAIN} FROM (SELECT partner_id, {SUMS} FROM ({inner} OFFSET 0) aged"
        " GROUP BY partner_id) summed LEFT JOIN res_partner r ON r.id = summed.partner_id GROUP BY 1"
    )


#: The plain ways to the figures, by name.
REFERENCES = {
    "today": _statement(OPEN),
    "backward": _statement(
        OPEN + SIDE.format(sign="", side="debit", when=">") + SIDE.format(sign="-", side="credit", when=">")),
    "forward": _statement(
        WHOLE + SIDE.format(sign="-", side="debit", when="<=") + SIDE.format(sign="", side="credit", when="<=")),
}


def run(env):
    """Return one row of figures per day: seconds of the best reference, of `compute`, their ratio, queries, memory."""
    today = fields.Date.context_today(env.user)
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    rows = []
    for back in DAYS_BACK:
        day = today - timedelta(days=back)
        values = {"day": day, "accounts": accounts, "company": env.company.id}
        names = ["today"] if back == 0 else ["backward", "forward"]
        references = {name: _reference(env, REFERENCES[name], values) for name in names}
        best = min(references, key=lambda name: references[name][0])
        seconds, report = _median(lambda day=day: _compute(env, day))
        total = float(sum(sum(float(amount or 0) for amount in row[1:]) for row in references[best][1]))
        if abs(total - report.total) > 0.005:
            raise AssertionError(f"{back} days back: {report.total} is not the reference's {total}")
        rows.append({
            "days back": back, "rows": len(report.rows),
            **{f"{name} s": references[name][0] if name in references else None for name in REFERENCES},
            "compute s": seconds, "ratio": seconds / references[best][0],
            "queries": _queries(env, day), "memory MB": _memory(env, day),
        })
    return rows


def _reference(env, statement, values):
    env.cr.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")

    def once():
        env.cr.execute(statement, values)
        return env.cr.fetchall()

    return _median(once)


def _compute(env, day):
    env.invalidate_all()
    return env["ar.aging"].compute(day, companies=env.company)


def _median(action):
    """Run `action` once unmeasured, then RUNS times; return the median seconds and the last result."""
    action()
    seconds = []
    for _number in range(RUNS):
        start = time.perf_counter()
        result = action()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result


def _queries(env, day):
    env.registry.clear_all_caches()
    env.invalidate_all()
    before = env.cr.sql_log_count
    env["ar.aging"].compute(day, companies=env.company)
    return env.cr.sql_log_count - before


def _memory(env, day):
    """Return how far the process's peak rose above what it was before, in MB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _compute(env, day)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
