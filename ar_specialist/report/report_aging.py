from odoo import api, models


class ReportAging(models.AbstractModel):
    """Values of the printed aging; `data["options"]` is what the screen sends, or an AgingOptions."""

    _name = "report.ar_specialist.report_aging"
    _description = "Aging of receivables, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        aging = self.env["ar.aging"]
        options = aging._any_options(data.get("options") or data)
        return aging._printed_values(options, data.get("report_type"))
