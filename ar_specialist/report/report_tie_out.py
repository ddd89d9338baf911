from odoo import api, models

from ..logic.tie_out import TieOut


class ReportTieOut(models.AbstractModel):
    """Values of the printed tie-out; `data["tie_out"]` is one computed already, or `data["as_of"]` the day of one."""

    _name = "report.ar_specialist.report_tie_out"
    _description = "Tie-out of receivables, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        tie_outs = self.env["ar.tie.out"]
        given = data.get("tie_out")
        tie_out = given if isinstance(given, TieOut) else tie_outs.compute(tie_outs._day(data.get("as_of")))
        return tie_outs._printed_values(tie_out, data.get("report_type"))
