from odoo import api, fields, models


class ArPeriodCloseReason(models.TransientModel):
    """Asks why a check may stay as it is, or why a closed month is opened again."""

    _name = "ar.period.close.reason"
    _description = "Reason in the period close"

    check_id = fields.Many2one("ar.period.close.check")
    period_id = fields.Many2one("ar.period.close")
    later = fields.Char(compute="_compute_later", help="Months that are closed after the one to reopen.")
    reason = fields.Char(required=True)

    @api.depends("period_id")
    def _compute_later(self):
        for asking in self:
            asking.later = asking.period_id and ", ".join(asking.period_id._closed_after().mapped("name"))

    def _ask(self, title, check=None, period=None):
        """Return the action that asks for the reason."""
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form", "target": "new",
            "views": [(False, "form")], "name": title,
            "context": {"default_check_id": check and check.id, "default_period_id": period and period.id},
        }

    def action_confirm(self):
        """Carry out what was asked about; the record itself decides whether the person may."""
        self.ensure_one()
        if self.check_id:
            self.check_id._waive(self.reason)
        else:
            self.period_id._reopen(self.reason)
        return {"type": "ir.actions.act_window_close"}
