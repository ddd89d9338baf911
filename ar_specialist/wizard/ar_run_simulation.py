from odoo import fields, models
from odoo.tools import format_date


class ArRunSimulation(models.TransientModel):
    """What a run would do on any day, past or future; it makes no notice and sends nothing."""

    _name = "ar.run.simulation"
    _description = "Simulation of a follow-up run"

    date = fields.Date(string="Day", required=True, default=lambda self: self.env.company._ar_today())
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    partner_ids = fields.Many2many("res.partner", string="Customers")
    line_ids = fields.One2many("ar.run.simulation.line", "simulation_id")

    def action_simulate(self):
        """Show the decisions of the day."""
        self.ensure_one()
        decisions = self.env["ar.run"]._simulate(
            self.date, companies=self.company_id, partners=self.partner_ids or None)
        self.line_ids.unlink()
        self.env["ar.run.simulation.line"].create([
            {"simulation_id": self.id, **self._line_values(decision)} for decision in decisions])
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_run_simulation_line_action")
        return {
            **action, "domain": [("simulation_id", "=", self.id)],
            "display_name": self.env._("What would happen on %s", format_date(self.env, self.date)),
        }

    def _line_values(self, decision):
        return {
            "partner_id": decision["partner_id"], "level_id": decision["level_id"], "kind": decision["kind"],
            "state": decision["state"], "reason_codes": decision["reason_codes"], "amount": decision["amount"],
            "item_count": decision["item_count"],
        }
