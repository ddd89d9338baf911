from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _ar_takes_money(self):
        """Return whether incoming money may settle the item: a customer's, or that of a payment registered before."""
        self.ensure_one()
        if self.account_id.account_type == "asset_receivable":
            return True
        return self.account_id.reconcile and self.move_id.origin_payment_id.partner_type == "customer"
