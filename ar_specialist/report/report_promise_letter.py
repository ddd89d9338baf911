from odoo import api, models


class ReportPromiseLetter(models.AbstractModel):
    """Values of the printed promise or payment plan, each in its customer's language."""

    _name = "report.ar_specialist.report_promise_letter"
    _description = "Promise to pay, for the customer"

    @api.model
    def _get_report_values(self, docids, data=None):
        promises = self.env["ar.promise"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "ar.promise",
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
            "letters": [promise._letter() for promise in promises],
        }
