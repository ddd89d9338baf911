from odoo import models


class AccountMoveLine(models.Model):
    """The one place that hears of reconciliations made and undone."""

    _inherit = "account.move.line"

    def _reconcile_post_hook(self, data):
        result = super()._reconcile_post_hook(data)
        (data["not_paid_invoices"] | data["in_payment_invoices"])._ar_leave_stage_if_settled()
        self._ar_settlement_changed()
        return result

    def _ar_settlement_changed(self):
        """Tell all whose state follows from what is settled of these items, of both sides; extend for further ones."""
        self.env["ar.promise"]._evaluate_items(self)
        self.env["ar.dispute"]._refresh_items(self)
        self.env["ar.account"]._ar_mark_scores_of(self)


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    def unlink(self):
        items = self.debit_move_id | self.credit_move_id
        moves = items.move_id
        result = super().unlink()
        # Undoing may delete what was posted for it, an exchange difference for instance.
        moves.exists()._ar_return_to_stage()
        items.exists()._ar_settlement_changed()
        return result
