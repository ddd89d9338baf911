from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _reconcile_post_hook(self, data):
        """Disputes of what is reconciled follow."""
        result = super()._reconcile_post_hook(data)
        self.env["ar.dispute"]._refresh_items(self)
        return result


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    def unlink(self):
        """Disputes of what is open again follow."""
        items = self.debit_move_id
        result = super().unlink()
        self.env["ar.dispute"]._refresh_items(items.exists())
        return result
