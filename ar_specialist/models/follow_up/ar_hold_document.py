from odoo import api, models

from ...logic.document_items import place


class ArHold(models.Model):
    """A hold on an item goes on when the document of the item is changed."""

    _inherit = "ar.hold"

    @api.model
    def _follow_document(self, move, before):
        """Hold of the items that `move` has now as much as was held of those it had; a part holds the item.

        :param before: :class:`Instalment` s of the document as it was posted last
        """
        amounts = {one.id: one.amount for one in before}
        after = move._ar_instalments("amount_currency")
        for hold in self.search([("move_line_id", "in", list(amounts))]).filtered(lambda hold: not hold._is_over()):
            item = hold.move_line_id.id
            placed, _rest = place([(hold, item, amounts[item])], before, after, move.currency_id.round)
            items = list(placed[hold])
            if items and items != [item]:
                # The one goes on; a hold is of one item, so each further one gets its own.
                first = item if item in items else items[0]
                hold.move_line_id = first
                for other in items:
                    if other != first:
                        hold.copy({"move_line_id": other})
                hold._log_in_accounts({hold: self.env._(
                    "%(document)s was changed; the hold on it goes on: %(reason)s", document=move.display_name,
                    reason=hold.reason)})

    def _is_over(self):
        today = self.company_id._ar_today()
        return self.state == "ended" and self.date_from <= today

    @api.model
    def _lose_document(self, items, text, *, deleted=False):
        """Note in the accounts that the document of `items` is gone, and ask whoever put the hold."""
        holds = self.search([("move_line_id", "in", items.ids)]).filtered(lambda hold: not hold._is_over())
        texts = {
            hold: self.env._("%(what)s A hold was on it: %(reason)s", what=text, reason=hold.reason) for hold in holds}
        holds._log_in_accounts(texts)
        if deleted:
            holds.unlink()
