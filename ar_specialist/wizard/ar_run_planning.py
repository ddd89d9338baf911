from odoo import fields, models
from odoo.exceptions import UserError


class ArRunPlanning(models.TransientModel):
    """Asks for the day and the customers of a run to plan."""

    _name = "ar.run.planning"
    _description = "Plan follow-ups"

    date = fields.Date(string="Day", required=True, default=lambda self: self.env.company._ar_today())
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    scope = fields.Selection(
        [("all", "All customers"), ("some", "Only these customers")], default="all", required=True)
    partner_ids = fields.Many2many("res.partner", string="Customers")

    def action_plan(self):
        """Plan the run and open it; nothing is sent yet."""
        self.ensure_one()
        partners = None
        if self.scope == "some":
            if not self.partner_ids:
                raise UserError(self.env._("Choose the customers to remind, or plan for all of them."))
            partners = self.partner_ids.commercial_partner_id
        runs = self.env["ar.run"].plan(self.date, companies=self.company_id, partners=partners)
        return {
            "type": "ir.actions.act_window", "res_model": "ar.run", "res_id": runs[:1].id, "views": [(False, "form")],
        }
