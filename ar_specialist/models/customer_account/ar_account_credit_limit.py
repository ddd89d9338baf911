from odoo import api, fields, models


class ArAccount(models.Model):
    """The credit limit of Odoo's own contacts, and how much of it is used."""

    _inherit = "ar.account"

    credit_limit = fields.Monetary(
        compute="_compute_credit_limit",
        help="The contact's own limit, else the company's; 0 where the company sets none.")
    credit_used_percent = fields.Float(
        string="Credit Limit Used", compute="_compute_credit_limit", aggregator=None,
        help="What is open, in percent of the credit limit.")
    is_over_credit_limit = fields.Boolean(string="Over Credit Limit", compute="_compute_credit_limit")

    @api.depends("partner_id.credit_limit", "company_id.account_use_credit_limit", "amount_open")
    def _compute_credit_limit(self):
        for company, accounts in self.grouped("company_id").items():
            for account in accounts:
                # Whoever may read the account may know its limit; on contacts it is for accountants alone.
                partner = account.partner_id.sudo().with_company(company)
                limit = partner.credit_limit if company.sudo().account_use_credit_limit else 0.0
                account.credit_limit = limit
                account.credit_used_percent = 100.0 * max(account.amount_open, 0.0) / limit if limit > 0 else 0.0
                account.is_over_credit_limit = limit > 0 and account.amount_open > limit
