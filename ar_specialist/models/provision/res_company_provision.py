from odoo import fields, models
from odoo.exceptions import RedirectWarning

ALLOWANCE = [("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash", "income", "expense"))]
EXPENSE = [("account_type", "in", ("expense", "expense_other", "income", "income_other"))]


class ResCompany(models.Model):
    """Where provisions for expected credit losses are booked, and by which matrix."""

    _inherit = "res.company"

    ar_provision_matrix_id = fields.Many2one(
        "ar.provision.matrix", string="Provision Matrix", check_company=True, ondelete="set null",
        help="The matrix of new provisions; the company's first one when empty.")
    ar_provision_journal_id = fields.Many2one(
        "account.journal", string="Provision Journal", check_company=True, ondelete="restrict",
        domain=[("type", "=", "general")])
    ar_provision_account_id = fields.Many2one(
        "account.account", string="Allowance Account", check_company=True, ondelete="restrict", domain=ALLOWANCE,
        help="Lessens the receivables on the balance sheet.")
    ar_provision_specific_account_id = fields.Many2one(
        "account.account", string="Allowance for Named Items", check_company=True, ondelete="restrict",
        domain=ALLOWANCE, help="Optional: an account of their own, where local rules want one.")
    ar_provision_expense_account_id = fields.Many2one(
        "account.account", string="Impairment Loss Account", check_company=True, ondelete="restrict", domain=EXPENSE)

    def _ar_provision_matrix(self):
        """Return the matrix of new provisions; empty when the company has none."""
        matrices = self.env["ar.provision.matrix"]
        own = self.sudo().ar_provision_matrix_id
        return own or matrices.search([("company_id", "in", self.ids)], limit=1)

    def _ar_provision_accounts(self):
        """Return (journal, allowance, allowance for named items, loss) accounts.

        :raise RedirectWarning: when one is missing, leading to the settings
        """
        self.ensure_one()
        company = self.sudo()
        journal = company.ar_provision_journal_id or self.env["account.journal"].search([
            *self.env["account.journal"]._check_company_domain(self), ("type", "=", "general")], limit=1)
        allowance, loss = company.ar_provision_account_id, company.ar_provision_expense_account_id
        if not (journal and allowance and loss):
            raise RedirectWarning(
                self.env._("Choose the accounts of provisions in the settings of %s first.", self.name),
                self.env.ref("account.action_account_config").id, self.env._("Open the settings"))
        return journal, allowance, company.ar_provision_specific_account_id or allowance, loss

    def _ar_credit_loss_accounts(self):
        """Return the accounts on which what is written off of customers is a credit loss."""
        company = self.sudo()
        reasons = self.env["ar.write.off.reason"].sudo().with_context(active_test=False).search([])
        allowances = company.ar_provision_account_id | company.ar_provision_specific_account_id
        return company.ar_writeoff_account_id | allowances | reasons.with_company(company).account_id
