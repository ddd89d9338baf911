from odoo import models

from .account_move_stage import BOOKS_UNTOUCHED


class AccountMove(models.Model):
    _inherit = "account.move"

    def _ar_leave_stage_if_settled(self):
        """Put invoices of which nothing is open any more back to where everything begins, and note where they were."""
        # Whoever pays need not be allowed to see collection stages.
        settled = self.sudo().filtered(lambda move: move.ar_stage_id and not move.amount_residual)
        stages = settled.grouped("ar_stage_id")
        moved = settled._ar_move_stage(
            self.env["ar.stage"], self.env._("Nothing is open any more."), forward_only=False)
        for stage, moves in stages.items():
            moves.with_context(**BOOKS_UNTOUCHED, tracking_disable=True).ar_stage_settled_id = stage
        return moved

    def _ar_return_to_stage(self):
        """Put invoices that are open again back to the stage they had before they were settled, set by whatever."""
        open_again = self.sudo().filtered(
            lambda move: move.state == "posted" and move.amount_residual and move.ar_stage_settled_id)
        reason = self.env._("Open again: back to the stage it had before it was settled.")
        return self._ar_move_stages({
            move: (move.ar_stage_settled_id, reason) for move in open_again}, forward_only=False)
