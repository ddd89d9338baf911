from odoo import fields, models


class ArCashApplicationLine(models.Model):
    """An item of what was applied, as the screen shows it."""

    _inherit = "ar.cash.application.line"

    release_ids = fields.One2many("ar.cash.release", "line_id", readonly=True)

    def _screen_line(self):
        parts = (
            (self.discount, self.env._("cash discount %s")), (self.write_off, self.env._("written off %s")),
            (self.charges, self.env._("bank charges %s")), (self.left, self.env._("stayed open with %s")),
            (sum(self.release_ids.mapped("amount")), self.env._("undone in the books %s")))
        besides = [text % self.currency_id.format(amount) for amount, text in parts if amount]
        if self._is_exchanged():
            besides.insert(0, self.env._("settled %s", self.item_currency_id.format(self.item_settled)))
        return {
            "id": self.id,
            "number": self.item_name or "/",
            # sudo: what was applied is the user's to see; whether the document is, its form decides
            "move_id": self.move_line_id.sudo().move_id.id,
            "amount": self.amount,
            "besides": ", ".join(besides),
        }
