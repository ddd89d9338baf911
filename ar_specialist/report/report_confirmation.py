from odoo import api, models


class ReportConfirmation(models.AbstractModel):
    """Values of the printed requests to confirm a balance; `data` may name the language of all, "lang"."""

    _name = "report.ar_specialist.report_confirmation"
    _description = "Request to confirm a balance"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        lines = self.env["ar.balance.request.line"].browse(docids)
        lines.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "ar.balance.request.line",
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter(data.get("report_type")),
            "letters": [
                line._letter(data.get("lang") or line.account_id._ar_statement_lang()) for line in lines],
        }


class ReportConfirmationList(models.AbstractModel):
    """Values of the list for the auditor."""

    _name = "report.ar_specialist.report_confirmation_list"
    _description = "Balance confirmations, list for the auditor"

    @api.model
    def _get_report_values(self, docids, data=None):
        requests = self.env["ar.balance.request"].browse(docids)
        requests.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "ar.balance.request",
            "plain_converter": self.env["ir.actions.report"]._ar_plain_converter((data or {}).get("report_type")),
            "lists": [request._list() for request in requests],
        }
