from odoo import fields, models


class ArDispute(models.Model):
    """A deduction that is looked into: the customer has kept an amount back, with a reason code of its own."""

    _inherit = "ar.dispute"

    deduction_reason_id = fields.Many2one(
        "ar.deduction.reason", string="Deduction", index="btree_not_null", tracking=True, check_company=True,
        ondelete="restrict", help="Why the customer has paid less; what is accepted goes to the account of the reason.")

    def _write_off_account(self):
        """An accepted deduction goes where its reason says."""
        reason = self.deduction_reason_id
        return (reason and reason._account(self.company_id)) or super()._write_off_account()
