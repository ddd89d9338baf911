from odoo import api, models


class ReportProvision(models.AbstractModel):
    """Values of the printed provision."""

    _name = "report.ar_specialist.report_provision"
    _description = "Printed provision"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {
            "doc_ids": docids,
            "doc_model": "ar.provision",
            "docs": self.env["ar.provision"].browse(docids),
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
        }
