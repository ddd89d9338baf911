from odoo import api, models


class ReportDisputeSheet(models.AbstractModel):
    """Values of the printed case sheet."""

    _name = "report.ar_specialist.report_dispute_sheet"
    _description = "Case sheet of a dispute"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {
            "doc_ids": docids,
            "doc_model": "ar.dispute",
            "docs": self.env["ar.dispute"].browse(docids),
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
        }
