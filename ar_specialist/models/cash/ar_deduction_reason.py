from odoo import fields, models


class ArDeductionReason(models.Model):
    """Why a customer pays less on purpose: freight, damage, bonus; and what becomes of the amount."""

    _name = "ar.deduction.reason"
    _description = "Deduction reason"
    _inherit = ["ar.choice"]
    _rec_names_search = ["name", "code"]

    code = fields.Char(help="By which customers' remittances name it.")
    account_id = fields.Many2one(
        "account.account", company_dependent=True, ondelete="restrict", check_company=True,
        domain=[("account_type", "not in", ("asset_receivable", "liability_payable", "asset_cash"))],
        help="Where an accepted deduction is booked in your present company. Without one it is always looked into.",
    )
    is_reviewed = fields.Boolean(
        string="Looked Into", default=True,
        help="A dispute is opened for the amount, which stays open until somebody accepts or rejects it. Otherwise it "
        "is booked at once, up to what one may write off.",
    )
    dispute_reason_id = fields.Many2one(
        "ar.dispute.reason", string="Reason of the Dispute", check_company=True, ondelete="restrict",
        help="Of the dispute that is opened where it is looked into: team and deadline follow from it.")

    _code_uniq = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL AND active", "There is a reason of this code already.")

    def _account(self, company):
        """Return the account of the deduction in `company`; empty where none is chosen."""
        self.ensure_one()
        return self.with_company(company).account_id
