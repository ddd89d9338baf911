from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArCashReturn(models.Model):
    """A return that was booked before the bank did meets the bank's line."""

    _inherit = "ar.cash.return"

    way_line_id = fields.Many2one(
        "account.move.line", string="On Its Way", readonly=True, copy=False, ondelete="set null",
        index="btree_not_null", help="What the bank has not booked yet.")

    def action_meet(self):
        """Book the line of the bank that was found: it settles what was on its way."""
        self.ensure_one()
        record = self._lock_payment()
        line, way = record.found_line_id, record.way_line_id
        if record.state != "done" or not line or not way or way.reconciled:
            raise UserError(self.env._("No line of the bank waits for this return."))
        _liquidity, suspense, _others = line._seek_for_lines()
        made = record._replace_suspense(line, [{
            "name": record.display_name, "account_id": way.account_id.id, "partner_id": way.partner_id.id,
            "currency_id": suspense.currency_id.id, "amount_currency": suspense.amount_currency,
            "balance": suspense.balance, "tax_ids": [Command.clear()]}])
        (way + made).reconcile()
        record.write({"statement_line_id": line.id, "found_line_id": False})
        taken = record._taken_payment()
        taken._set_state("returned", amount_left=0.0)
