import tempfile

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import wrap_file

from .report_files import IN_MEMORY, XLSX, asked_companies, report_file


class RollForwardFiles(http.Controller):
    """The roll-forward as files; `options` is the JSON the screen sends."""

    @http.route("/ar_specialist/roll_forward.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def roll_forward_pdf(self, options="{}", cids=None, **_unused):
        roll, chosen = self._roll(options, cids)
        content = roll._pdf_of(chosen)
        return report_file(content, len(content), "application/pdf", roll._file_name(chosen, "pdf"))

    @http.route("/ar_specialist/roll_forward.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def roll_forward_xlsx(self, options="{}", cids=None, **_unused):
        roll, chosen = self._roll(options, cids)
        # Closed by the response when it is sent, or with the last reference to it after an error.
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        roll._xlsx_of(chosen, file)
        size = file.tell()
        file.seek(0)
        body = wrap_file(request.httprequest.environ, file)
        return report_file(body, size, XLSX, roll._file_name(chosen, "xlsx"))

    def _roll(self, options, cids):
        roll = request.env["ar.roll.forward"].with_context(allowed_company_ids=asked_companies(cids))
        roll._check_reader()
        try:
            return roll, roll._any_options(options)
        except AccessError:
            raise
        except UserError as error:
            raise BadRequest(error.args[0]) from error
