from odoo import fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Where a company books what it receives no money for."""

    _inherit = "res.company"

    ar_cash_charges_account_id = fields.Many2one(
        "account.account", string="Bank Charges Account", check_company=True, ondelete="restrict",
        domain=[("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))],
        help="What banks keep of payments goes here; empty: to the tolerance account.")

    def _ar_entry_journal(self):
        """Return the journal for entries that the add-on makes: write-offs, cash discounts, deductions.

        :raise UserError: when the company has none
        """
        self.ensure_one()
        journals = self.env["account.journal"]
        journal = journals.search([*journals._check_company_domain(self), ("type", "=", "general")], limit=1)
        if not journal:
            raise UserError(self.env._("%s has no journal for miscellaneous operations.", self.name))
        return journal
