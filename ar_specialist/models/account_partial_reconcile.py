from odoo import models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    # Aging of a past day undoes, or counts, the reconciliations on one side of that day.
    _ar_max_date_idx = models.Index(
        "(max_date) INCLUDE (debit_move_id, credit_move_id, amount)"
    )

    def unlink(self):
        """Invoices that are open again return to their collection stage, and promises for them are judged again."""
        items = self.debit_move_id | self.credit_move_id
        moves, promised = items.move_id, self.debit_move_id
        done = super().unlink()
        moves.exists()._ar_return_to_stage()
        self.env["ar.promise"]._evaluate_items(promised.exists())
        return done
