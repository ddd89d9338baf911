from odoo import http
from odoo.http import request

from .report_files import XLSX, report_file


class PeriodCloseFiles(http.Controller):
    """The close pack of a month as it would be signed now; one that was signed is an attachment."""

    @http.route("/ar_specialist/close/<int:period_id>.pdf", type="http", auth="user", methods=["GET"])
    def close_pdf(self, period_id, **_unused):
        period = self._period(period_id)
        content = period._pack_pdf()
        return report_file(content, len(content), "application/pdf", period._pack_name("pdf"))

    @http.route("/ar_specialist/close/<int:period_id>.xlsx", type="http", auth="user", methods=["GET"])
    def close_xlsx(self, period_id, **_unused):
        period = self._period(period_id)
        content = period._pack_xlsx()
        return report_file(content, len(content), XLSX, period._pack_name("xlsx"))

    def _period(self, period_id):
        companies = request.env.user._get_company_ids()
        period = request.env["ar.period.close"].with_context(allowed_company_ids=companies).browse(period_id)
        if not period.exists():
            raise request.not_found()
        period.check_access("read")
        return period
