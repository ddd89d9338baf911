from odoo import api, fields, models

from .ar_cash_parts import PARTS


class ArCashAllocation(models.Model):
    """What an open item gets of a payment: proposed, or chosen by a person, and replaced by every new proposal.

    open_amount = amount + discount + write_off + charges + left, all of the item's sign and in the payment's currency.
    """

    _name = "ar.cash.allocation"
    _description = "Allocation of a payment"
    _inherit = ["ar.insert", "ar.cash.parts"]
    _order = "payment_id, sequence, id"
    _check_company_auto = True

    payment_id = fields.Many2one("ar.cash.payment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="payment_id.company_id", store=True, precompute=True)
    currency_id = fields.Many2one(related="payment_id.currency_id", store=True, precompute=True)
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", required=True, ondelete="cascade", index=True,
        help="Of the payment's company or one of its branches.")
    item_currency_id = fields.Many2one(related="move_line_id.currency_id")
    sequence = fields.Integer(default=10)
    open_amount = fields.Monetary(string="Open")
    amount = fields.Monetary(string="Applied", help="Of the payment's own money; of a credit, what is taken up.")
    discount = fields.Monetary(string="Cash Discount")
    write_off = fields.Monetary(string="Written Off", help="A difference within the tolerance.")
    charges = fields.Monetary(string="Bank Charges", help="What banks kept of what the payer sent.")
    left = fields.Monetary(string="Stays Open", compute="_compute_left", store=True)

    _item_uniq = models.Constraint(
        "UNIQUE (payment_id, move_line_id)", "This item has its part of the payment already.")

    @api.depends("open_amount", "amount", "discount", "write_off", "charges")
    def _compute_left(self):
        for line in self:
            settled = line.amount + line.discount + line.write_off + line.charges
            line.left = line.currency_id.round(line.open_amount - settled)

    def action_open_item(self):
        """Open the document that the item is of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "account.move", "res_id": self.move_line_id.move_id.id,
            "views": [(False, "form")], "view_mode": "form",
        }

    def _application_line_values(self):
        """Return the values of the line that tells, for good, what the item got."""
        item, currency = self.move_line_id, self.currency_id
        opened = self.payment_id._worth(item.amount_residual_currency, item.currency_id)
        parts = {name: self[name] for name in PARTS}
        own = {"item_currency_id": item.currency_id.id, "item_open": item.amount_residual_currency}
        return {
            "company_id": self.company_id.id, "currency_id": currency.id, "move_line_id": item.id,
            "item_name": item.move_name, "open_amount": opened, **parts,
            "left": currency.round(opened - sum(parts.values())), **(own if item.currency_id != currency else {}),
        }
