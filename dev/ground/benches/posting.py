"""What the add-on's indexes cost when invoices are posted and paid: with them and without, in turn."""

import statistics
import time

from .clock import ratio

INDEXES = (
    "account_move_line_ar_open_idx",
    "account_move_line_ar_matched_draft_idx",
    "account_partial_reconcile_ar_max_date_idx",
)
INVOICES = 20
RUNS = 5


def run(env):
    """Return one row: seconds to post and pay INVOICES invoices without the indexes and with them, and the ratio."""
    sizes = _sizes(env.cr)
    without, with_them = [], []
    _once(env, [])
    for _number in range(RUNS):
        without.append(_once(env, INDEXES))
        with_them.append(_once(env, []))
    return [{
        "invoices": INVOICES, "without s": statistics.median(without), "with s": statistics.median(with_them),
        "ratio": ratio(with_them, without), **sizes,
    }]


def _sizes(cr):
    cr.execute("SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relname IN %s", [INDEXES])
    short = {INDEXES[0]: "open MB", INDEXES[1]: "drafts MB", INDEXES[2]: "partials MB"}
    return {short[name]: size / 2**20 for name, size in sorted(cr.fetchall())}


def _once(env, dropped):
    """Post and pay in a transaction that is rolled back, the indexes in `dropped` gone; return the seconds."""
    for name in dropped:
        env.cr.execute(f"DROP INDEX {name}")
    partner = env["res.partner"].search([("ref", "=", "C1")], limit=1)
    invoices = env["account.move"].create([
        {"move_type": "out_invoice", "partner_id": partner.id, "invoice_date": "2026-01-15",
         "invoice_line_ids": [(0, 0, {"name": "goods", "price_unit": 100.0, "tax_ids": [(5,)]})]}
        for _number in range(INVOICES)
    ])
    env.flush_all()
    start = time.perf_counter()
    invoices.action_post()
    env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoices.ids,
    ).create({"group_payment": False}).action_create_payments()
    env.flush_all()
    seconds = time.perf_counter() - start
    env.cr.rollback()
    env.invalidate_all()
    return seconds
