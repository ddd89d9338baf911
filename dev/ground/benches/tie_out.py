"""Tie-out today and in the past: `ar.tie.out` beside the plain sum of the general ledger."""

from datetime import timedelta

from odoo import fields

from .clock import median, peak_memory

DAYS_BACK = (0, 90, 365)
LEDGER = (
    "SELECT account_id, currency_id, SUM(balance), SUM(amount_currency) FROM account_move_line"
    " WHERE account_id = ANY(%s) AND parent_state = 'posted' AND date <= %s AND company_id = %s GROUP BY 1, 2"
)


def run(env):
    """Return one row of figures per day: medians in seconds of the plain sum and of `compute`, memory."""
    today = fields.Date.context_today(env.user)
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    return [_row(env, back, today - timedelta(days=back), accounts) for back in DAYS_BACK]


def _row(env, back, day, accounts):
    def compute():
        env.invalidate_all()
        return env["ar.tie.out"].compute(day, companies=env.company)

    def plain():
        env.cr.execute(LEDGER, [accounts, day, env.company.id])
        return env.cr.fetchall()

    memory = peak_memory(compute)
    plain_seconds, _rows = median(plain, 3)
    seconds, tie_out = median(compute, 3)
    if not tie_out.is_tied:
        raise AssertionError(f"{back} days back: amounts are unexplained")
    return {
        "days back": back, "causes": len(tie_out.causes), "plain sum s": plain_seconds, "compute s": seconds,
        "memory MB": memory,
    }
