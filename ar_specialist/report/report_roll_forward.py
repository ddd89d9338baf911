from odoo import api, models


class ReportRollForward(models.AbstractModel):
    """Values of the printed roll-forward; `data["options"]` is what the screen sends, or RollOptions."""

    _name = "report.ar_specialist.report_roll_forward"
    _description = "Roll-forward of receivables, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        roll = self.env["ar.roll.forward"]
        roll._check_reader()
        return roll._printed_values(roll._any_options(data.get("options") or data), data.get("report_type"))
