from odoo import api, fields, models


class ArRunSimulationLine(models.TransientModel):
    """One notice that would go out, or be held and why."""

    _name = "ar.run.simulation.line"
    _description = "Simulated notice"
    _order = "id"
    _rec_name = "partner_id"

    simulation_id = fields.Many2one("ar.run.simulation", required=True, ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one(related="simulation_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    level_id = fields.Many2one("ar.policy.level", readonly=True)
    policy_id = fields.Many2one(related="level_id.policy_id")
    channel_summary = fields.Char(related="level_id.channel_summary")
    kind = fields.Selection([("upcoming", "Coming due"), ("overdue", "Overdue")], readonly=True)
    state = fields.Selection(
        [("planned", "Would be sent"), ("approval", "Would wait for approval"), ("held", "Would be held")],
        readonly=True)
    reason_codes = fields.Json(readonly=True)
    reason_text = fields.Char(string="Why", compute="_compute_reason_text")
    amount = fields.Monetary(readonly=True)
    item_count = fields.Integer(string="Items", readonly=True)

    @api.depends("reason_codes")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for line in self:
            line.reason_text = ", ".join(self.env["ar.reason"]._texts(line.reason_codes or []))

    def action_open_customer(self):
        """Open the customer of the line."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "res.partner", "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
