from odoo import api, models
from odoo.fields import Command


class ArDispute(models.Model):
    """What the screens of a case do, and how others open one."""

    _inherit = "ar.dispute"

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        values.setdefault("company_id", self.env.company.id)
        values.setdefault("currency_id", self.env.company.currency_id.id)
        return values

    @api.onchange("line_ids", "account_id")
    def _onchange_items(self):
        items = self.line_ids.move_line_id
        if items:
            self.currency_id, self.company_id = items[:1].currency_id, items[:1].company_id
            if not self.account_id:
                self.account_id = self.env["ar.account"]._for(items[:1].partner_id, items[:1].company_id)
        elif self.account_id:
            self.company_id = self.account_id.company_id
            self.currency_id = self.company_id.currency_id

    @api.model
    def _ask(self, items=None, account=None):
        """Return the action that opens a new case of journal `items`, or of `account`, prefilled."""
        self.check_access("create")
        items = items.filtered_domain(self._domain_contestable()) if items else self.env["account.move.line"]
        if items:
            self._check_together(items)
            account = self.env["ar.account"]._for(items[:1].partner_id, items[:1].company_id)
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form", "target": "new",
            "name": self.env._("New Dispute"),
            "views": [(self.env.ref("ar_specialist.ar_dispute_view_form_quick").id, "form")],
            "context": {
                "default_account_id": account.id if account else False,
                "default_company_id": (account.company_id if account else self.env.company).id,
                "default_line_ids": [Command.create({"move_line_id": item.id}) for item in items],
            },
        }

    def action_open_case(self):
        """Open the case on a screen of its own."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")], "name": self.display_name,
        }

    def action_open_documents(self):
        """Open the credit notes and write-offs made for the case."""
        self.ensure_one()
        action = {
            "type": "ir.actions.act_window", "res_model": "account.move", "name": self.env._("Made for %s", self.name),
            "context": {"create": False},
        }
        if len(self.move_ids) == 1:
            return {**action, "res_id": self.move_ids.id, "view_mode": "form", "views": [(False, "form")]}
        return {**action, "domain": [("id", "in", self.move_ids.ids)], "view_mode": "list,form"}


class ArAccount(models.Model):
    _inherit = "ar.account"

    def action_dispute(self):
        """Open a new case of this customer."""
        self.ensure_one()
        return self.env["ar.dispute"]._ask(account=self)

    def action_disputes(self):
        """Open the cases of these customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_dispute_action")
        return {
            **action, "display_name": self.env._("Disputes of %s", self[:1].display_name),
            "domain": [("account_id", "in", self.ids)],
            "context": {"search_default_open": 1, "default_account_id": self.id if len(self) == 1 else False},
        }


class ArOpenItem(models.Model):
    _inherit = "ar.open.item"

    def action_dispute(self):
        """Open a new case of these items."""
        return self.env["ar.dispute"]._ask(items=self.move_line_id)
