from odoo import api, models


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _ensure_accounts(self, company, receivable_account_ids):
        """New accounts get their collector the night they are made."""
        result = super()._ensure_accounts(company, receivable_account_ids)
        self.search([("company_id", "=", company.id), ("collector_id", "=", False)])._ar_assign_collectors()
        return result
