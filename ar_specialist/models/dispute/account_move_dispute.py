from odoo import api, fields, models

from ..aging.ar_open_item import FOLLOW_UP_READERS


class AccountMove(models.Model):
    """Disputes on the invoice form."""

    _inherit = "account.move"

    ar_dispute_count = fields.Integer(string="Disputes", compute="_compute_ar_disputes", groups=FOLLOW_UP_READERS)
    ar_amount_disputed = fields.Monetary(
        string="Disputed", compute="_compute_ar_disputes", groups=FOLLOW_UP_READERS,
        help="What open disputes contest of this document, in its currency.")

    @api.depends("line_ids")
    def _compute_ar_disputes(self):
        rows = self.env["ar.dispute.line"]._read_group(
            [("move_id", "in", self._origin.ids)], ["move_id", "dispute_id"], ["amount_open:sum"])
        counts, amounts = {}, {}
        for move, dispute, amount in rows:
            counts[move.id] = counts.get(move.id, 0) + 1
            if dispute.state == "open" and dispute.kind == "dispute":
                amounts[move.id] = amounts.get(move.id, 0.0) + amount
        for move in self:
            move.ar_dispute_count = counts.get(move._origin.id, 0)
            move.ar_amount_disputed = amounts.get(move._origin.id, 0.0)

    def action_ar_dispute(self):
        """Open a new case of the invoice's open items."""
        return self.env["ar.dispute"]._ask(items=self.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"))

    def action_ar_disputes(self):
        """Open the cases of the invoice."""
        self.ensure_one()
        disputes = self.env["ar.dispute"].search([("line_ids.move_id", "=", self.id)])
        if len(disputes) == 1:
            return disputes.action_open_case()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.dispute", "view_mode": "list,form",
            "name": self.env._("Disputes of %s", self.name), "domain": [("id", "in", disputes.ids)],
        }
