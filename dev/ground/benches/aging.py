"""Aging by customer today and in the past: `ar.aging` beside hand-written statements for the same figures."""

import statistics
from datetime import timedelta

from odoo import fields

from .clock import in_turn, peak_memory, ratio

DAYS_BACK = (0, 90, 365)

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
    """Return one row of figures per day: medians in seconds of the plain ways and of `compute`, queries, memory.

    `ratio` is the median over the runs of `compute` against the best plain way, one run of each in turn, so that a
    machine that grows slower meanwhile slows both.
    """
    today = fields.Date.context_today(env.user)
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    return [_row(env, back, today - timedelta(days=back), accounts) for back in DAYS_BACK]


def _row(env, back, day, accounts):
    values = {"day": day, "accounts": accounts, "company": env.company.id}
    memory = peak_memory(lambda: _compute(env, day))
    names = ["today"] if back == 0 else ["backward", "forward"]
    ways = {name: lambda name=name: _reference(env, REFERENCES[name], values) for name in names}
    ways["compute"] = lambda: _compute(env, day)
    seconds, results = in_turn(ways)
    best = min(names, key=lambda name: statistics.median(seconds[name]))
    _same(results["compute"], results[best], back)
    return {
        "days back": back,
        "customers": len(results["compute"].rows),
        **{f"{name} s": statistics.median(seconds[name]) if name in names else None for name in REFERENCES},
        "compute s": statistics.median(seconds["compute"]),
        "ratio": ratio(seconds["compute"], seconds[best]),
        "queries": _queries(env, day),
        "memory MB": memory,
    }


def _same(report, reference, back):
    """The two must be the same figures, customer by customer."""
    mine = {row.key.id: [round(amount, 2) for amount in row.amounts] for row in report.rows if any(row.amounts)}
    theirs = {row[0]: [round(amount or 0.0, 2) for amount in row[1:]] for row in reference if any(row[1:])}
    if mine != theirs:
        raise AssertionError(f"{back} days back: compute and the plain statement differ")


def _reference(env, statement, values):
    env.cr.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")
    env.cr.execute(statement, values)
    return env.cr.fetchall()


def _compute(env, day):
    env.invalidate_all()
    return env["ar.aging"].compute(day, companies=env.company)


def _queries(env, day):
    env.invalidate_all()
    before = env.cr.sql_log_count
    env["ar.aging"].compute(day, companies=env.company)
    return env.cr.sql_log_count - before
