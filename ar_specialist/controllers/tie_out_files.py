from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from werkzeug.exceptions import BadRequest

from .report_files import XLSX, asked_companies, report_file


class TieOutFiles(http.Controller):
    """The tie-out of a day as files."""

    @http.route("/ar_specialist/tie_out.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def tie_out_pdf(self, as_of=None, cids=None, **_unused):
        tie_outs, day = self._tie_out(as_of, cids)
        content = tie_outs._pdf(day)
        return report_file(content, len(content), "application/pdf", tie_outs._file_name(day, "pdf"))

    @http.route("/ar_specialist/tie_out.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def tie_out_xlsx(self, as_of=None, cids=None, **_unused):
        tie_outs, day = self._tie_out(as_of, cids)
        content = tie_outs._xlsx(day)
        return report_file(content, len(content), XLSX, tie_outs._file_name(day, "xlsx"))

    def _tie_out(self, as_of, cids):
        tie_outs = request.env["ar.tie.out"].with_context(allowed_company_ids=asked_companies(cids))
        tie_outs.env["ar.aging"]._check_reader()
        try:
            return tie_outs, tie_outs._day(as_of)
        except AccessError:
            raise
        except UserError as error:
            raise BadRequest(error.args[0]) from error
