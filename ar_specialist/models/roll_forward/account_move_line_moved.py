from odoo import api, fields, models

from ..aging.ar_open_item import READERS


class AccountMoveLine(models.Model):
    """What a journal item has in the column of the roll-forward that the context names.

    A payment with a cash discount stands in two columns, with a part in each.
    """

    _inherit = "account.move.line"

    ar_moved = fields.Monetary(
        string="In This Column", currency_field="company_currency_id", compute="_compute_ar_moved", groups=READERS,
        help="The item's part in the column of the roll-forward, in company currency.")
    ar_moved_currency = fields.Monetary(
        string="In This Column, in Currency", currency_field="currency_id", compute="_compute_ar_moved_currency",
        groups=READERS, help="The item's part in the column of the roll-forward, in the item's own currency.")

    @api.depends("balance")
    @api.depends_context("ar_roll_column", "ar_roll_first", "ar_roll_last")
    def _compute_ar_moved(self):
        amounts = self._ar_moved_amounts("company")
        for line in self:
            line.ar_moved = amounts.get(line.id, 0.0)

    @api.depends("amount_currency")
    @api.depends_context("ar_roll_column", "ar_roll_first", "ar_roll_last")
    def _compute_ar_moved_currency(self):
        amounts = self._ar_moved_amounts("document")
        for line in self:
            line.ar_moved_currency = amounts.get(line.id, 0.0)

    def _ar_moved_amounts(self, currency):
        """Return {line id: its amount in the column}; the lines' companies count, not the active ones."""
        chosen = self.env.context.get("ar_roll_column")
        if not self.ids or not chosen:
            return {}
        roll = self.env["ar.roll.forward"].with_context(allowed_company_ids=self.company_id.ids)
        options = roll._options({
            "date_from": self.env.context.get("ar_roll_first"), "date_to": self.env.context.get("ar_roll_last"),
            "currency": currency})
        parts = {
            line: [(money, amount) for column, money, amount in moved if column == chosen]
            for line, moved in roll._moved_items(options, [("id", "in", self.ids)]).items()}
        return {line: own[0][0].round(sum(amount for _money, amount in own)) for line, own in parts.items() if own}
