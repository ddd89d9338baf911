from odoo import api, models

from ...queries.customers_owing import customers_without_account
from ...queries.ledger_facts import receivable_accounts


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _cron_ensure_accounts(self):
        """Give every customer with open items its account, company by company, and bring the stages up to date."""
        accounts = receivable_accounts(self.env)
        companies = self.env["res.company"].search([])
        for done, company in enumerate(companies, start=1):
            self.with_company(company)._ensure_accounts(company, accounts)
            self.env["ir.cron"]._commit_progress(1, remaining=len(companies) - done)

    @api.model
    def _ensure_accounts(self, company, receivable_account_ids):
        self._make_missing(company, receivable_account_ids)
        # What a person changed by another way than paying, an invoice cancelled for instance, is caught up with here.
        self.search([("company_id", "=", company.id)])._ar_refresh_stages()

    @api.model
    def _make_missing(self, company, receivable_account_ids):
        """Give every customer with open items in `company` its account at once: it began to owe today."""
        missing = self.env["res.partner"].browse(customers_without_account(self.env, company, receivable_account_ids))
        self._for_many(missing, company)
