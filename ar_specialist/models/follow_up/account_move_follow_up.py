from odoo import api, fields, models

from ..account_move import LATE_TYPES
from ..aging.ar_open_item import FOLLOW_UP_READERS


class AccountMove(models.Model):
    """Follow-up on the invoice form: its customer account, its notices, holds on its items."""

    _inherit = "account.move"

    ar_notice_count = fields.Integer(string="Notices", compute="_compute_ar_notice_count", groups=FOLLOW_UP_READERS)
    ar_is_on_hold = fields.Boolean(string="On Hold", compute="_compute_ar_hold", groups=FOLLOW_UP_READERS)
    ar_hold_text = fields.Char(string="Why On Hold", compute="_compute_ar_hold", groups=FOLLOW_UP_READERS)

    @api.depends("line_ids")
    def _compute_ar_notice_count(self):
        rows = self.env["ar.notice.line"]._read_group(
            [("move_id", "in", self._origin.ids)], ["move_id"], ["notice_id:count_distinct"])
        counts = {move.id: count for move, count in rows}
        for move in self:
            move.ar_notice_count = counts.get(move._origin.id, 0)

    @api.depends("line_ids", "commercial_partner_id", "company_id")
    def _compute_ar_hold(self):
        holds = self.env["ar.hold"].search([
            *self.env["ar.hold"]._domain_covering(self.env.company._ar_today()),
            ("account_id.partner_id", "in", self.commercial_partner_id._origin.ids),
            ("company_id", "in", self.company_id.ids),
        ])
        for move in self:
            own = holds.filtered(lambda hold, move=move: (
                hold.account_id.partner_id == move.commercial_partner_id._origin and hold.company_id == move.company_id
                and (not hold.move_line_id or hold.move_line_id.move_id == move._origin)
            )) if move.move_type in LATE_TYPES else holds.browse()
            move.ar_is_on_hold = bool(own)
            move.ar_hold_text = ", ".join(own.mapped("reason"))

    def action_ar_account(self):
        """Open the customer account, made when missing."""
        self.ensure_one()
        return self.env["ar.account"]._for_reader(self.partner_id, self.company_id).action_open_account()

    def action_ar_notices(self):
        """Open the notices that carry items of this invoice."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.notice", "view_mode": "list,form",
            "name": self.env._("Notices with %s", self.name), "context": {"create": False},
            "domain": [("line_ids.move_id", "in", self.ids)],
        }

    def action_ar_put_on_hold(self):
        """Ask for reason and last day, then put the open items of the invoice on hold."""
        items = self.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and not line.reconciled)
        return self.env["ar.hold"]._ask(items=items)
