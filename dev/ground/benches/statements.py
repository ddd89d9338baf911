"""Statements: figures, template and converter per customer; a printing batch beside one converter call per customer."""

import time
from unittest.mock import patch

from odoo import fields
from odoo.addons.ar_specialist.models.statement.ar_account_statement import STATEMENT_REPORTS
from odoo.tools import split_every

from .clock import RUNS, median, peak_memory

#: Customers whose statements are converted one by one, to take the time of one.
ALONE = 10
#: Statements made together before they are kept, as a sending does.
KEPT_AT_ONCE = 20


def run(env):
    """Return a row for each kind of statement."""
    partners = env["res.partner"].search([("ref", "=like", "C%")])
    accounts = env["ar.account"]._for_many(partners, env.company)
    env.cr.commit()
    day = fields.Date.context_today(env.user)
    return [_row(env, accounts, day, kind) for kind in ("open_item", "balance_forward")]


def _row(env, accounts, day, kind):
    queries, figures = _figures(env, accounts, day, kind)
    reports = env["ir.actions.report"].with_context(force_report_rendering=True)
    since = fields.Date.subtract(day, days=30)
    data = {"as_of": day, "kind": kind, "date_from": since, "report_type": "pdf"}
    template, _html = median(lambda: _template(reports, accounts, data), runs=1)
    contents, _contents = median(lambda: _contents_of(env, accounts, data), runs=1)
    printed = []
    memory = peak_memory(lambda: printed.extend(_print(reports, accounts, day, kind, since)))
    batch, converting, size = printed
    alone, converting_alone = 0.0, 0.0
    for account in accounts[:ALONE]:
        seconds, converter, _size = _print(reports, account, day, kind, since)
        alone, converting_alone = alone + seconds, converting_alone + converter
    joining, joining_memory = _join(env, accounts, day, kind, since)
    count = len(accounts)
    return {
        "kind": kind, "customers": count, "queries": queries, "figures ms": 1000 * figures / count,
        "contents ms": 1000 * contents / count, "QWeb ms": 1000 * (template - contents) / count,
        "converter ms": 1000 * converting / count,
        "batch ms": 1000 * batch / count, "one call each ms": 1000 * alone / ALONE,
        "of which converter ms": 1000 * converting_alone / ALONE,
        "batch / one call each": batch / count / (alone / ALONE),
        "memory MB": memory, "size of the PDF MB": size,
        "kept ones as one PDF ms": 1000 * joining / count, "of which MB": joining_memory,
    }


def _figures(env, accounts, day, kind):
    """Return the queries and the median seconds of the figures of all accounts."""
    counted = []

    def figures():
        env.invalidate_all()
        before = env.cr.sql_log_count
        found = accounts._ar_statement_figures(day, kind)
        counted.append(env.cr.sql_log_count - before)
        return found

    seconds, _found = median(figures, RUNS)
    return max(counted), seconds


def _contents_of(env, accounts, data):
    env.invalidate_all()
    name = env.ref(STATEMENT_REPORTS[data["kind"]]).report_name
    return env[f"report.{name}"]._get_report_values(accounts.ids, dict(data))


def _template(reports, accounts, data):
    reports.env.invalidate_all()
    return reports._render_qweb_html(STATEMENT_REPORTS[data["kind"]], accounts.ids, data=dict(data))


def _join(env, accounts, day, kind, since):
    """Return the seconds and the memory (MB) of printing PDFs that are kept, one of each account."""
    kept = env["ir.attachment"]
    for chunk in split_every(KEPT_AT_ONCE, accounts.ids, env["ar.account"].browse):
        pdfs = chunk._ar_statement_pdfs(day, kind=kind, date_from=since)
        kept += kept.create([{"name": f"{account}.pdf", "raw": pdf} for account, pdf in pdfs.items()])
    env.flush_all()
    env.invalidate_all()
    start = time.perf_counter()
    memory = peak_memory(lambda: kept._ar_joined())
    seconds = time.perf_counter() - start
    kept.unlink()
    return seconds, memory


def _print(reports, accounts, day, kind, since):
    """Return the seconds of one PDF of `accounts`, those of the converter in it, and its size in MB."""
    converting, original = [], type(reports)._run_wkhtmltopdf

    def timed(self, *args, **options):
        start = time.perf_counter()
        try:
            return original(self, *args, **options)
        finally:
            converting.append(time.perf_counter() - start)

    reports.env.invalidate_all()
    with patch.object(type(reports), "_run_wkhtmltopdf", timed):
        start = time.perf_counter()
        pdf = accounts._ar_statement_pdf(day, kind=kind, date_from=since)
        return time.perf_counter() - start, sum(converting), len(pdf) / 1024 / 1024
