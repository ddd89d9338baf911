"""What lists of customer accounts wait for, sorted by figures that no column holds, and the invoices by stage."""

from .clock import median

ACCOUNT_FIELDS = (
    "partner_id", "stage_id", "is_on_hold", "hold_text", "collector_id", "currency_id", "days_late",
    "amount_to_collect", "amount_overdue", "amount_open",
)
INVOICE_FIELDS = (
    "company_currency_id", "ar_is_on_hold", "payment_state", "commercial_partner_id", "amount_residual_signed", "name",
    "invoice_date_due", "ar_days_late", "ar_stage_date", "invoice_user_id",
)
POSTED = [("move_type", "in", ("out_invoice", "out_receipt")), ("state", "=", "posted")]
OPEN = [*POSTED, ("amount_residual", "!=", 0)]
STAGE = "ar_stage_shown_id"


def run(env):
    """Return one row per click: median seconds and queries."""
    clicks = {
        "accounts by to collect": lambda: _accounts(env, [], "amount_to_collect desc, amount_overdue desc, id"),
        "accounts by overdue": lambda: _accounts(env, [], "amount_overdue desc, id"),
        "accounts with open items": lambda: _accounts(
            env, [("amount_open", ">", 0)], "amount_to_collect desc, amount_overdue desc, amount_open desc, id"),
        "accounts, last page": lambda: _accounts(env, [], "amount_overdue desc, id", offset=19_900),
        "accounts summed by stage": lambda: env["ar.account"].web_read_group(
            [], ["stage_id"], ["amount_to_collect:sum", "amount_overdue:sum", "amount_open:sum"]),
        "invoices by stage, open": lambda: _board(env, OPEN),
        "invoices by stage, overdue": lambda: _board(env, [*OPEN, ("ar_days_late", ">", 0)]),
        "invoices by stage, all": lambda: _board(env, POSTED),
    }
    rows = []
    for name, click in clicks.items():
        seconds, queries = median(lambda click=click: _counted(env, click), runs=3)
        rows.append({"click": name, "seconds": seconds, "queries": queries})
    return rows


def _counted(env, click):
    """Return the queries of one click on a fresh cache."""
    env.invalidate_all()
    before = env.cr.sql_log_count
    click()
    return env.cr.sql_log_count - before


def _accounts(env, domain, order, offset=0):
    return env["ar.account"].web_search_read(
        domain, {name: {} for name in ACCOUNT_FIELDS}, limit=80, offset=offset, order=order)


def _board(env, domain):
    """The columns with their sums, the bars above them and the first cards of each."""
    moves = env["account.move"]
    moves.read_progress_bar(
        domain, STAGE, {"field": "payment_state", "colors": {"not_paid": "warning", "partial": "info"}})
    return moves.web_read_group(
        domain, [STAGE], ["amount_residual_signed:sum"], order="invoice_date_due, id", auto_unfold=True,
        unfold_read_specification={name: {} for name in INVOICE_FIELDS}, unfold_read_default_limit=40)
