from odoo import api, models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _ar_leave_stage_if_settled(self):
        """Put invoices of which nothing is open any more back to where everything begins."""
        # Whoever pays need not be allowed to see collection stages.
        settled = self.sudo().filtered(lambda move: move.ar_stage_id and not move.amount_residual)
        return settled._ar_move_stage(
            self.env["ar.stage"], self.env._("Nothing is open any more."), forward_only=False)

    def _ar_return_to_stage(self):
        """Put invoices that are open again back to the severest stage of the levels that were sent for them."""
        open_again = self.sudo().filtered(
            lambda move: move.state == "posted" and move.amount_residual and not move.ar_stage_id)
        reason = self.env._("Open again: back to the stage of the last level sent.")
        return self._ar_move_stages({
            move: (stage, reason) for move, stage in open_again._ar_stages_of_levels_sent().items()})

    @api.private
    def _ar_stages_of_levels_sent(self):
        """Return {invoice: severest stage of the levels sent for its items}, in one query."""
        if not self:
            return {}
        rows = self.env["ar.notice.line"].sudo()._read_group(
            [("move_line_id.move_id", "in", self.ids), ("counted", "=", True), ("notice_id.state", "=", "sent"),
             ("level_id.stage_id", "!=", False)],
            ["move_line_id", "level_id"],
        )
        stages = {}
        for line, level in rows:
            stages.setdefault(line.move_id, self.env["ar.stage"])
            stages[line.move_id] |= level.stage_id
        return {move: found._severest(found) for move, found in stages.items()}
