from odoo import fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Where a company books what it receives no money for, and who may confirm what goes back to customers."""

    _inherit = "res.company"

    ar_cash_charges_account_id = fields.Many2one(
        "account.account", string="Bank Charges Account", check_company=True, ondelete="restrict",
        domain=[("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))],
        help="What banks keep of payments goes here; empty: to the tolerance account. Fees of returned payments "
        "go here, too, and need it.")

    ar_refund_two_people = fields.Boolean(
        string="Refunds Need Two People", default=True,
        help="Who proposed a refund, or changed it last, can't be the one who confirms it.")
    ar_refund_alone_limit = fields.Monetary(
        string="Alone Up To", help="Refunds up to this may be confirmed by whoever proposed them.")

    _ar_refund_alone_positive = models.Constraint(
        "CHECK (ar_refund_alone_limit >= 0)", "The limit for refunds by one person can't be negative.")

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

    def _ar_refund_alone(self, amount, currency, day):
        """Return whether one person may propose and confirm a refund of `amount`."""
        self.ensure_one()
        own = currency._convert(amount, self.currency_id, self, day)
        return not self.ar_refund_two_people or self.currency_id.compare_amounts(own, self.ar_refund_alone_limit) <= 0


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_refund_two_people = fields.Boolean(related="company_id.ar_refund_two_people", readonly=False)
    ar_refund_alone_limit = fields.Monetary(
        related="company_id.ar_refund_alone_limit", readonly=False, currency_field="ar_writeoff_currency_id")
