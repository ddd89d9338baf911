from ast import literal_eval

from odoo import fields, models


class ArDisputeTeam(models.Model):
    """The people who look into disputes; an email to its alias opens one."""

    _name = "ar.dispute.team"
    _description = "Dispute team"
    _inherit = ["ar.choice", "mail.alias.mixin.optional"]

    leader_id = fields.Many2one(
        "res.users", check_company=True, domain=[("share", "=", False)],
        help="Gets what comes in by email, and an activity when a dispute is late.")
    member_ids = fields.Many2many("res.users", string="Members", domain=[("share", "=", False)], check_company=True)
    dispute_count = fields.Integer(string="Open Disputes", compute="_compute_dispute_count")

    def _compute_dispute_count(self):
        counts = dict(self.env["ar.dispute"]._read_group(
            [("team_id", "in", self.ids), ("state", "=", "open")], ["team_id"], ["__count"]))
        for team in self:
            team.dispute_count = counts.get(team, 0)

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("ar.dispute")
        if self.id:
            given = literal_eval(self.alias_defaults or "{}")
            values["alias_defaults"] = {
                **given, "team_id": self.id, "company_id": (self.company_id or self.env.company).id}
        return values

    def write(self, vals):
        """What comes in belongs to the team's company, so the alias follows it."""
        result = super().write(vals)
        if "company_id" in vals:
            for team in self.filtered("alias_id"):
                # Aliases are the administrator's; whoever may write the team writes what it stands for.
                team.alias_id.sudo().write(team._alias_get_creation_values())
        return result

    def action_disputes(self):
        """Open the team's open disputes."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_dispute_action")
        return {**action, "context": {"search_default_open": 1, "search_default_team_id": self.id}}
