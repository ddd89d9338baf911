from odoo import models


class AccountMoveSendWizard(models.TransientModel):
    """Sending an invoice from a row of a reconciliation: the row says that a copy went out."""

    _inherit = "account.move.send.wizard"

    def action_send_and_print(self, allow_fallback_pdf=False):
        result = super().action_send_and_print(allow_fallback_pdf=allow_fallback_pdf)
        row = self.env["ar.reconciliation.match"].browse(
            self.env.context.get("ar_reconciliation_match_id") or []).exists()
        if row and self.move_id in row.move_line_ids.move_id:
            row._note_step("copy")
        return result
