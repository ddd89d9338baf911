from odoo import api, models


class ReportOfScreen(models.AbstractModel):
    """Values of a printed report that has a screen; `data["options"]` is what the screen sends, or options as read."""

    _name = "ar.report.printed"
    _description = "Report on a screen of its own, printed"

    _screen = None

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        report = self.env[self._screen]
        report._check_reader()
        return report._printed_values(report._any_options(data.get("options") or data), data.get("report_type"))


class ReportAging(models.AbstractModel):
    _name = "report.ar_specialist.report_aging"
    _inherit = "ar.report.printed"
    _description = "Aging of receivables, printed"

    _screen = "ar.aging"


class ReportRollForward(models.AbstractModel):
    _name = "report.ar_specialist.report_roll_forward"
    _inherit = "ar.report.printed"
    _description = "Roll-forward of receivables, printed"

    _screen = "ar.roll.forward"


class ReportTieOut(models.AbstractModel):
    _name = "report.ar_specialist.report_tie_out"
    _inherit = "ar.report.printed"
    _description = "Tie-out of receivables, printed"

    _screen = "ar.tie.out"
