from odoo import fields, models
from odoo.fields import NO_ACCESS

from ...logic.document_items import Instalment
from ...queries.document_cases import items_in_cases
from ..follow_up.account_move_stage import BOOKS_UNTOUCHED

#: What keeps hold of its document: follows it by `_follow_document`, is told by `_lose_document` when it is gone.
CASES = ("ar.dispute.line", "ar.promise", "ar.hold")


class AccountMove(models.Model):
    """A document that is reset to draft, changed and posted again keeps its cases; one that goes tells them."""

    _inherit = "account.move"

    # What the receivable items were when it was last posted, while cases hang on them. Nobody's to read or write.
    ar_items_before = fields.Json(copy=False, groups=NO_ACCESS)

    def button_draft(self):
        self._ar_remember_items()
        return super().button_draft()

    def _ar_remember_items(self):
        # sudo: whoever corrects an invoice need not see its cases
        items = self.sudo().filtered(lambda move: move.state == "posted")._ar_receivable_items()
        in_cases = items_in_cases(items.env, items.ids)
        for move, own in items.grouped("move_id").items():
            if in_cases.intersection(own.ids):
                move._ar_write_items_before({
                    "partner": move.commercial_partner_id.id, "currency": move.currency_id.id,
                    "items": [
                        [item.id, fields.Date.to_string(item.date_maturity or item.date), item.amount_currency]
                        for item in own
                    ],
                })

    def _ar_write_items_before(self, value):
        self.with_context(**BOOKS_UNTOUCHED, tracking_disable=True).ar_items_before = value

    def _ar_receivable_items(self):
        return self.line_ids.filtered(lambda line: line.account_type == "asset_receivable" and line.balance > 0)

    def _post(self, soft=True):
        posted = super()._post(soft)
        for move in posted.sudo().filtered("ar_items_before"):
            move._ar_bring_cases_along()
        return posted

    def _ar_bring_cases_along(self):
        """Put the cases on the items that the document has now."""
        known = self.ar_items_before
        self._ar_write_items_before(False)
        if (known["partner"], known["currency"]) != (self.commercial_partner_id.id, self.currency_id.id):
            self._ar_tell_cases(self.env._(
                "%s is now another customer's, or in another currency: say what becomes of this.", self.display_name))
            return
        before = [Instalment(item, fields.Date.to_date(due), amount) for item, due, amount in known["items"]]
        for model in CASES:
            self.env[model]._follow_document(self, before)

    def _ar_instalments(self, measure):
        """Return the receivable items as `logic/document_items.py` wants them, with the amount of field `measure`."""
        return [
            Instalment(item.id, item.date_maturity or item.date, item[measure])
            for item in self._ar_receivable_items()
        ]

    def button_cancel(self):
        result = super().button_cancel()
        for move in self:
            move.sudo()._ar_tell_cases(self.env._("%s was cancelled.", move.display_name))
        return result

    def unlink(self):
        # sudo: whoever deletes a draft need not see what was contested of it
        contested = self.env["ar.dispute.line"].sudo().search([("move_id", "in", self.ids)])
        for move in self.sudo():
            move._ar_tell_cases(self.env._("%s was deleted.", move.display_name), deleted=True)
        result = super().unlink()
        contested.exists()._refresh()
        return result

    def _ar_tell_cases(self, text, *, deleted=False):
        items = self.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        if items_in_cases(self.env, items.ids):
            for model in CASES:
                self.env[model]._lose_document(items, text, deleted=deleted)
