from odoo import models


class ArOpenItem(models.Model):
    _inherit = "ar.open.item"

    def action_log_contact(self):
        """Ask what was said about these items."""
        self.env["ar.contact.log"].check_access("create")
        accounts = self.env["ar.account"]
        for company, items in self.grouped("company_id").items():
            accounts |= accounts._for_many(items.commercial_partner_id, company)
        return self.env["ar.contact.entry"]._ask(accounts, items=self.move_line_id)
