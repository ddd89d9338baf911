from odoo import fields, models

TREATMENTS = [
    ("none", "No relief: the tax is lost with the rest"),
    ("now", "Relief at once: the tax report shows it with the write-off"),
    ("later", "Relief later: claimed by a button, when the law allows it"),
]
#: Where nothing of a customer's account, and no money, is booked to.
PROFIT_OR_LOSS = [("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))]


class ArWriteOffReason(models.Model):
    """Why an amount is given up, where it is booked to, and what becomes of the tax in it."""

    _name = "ar.write.off.reason"
    _description = "Reason of write-offs"
    _inherit = ["ar.choice"]

    account_id = fields.Many2one(
        "account.account", company_dependent=True, ondelete="restrict", check_company=True, domain=PROFIT_OR_LOSS,
        help="Where the loss is booked in your present company; empty: to the write-off account of the settings.")
    recovery_account_id = fields.Many2one(
        "account.account", company_dependent=True, ondelete="restrict", check_company=True, domain=PROFIT_OR_LOSS,
        help="Where money that comes in after all is booked in your present company; empty: where the loss went.")
    tax_treatment = fields.Selection(
        TREATMENTS, string="Tax", default="none", required=True,
        help="Bad-debt relief: the tax of the invoice is taken back in proportion, on the accounts and in the boxes of "
             "the tax report where a credit note would show it. Tax that is due on payment never became due, so it is "
             "always taken back.")
    relief_months = fields.Integer(
        string="Months to Relief", default=6,
        help="Relief later: how many months after the due date the law allows it.")
    needs_approval = fields.Boolean(
        string="Always Approved", help="A second person approves it, however small the amount is.")

    _relief_months_positive = models.Constraint(
        "CHECK (relief_months >= 0)", "Relief can't be allowed before the invoice is due.")

    def _account(self, company):
        """Return the account of the loss in `company`, or that of the settings; empty where neither is chosen."""
        return self.with_company(company).account_id or company.ar_writeoff_account_id

    def _recovery_account(self, company):
        """Return the account of what comes in after all; where none is chosen the loss is made smaller by it."""
        return self.with_company(company).recovery_account_id or self._account(company)
