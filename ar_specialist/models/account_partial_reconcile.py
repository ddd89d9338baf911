from odoo import models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    # Aging of a past day undoes, or counts, the reconciliations on one side of that day.
    _ar_max_date_idx = models.Index(
        "(max_date) INCLUDE (debit_move_id, credit_move_id, amount)"
    )
