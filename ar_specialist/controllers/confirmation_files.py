from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound

from .report_files import XLSX, report_file


class ConfirmationFiles(http.Controller):
    """Balance confirmations as files for the auditor."""

    @http.route(
        "/ar_specialist/confirmation/<int:number>.<string:kind>", type="http", auth="user", methods=["GET"],
        readonly=True)
    def confirmation_file(self, number, kind, **_unused):
        companies = request.env.user._get_company_ids()
        record = request.env["ar.balance.request"].with_context(allowed_company_ids=companies).search(
            [("id", "=", number)])
        if not record or kind not in ("pdf", "xlsx"):
            raise NotFound
        # The companies of the address bar are not those of a link: the record says whose it is.
        record = record.with_company(record.company_id)
        content = record._pdf() if kind == "pdf" else record._xlsx()
        return report_file(
            content, len(content), "application/pdf" if kind == "pdf" else XLSX, record._file_name(kind))
