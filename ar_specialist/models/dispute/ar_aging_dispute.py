from odoo import api, models

from ..aging.ar_open_item import FOLLOW_UP_READERS


class ArAging(models.AbstractModel):
    """Disputed items are marked on the aging screen; a dispute is opened there of those that are ticked."""

    _inherit = "ar.aging"

    @api.model
    @api.readonly
    def get_items(self, options, key, currency_id):
        answer = super().get_items(options, key, currency_id)
        disputed = self._disputed_today([item["id"] for item in answer["items"]])
        for item in answer["items"]:
            item["is_disputed"] = item["id"] in disputed
        return answer

    def _disputed_today(self, ids):
        """Return the ids of the items among `ids` that are contested; none for who may not know."""
        if not self.env.user.has_groups(FOLLOW_UP_READERS):
            return set()
        lines = self.env["ar.dispute.line"].search([
            ("move_line_id", "in", ids), ("dispute_id.state", "=", "open"), ("dispute_id.kind", "=", "dispute"),
            ("amount_open", ">", 0)])
        return set(lines.move_line_id.ids)

    @api.model
    def dispute_items(self, ids):
        """Return the action that opens a case of the ticked items.

        :param ids: of journal items; those that nothing is open of any more stay out
        """
        self._check_reader()
        items = self.env["account.move.line"].search([("id", "in", self._integers(ids))])
        return self.env["ar.dispute"]._ask(items=items)
