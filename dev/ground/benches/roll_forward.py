"""Roll-forward of a month and a year by customer: `ar.roll.forward` beside a plain statement of the same figures."""

import statistics
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import fields

from .clock import in_turn, peak_memory, ratio

RUNS = 3
#: What the generated ledger has in it, by the column of the report.
PLAIN = (
    "SELECT r.commercial_partner_id,"
    " COALESCE(SUM(l.balance) FILTER (WHERE l.date < %(first)s), 0)::float8 AS opening,"
    " COALESCE(SUM(l.balance) FILTER (WHERE l.date >= %(first)s AND m.move_type = 'out_invoice'), 0)::float8"
    "  AS invoices,"
    " COALESCE(SUM(l.balance) FILTER (WHERE l.date >= %(first)s AND m.move_type = 'entry'), 0)::float8 AS payments,"
    " SUM(l.balance)::float8 AS closing"
    " FROM account_move_line l JOIN account_move m ON m.id = l.move_id JOIN res_partner r ON r.id = l.partner_id"
    " WHERE l.account_id = ANY(%(accounts)s) AND l.parent_state = 'posted' AND l.date <= %(last)s"
    " AND l.company_id = %(company)s GROUP BY 1"
)
COLUMNS = ("opening", "invoices", "payments", "closing")


def run(env):
    """Return one row of figures per period: medians in seconds of the plain statement and of `compute`, memory."""
    today = fields.Date.context_today(env.user)
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    last = today.replace(day=1) - timedelta(days=1)
    periods = {"month": last.replace(day=1), "year": last + relativedelta(days=1, years=-1)}
    return [_row(env, name, first, last, accounts) for name, first in periods.items()]


def _row(env, name, first, last, accounts):
    values = {"first": first, "last": last, "accounts": accounts, "company": env.company.id}
    memory = peak_memory(lambda: _compute(env, first, last))
    seconds, results = in_turn({
        "plain": lambda: _plain(env, values), "compute": lambda: _compute(env, first, last),
        "page": lambda: _page(env, first, last),
    }, RUNS)
    report = results["compute"]
    _same(report, results["plain"], name)
    return {
        "period": name, "customers": len(report.rows), "plain s": statistics.median(seconds["plain"]),
        "compute s": statistics.median(seconds["compute"]), "ratio": ratio(seconds["compute"], seconds["plain"]),
        "page s": statistics.median(seconds["page"]), "memory MB": memory,
    }


def _plain(env, values):
    env.cr.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")
    env.cr.execute(PLAIN, values)
    return env.cr.fetchall()


def _compute(env, first, last):
    env.invalidate_all()
    return env["ar.roll.forward"].compute(first, last, companies=env.company)


def _page(env, first, last):
    env.invalidate_all()
    return env["ar.roll.forward"].get_page({"date_from": str(first), "date_to": str(last)})


def _same(report, plain, name):
    """The two must be the same figures, customer by customer, and nothing in any other column."""
    mine = {row.key.id: [round(row.amount(column), 2) for column in COLUMNS] for row in report.rows}
    theirs = {row[0]: [round(amount, 2) for amount in row[1:]] for row in plain if any(row[1:])}
    others = [amount for column, amount in zip(report.columns, report.totals, strict=True) if column not in COLUMNS]
    if mine != theirs or any(others):
        raise AssertionError(f"{name}: the roll-forward and the plain statement differ")
