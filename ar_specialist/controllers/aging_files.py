import tempfile

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request
from werkzeug.exceptions import BadRequest
from werkzeug.wsgi import wrap_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 1 << 20


class AgingFiles(http.Controller):
    """The aging report as files; `options` is the JSON the screen keeps in its address."""

    @http.route("/ar_specialist/aging.pdf", type="http", auth="user", methods=["GET"], readonly=True)
    def aging_pdf(self, options="{}", cids=None, **_unused):
        aging, chosen = self._aging(options, cids)
        content = aging._pdf(chosen)
        return self._respond(content, len(content), "application/pdf", aging._file_name(chosen, "pdf"))

    @http.route("/ar_specialist/aging.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def aging_xlsx(self, options="{}", cids=None, **_unused):
        aging, chosen = self._aging(options, cids)
        # Closed by the response when it is sent, or with the last reference to it after an error.
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        aging._xlsx(chosen, file)
        size = file.tell()
        file.seek(0)
        body = wrap_file(request.httprequest.environ, file)
        return self._respond(body, size, XLSX, aging._file_name(chosen, "xlsx"))

    def _aging(self, options, cids):
        aging = request.env["ar.aging"].with_context(allowed_company_ids=self._companies(cids))
        try:
            return aging, aging._any_options(options)
        except AccessError:
            raise
        except UserError as error:
            raise BadRequest(error.args[0]) from error

    def _companies(self, cids):
        """Return the ids of the companies asked for, of those the user may work in.

        :raise AccessError: when none of them is left
        """
        asked = cids or request.cookies.get("cids") or ""
        numbers = [int(word) for word in asked.replace(",", "-").split("-") if word.isdigit()]
        allowed = [number for number in dict.fromkeys(numbers) if number in request.env.user._get_company_ids()]
        if cids and not allowed:
            raise AccessError(request.env._("You may not work in these companies: %s", cids))
        return allowed or request.env.company.ids

    def _respond(self, body, size, mimetype, name):
        return request.make_response(body, headers=[
            ("Content-Type", mimetype),
            ("Content-Length", size),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ])
