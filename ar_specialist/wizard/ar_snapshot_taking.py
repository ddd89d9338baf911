from odoo import fields, models
from odoo.exceptions import UserError

from ..logic.snapshot_schedule import DAILY, MONTHLY, is_month_end


class ArSnapshotTaking(models.TransientModel):
    """Asks for the day of a snapshot to take by hand."""

    _name = "ar.snapshot.taking"
    _description = "Take a snapshot"

    date = fields.Date(string="As of", required=True, default=lambda self: self.env.company._ar_today())
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    def action_take(self):
        """Take the snapshot, or find the one there is, and open it."""
        self.ensure_one()
        if self.date > self.company_id._ar_today():
            raise UserError(self.env._("The aging of a day to come is not known yet: choose today or an earlier day."))
        snapshot = self.env["ar.snapshot"]._take(
            self.company_id, self.date, MONTHLY if is_month_end(self.date) else DAILY)
        return {
            "type": "ir.actions.act_window", "res_model": "ar.snapshot", "res_id": snapshot.id,
            "views": [(False, "form")], "view_mode": "form",
        }
