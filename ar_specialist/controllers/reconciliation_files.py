from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound

from .report_files import XLSX, report_file


class ReconciliationFiles(http.Controller):
    """Reconciliation sheets as workbooks."""

    @http.route(
        "/ar_specialist/reconciliation/<int:reconciliation_id>.xlsx", type="http", auth="user", methods=["GET"],
        readonly=True)
    def reconciliation_xlsx(self, reconciliation_id, **_unused):
        companies = request.env.user._get_company_ids()
        record = request.env["ar.reconciliation"].with_context(allowed_company_ids=companies).search(
            [("id", "=", reconciliation_id)])
        if not record:
            raise NotFound
        content = record._xlsx()
        return report_file(content, len(content), XLSX, record._file_name("xlsx"))
