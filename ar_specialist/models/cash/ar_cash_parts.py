from odoo import api, fields, models

from ...logic.cash_pairs import shares
from ...queries.cash_coins import from_coins, to_coins

#: What an item gets of a payment and besides; what is left over is the last part of what is open.
PARTS = ("amount", "discount", "write_off", "charges")


class ArCashParts(models.AbstractModel):
    """What an item gets, in the payment's currency and, where that is another one, in the item's own.

    The item's own amounts follow from the payment's: as much of what the item has open as the parts are of what that is
    worth in the payment's currency. So an item whose worth is covered is settled to its last coin.
    """

    _name = "ar.cash.parts"
    _description = "Parts of an item that a payment settles"

    item_currency_id = fields.Many2one("res.currency", string="Item's Currency", readonly=True)
    item_open = fields.Monetary(
        string="Open in its Currency", currency_field="item_currency_id", readonly=True,
        help="Only where the item is in another currency than the payment.")
    item_settled = fields.Monetary(
        string="Settled in its Currency", currency_field="item_currency_id", compute="_compute_item_settled",
        help="All that the item gets, in its own currency.")

    @api.depends(lambda self: (
        ("item_open", "item_currency_id", "currency_id", "left", *PARTS) if "amount" in self._fields else ()))
    def _compute_item_settled(self):
        for line in self:
            parts = line._item_parts()
            line.item_settled = sum(parts[name] for name in PARTS)

    def _is_exchanged(self):
        """Return whether the item is in another currency than the payment."""
        return bool(self.item_currency_id) and self.item_currency_id != self.currency_id

    def _item_parts(self):
        """Return {part: its amount in the item's own currency}, `left` among them; they come to what is open."""
        names = (*PARTS, "left")
        if not self._is_exchanged():
            return {name: self[name] for name in names}
        coins = [to_coins(self[name], self.currency_id.decimal_places) for name in names]
        decimals = self.item_currency_id.decimal_places
        if not sum(coins):
            return dict.fromkeys(names, 0.0)
        spread = shares(to_coins(self.item_open, decimals), coins)
        return {name: from_coins(share, decimals) for name, share in zip(names, spread, strict=True)}
