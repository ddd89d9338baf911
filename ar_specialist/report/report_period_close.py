from odoo import api, models


class ReportPeriodClose(models.AbstractModel):
    """Values of the first pages of the close pack."""

    _name = "report.ar_specialist.report_period_close"
    _description = "Close of receivables, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {
            "doc_ids": docids,
            "doc_model": "ar.period.close",
            "docs": self.env["ar.period.close"].browse(docids),
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
        }
