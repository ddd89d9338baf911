from odoo import models


class ArPolicy(models.Model):
    """The question "which customers?" of a policy."""

    _inherit = "ar.policy"

    def action_preview_customers(self):
        """Show who falls to this policy today; of several or none, who falls to which one."""
        lines = self.env["ar.policy.preview"]._fill(self.env.company)
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_policy_preview_action")
        mine = {"search_default_policy_id": self.id} if len(self) == 1 else {"search_default_group_policy": 1}
        return {**action, "domain": [("id", "in", lines.ids)], "context": {**mine, "create": False}}
