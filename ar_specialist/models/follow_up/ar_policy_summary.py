from odoo import api, fields, models


class ArPolicy(models.Model):
    """What a policy comes to, in a line each."""

    _inherit = "ar.policy"

    segment_summary = fields.Char(string="Customers", compute="_compute_segment_summary")
    level_summary = fields.Char(string="Steps", compute="_compute_level_summary")

    @api.depends("domain")
    @api.depends_context("lang")
    def _compute_segment_summary(self):
        for policy in self:
            try:
                policy.segment_summary = self.env["ar.segment"]._told(policy._segment())
            except Exception:  # a hand-written domain that is not saved yet; saving it names the fault
                policy.segment_summary = self.env._("This segment can't be read")

    @api.depends("level_ids.days", "level_ids.name")
    def _compute_level_summary(self):
        for policy in self:
            policy.level_summary = ", ".join(
                f"{level.name} ({level.days:+d})" for level in policy.level_ids.sorted("days"))
