import tempfile

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import wrap_file

from .report_files import IN_MEMORY, XLSX, asked_companies, report_file

#: The reports that have a screen, by their name in the address.
REPORTS = {"aging": "ar.aging", "roll_forward": "ar.roll.forward", "tie_out": "ar.tie.out"}


class ReportScreenFiles(http.Controller):
    """Reports as files; `options` is the JSON that the screen sends."""

    @http.route([f"/ar_specialist/<any({','.join(REPORTS)}):name>.pdf"], type="http", auth="user", methods=["GET"],
                readonly=True)
    def report_pdf(self, name, options="{}", cids=None, **_unused):
        report, chosen = self._report(name, options, cids)
        content = report._pdf_of(chosen)
        return report_file(content, len(content), "application/pdf", report._file_name(chosen, "pdf"))

    @http.route([f"/ar_specialist/<any({','.join(REPORTS)}):name>.xlsx"], type="http", auth="user", methods=["GET"],
                readonly=True)
    def report_xlsx(self, name, options="{}", cids=None, **_unused):
        report, chosen = self._report(name, options, cids)
        # Closed by the response when it is sent, or with the last reference to it after an error.
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        report._xlsx_of(chosen, file)
        size = file.tell()
        file.seek(0)
        body = wrap_file(request.httprequest.environ, file)
        return report_file(body, size, XLSX, report._file_name(chosen, "xlsx"))

    def _report(self, name, options, cids):
        report = request.env[REPORTS[name]].with_context(allowed_company_ids=asked_companies(cids))
        report._check_reader()
        try:
            return report, report._any_options(options)
        except AccessError:
            raise
        except UserError as error:
            raise BadRequest(error.args[0]) from error
