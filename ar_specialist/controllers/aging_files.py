import tempfile

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import wrap_file

from .report_files import IN_MEMORY, XLSX, asked_companies, report_file


class AgingFiles(http.Controller):
    """The aging report as files; `options` is the JSON the screen keeps in its address."""

    @http.route("/ar_specialist/aging.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def aging_pdf(self, options="{}", cids=None, **_unused):
        aging, chosen = self._aging(options, cids)
        content = aging._pdf(chosen)
        return report_file(content, len(content), "application/pdf", aging._file_name(chosen, "pdf"))

    @http.route("/ar_specialist/aging.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def aging_xlsx(self, options="{}", cids=None, **_unused):
        aging, chosen = self._aging(options, cids)
        # Closed by the response when it is sent, or with the last reference to it after an error.
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        aging._xlsx(chosen, file)
        size = file.tell()
        file.seek(0)
        body = wrap_file(request.httprequest.environ, file)
        return report_file(body, size, XLSX, aging._file_name(chosen, "xlsx"))

    def _aging(self, options, cids):
        aging = request.env["ar.aging"].with_context(allowed_company_ids=asked_companies(cids))
        try:
            return aging, aging._any_options(options)
        except AccessError:
            raise
        except UserError as error:
            raise BadRequest(error.args[0]) from error
