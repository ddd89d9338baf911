from odoo import models


class ArAccount(models.Model):
    _inherit = "ar.account"

    def action_open_account(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.account", "res_id": self.id, "name": self.display_name,
            "views": [(False, "form")], "view_mode": "form",
        }

    def action_open_items(self):
        """Open the open items of these accounts."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_open_item_action")
        return {
            **action, "context": {}, "display_name": self.env._("Open Items of %s", self[:1].display_name),
            "domain": [("commercial_partner_id", "in", self.partner_id.ids), ("company_id", "in", self.company_id.ids)],
        }

    def action_notices(self):
        """Open the notices to these accounts, held and sent."""
        return {
            "type": "ir.actions.act_window", "res_model": "ar.notice", "view_mode": "list,form",
            "name": self.env._("Notices to %s", self[:1].display_name),
            "domain": [("account_id", "in", self.ids)], "context": {"create": False},
        }

    def action_put_on_hold(self):
        """Ask for reason and last day, then put the customers on hold."""
        return self.env["ar.hold"]._ask(accounts=self)

    def action_ar_open_items(self, bucket_id=None, currency_id=None, credits_only=None):
        """Open the items behind a part of the aging strip; see the method of the same name on contacts."""
        self.ensure_one()
        action = self.partner_id.action_ar_open_items(bucket_id, currency_id, credits_only)
        action["domain"] = [*action["domain"], ("company_id", "=", self.company_id.id)]
        return action
