"""The aging as a workbook with every item, and as PDF: template and converter apart."""

import io
import tempfile
import time

from .clock import median, peak_memory

PDF_CUSTOMERS = 500


def run(env):
    """Return one row: seconds and memory of the XLSX of all items; of a PDF of PDF_CUSTOMERS customers by part."""
    aging = env["ar.aging"]
    options = aging._options({})
    path = tempfile.TemporaryFile()  # noqa: SIM115
    memory = peak_memory(lambda: aging._xlsx_of(options, path))
    size = path.tell() / 2**20
    xlsx, _nothing = median(lambda: aging._xlsx_of(options, io.BytesIO()), runs=3)
    count = sum(1 for _item in aging._items_for(options))
    return [{"items": count, "xlsx s": xlsx, "xlsx MB": size, "memory MB": memory, **_pdf(env)}]


def _pdf(env):
    aging = env["ar.aging"]
    partners = env["res.partner"].search([("ref", "=like", "C%")], limit=PDF_CUSTOMERS, order="id")
    options = aging._options({"partner_ids": partners.ids})
    report = env["ir.actions.report"].with_context(force_report_rendering=True)
    start = time.perf_counter()
    report._render_qweb_html("ar_specialist.action_report_aging", None, data={"options": options})
    html = time.perf_counter() - start
    start = time.perf_counter()
    aging._pdf_of(options)
    return {"pdf customers": len(partners), "qweb s": html, "pdf in all s": time.perf_counter() - start}
