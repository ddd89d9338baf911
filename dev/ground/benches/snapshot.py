"""Taking snapshots of the aging, today and in the past, beside the plain aging statement; their size on the disk."""

import statistics
import time
from datetime import timedelta

from odoo import fields

from .aging import DAYS_BACK, REFERENCES, _reference
from .clock import ratio

RUNS = 5
TABLES = ("ar_snapshot", "ar_snapshot_line", "ar_snapshot_bucket")


def run(env):
    """Return one row per day back: medians in seconds of the plain statement, of taking and of comparing; sizes.

    Each run takes a day of its own, for a day is taken once. A month is thirty dailies and one of its end.
    """
    today = fields.Date.context_today(env.user)
    accounts = env["account.account"].search([("account_type", "=", "asset_receivable")]).ids
    env["ar.snapshot"]._take(env.company, today - timedelta(days=1000))
    return [_row(env, back, today - timedelta(days=back), accounts) for back in DAYS_BACK]


def _row(env, back, day, accounts):
    plain, taking, comparing, taken = [], [], [], env["ar.snapshot"]
    before = _size(env)
    for number in range(RUNS):
        one = day - timedelta(days=number)
        values = {"day": one, "accounts": accounts, "company": env.company.id}
        names = ["today"] if one == day and not back else ["backward", "forward"]
        plain.append(min(_seconds(lambda name=name, values=values: _reference(
            env, REFERENCES[name], values))[0] for name in names))
        env.invalidate_all()
        seconds, snapshot = _seconds(lambda one=one: env["ar.snapshot"]._take(env.company, one))
        taking.append(seconds)
        taken |= snapshot
    size = (_size(env) - before) / RUNS / 2**20
    for snapshot in taken:
        seconds, changes = _seconds(snapshot._compare)
        comparing.append(seconds)
        if changes or not snapshot.is_tied:
            raise AssertionError(f"{snapshot.date}: the ledger tells another aging than the snapshot of just now")
    return {
        "days back": back, "customers": taken[:1].customer_count, "lines": taken[:1].line_count,
        "plain aging s": statistics.median(plain), "take s": statistics.median(taking),
        "ratio": ratio(taking, plain), "compare s": statistics.median(comparing),
        "MB each": size, "bytes per line": size * 2**20 / max(1, taken[:1].line_count), "MB a month": 31 * size,
    }


def _seconds(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def _size(env):
    env.flush_all()
    env.cr.execute("SELECT SUM(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relname IN %s", [TABLES])
    return env.cr.fetchone()[0]
