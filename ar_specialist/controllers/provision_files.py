from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound

from .report_files import XLSX, report_file


class ProvisionFiles(http.Controller):
    """A provision as a file."""

    @http.route("/ar_specialist/provision/<int:number>.<string:kind>", type="http", auth="user", methods=["GET"],
                readonly=True)
    def provision_file(self, number, kind, **_unused):
        provision = request.env["ar.provision"].search([("id", "=", number)])
        if not provision or kind not in ("pdf", "xlsx"):
            raise NotFound()
        # The companies of the address bar are not those of a link: the record says whose it is.
        provision = provision.with_company(provision.company_id)
        content = provision._pdf() if kind == "pdf" else provision._xlsx()
        name = request.env._("Provision %s", provision.date)
        return report_file(content, len(content), "application/pdf" if kind == "pdf" else XLSX, f"{name}.{kind}")
