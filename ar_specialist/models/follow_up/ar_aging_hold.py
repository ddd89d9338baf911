from odoo import api, models
from odoo.exceptions import UserError

from ..aging.ar_open_item import FOLLOW_UP_READERS


class ArAging(models.AbstractModel):
    """Holds on the aging screen: shown at the items, put on those that are ticked."""

    _inherit = "ar.aging"

    def _held_today(self, ids):
        """Return the ids of the items among `ids` that are on hold today; none for who may not know."""
        if not self.env.user.has_groups(FOLLOW_UP_READERS):
            return set()
        return set(self.env["ar.open.item"].search([("id", "in", ids), ("is_on_hold", "=", True)])._ids)

    @api.model
    def put_on_hold(self, ids):
        """Return the action that asks for reason and last day of holds on the ticked items.

        :param ids: of journal items; those that nothing is open of any more, on a report of a past day, stay out
        :raise UserError: when nothing is open of any of them
        """
        self._check_reader()
        items = self.env["account.move.line"].search([
            ("id", "in", self._integers(ids)), ("parent_state", "=", "posted"), ("reconciled", "=", False),
            ("account_id.account_type", "=", "asset_receivable"),
        ])
        if not items:
            raise UserError(self.env._("Nothing is open of these items any more, so there is nothing to hold."))
        return self.env["ar.hold"]._ask(items=items)
