from odoo import api, models
from odoo.exceptions import UserError

from ...logic.document_items import place
from ...logic.promises import OPEN, VERDICTS


class ArPromise(models.Model):
    """A promise stays as it was said when the document of its items is changed; its items follow."""

    _inherit = "ar.promise"

    @api.model
    def _follow_document(self, move, before):
        """Let promises be for the items that `move` has now, as much as they were for those it had.

        :param before: :class:`Instalment` s of the document as it was posted last
        """
        amounts = {one.id: one.amount for one in before}
        after = move._ar_instalments("amount_currency")
        for promise in self.search([("move_line_ids", "in", list(amounts)), ("state", "in", VERDICTS)]):
            own = [(item, item, amounts[item]) for item in promise.move_line_ids.ids if item in amounts]
            placed, _rest = place(own, before, after, move.currency_id.round)
            items = {one for shares in placed.values() for one in shares}
            if items and items != {item for item, _key, _amount in own}:
                promise._go_on_for(move, set(promise.move_line_ids.ids) - amounts.keys() | items)
            promise._ask_when_too_much(move)

    def _go_on_for(self, move, items):
        """Be for `items` (ids) from now on; what was settled of the new ones before the promise doesn't count."""
        lines = self.env["account.move.line"].browse(sorted(items))
        known = {key: value for key, value in (self.known or {}).items() if int(key) in items}
        added = lines - self.move_line_ids
        if added:
            _open, settled = self._open_before(added, self.account_id, self.currency_id, self.date_made)
            known |= settled
        self.write({"move_line_ids": lines.ids, "known": known})
        self._message_log(body=self.env._(
            "%s was changed; the promise is for the items it has now.", move.display_name))
        self.account_id._ar_evaluate_promises()

    def _ask_when_too_much(self, move):
        """Ask the collector to talk to the customer again when more is promised than the items are over by now."""
        foreign = self.currency_id != self.company_id.currency_id
        is_open = sum(self.move_line_ids.mapped("amount_residual_currency" if foreign else "amount_residual"))
        if self.state == OPEN and self.currency_id.compare_amounts(self.amount - self.amount_paid, is_open) > 0:
            self._tell_collector(self.env._(
                "%(document)s was changed: %(promised)s are promised, %(open)s are open.", document=move.display_name,
                promised=self.currency_id.format(self.amount - self.amount_paid),
                open=self.currency_id.format(is_open)))

    @api.model
    def _lose_document(self, items, text, *, deleted=False):
        """Tell the collectors of open promises that the document of `items` is gone.

        :raise UserError: when a promise that has its verdict would be for nothing
        """
        for promise in self.search([("move_line_ids", "in", items.ids), ("state", "in", VERDICTS)]):
            only = promise.move_line_ids <= items
            if deleted and only and promise.state != OPEN:
                raise UserError(self.env._(
                    "Promise %s was made for it and has its verdict: cancel the document instead of deleting it.",
                    promise.name))
            if promise.state == OPEN:
                promise._tell_collector(text)
                if deleted and only:
                    # Without items it would be for the whole account.
                    promise._set_state("withdrawn", keep_until=False)

    def _tell_collector(self, text):
        self._message_log(body=text)
        account, kind = self.account_id, self.env.ref("ar_specialist.activity_type_promise")
        account._ar_schedule([(
            account, account._ar_person("collector"), kind,
            self.env._("Promise %(promise)s: %(what)s", promise=self.name, what=text), False)])
