from odoo import api, models


class ReportReconciliation(models.AbstractModel):
    """Values of the printed reconciliation sheet, each in its customer's language."""

    _name = "report.ar_specialist.report_reconciliation"
    _description = "Reconciliation sheet, for the customer"

    @api.model
    def _get_report_values(self, docids, data=None):
        records = self.env["ar.reconciliation"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "ar.reconciliation",
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
            "sheets": [record._sheet() for record in records],
        }
