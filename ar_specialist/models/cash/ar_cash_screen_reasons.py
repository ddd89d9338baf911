import re

from odoo import models

from ...logic.cash_reasons import BESIDES, NAMED

#: Reasons whose value is the id of a customer.
OF_CUSTOMERS = ("other_customer", "other_payer")
#: What speaks against a proposal.
AGAINST = BESIDES.keys() - {"together"}
#: How the amount fits, where that wants a look.
TO_LOOK_AT = (
    "short", "over", "late_discount", "by_chance", "oldest_first", "some_of_named", "deposit_chance", "deposit_kept")


class ArCashPayment(models.Model):
    """The reasons of a proposal as the screen shows them: beside the payer, beside each item, marked in the text."""

    _inherit = "ar.cash.payment"

    def _screen_reasons(self):
        """Return [{code, text, against}]: why this customer and this amount; how items are named stands beside them."""
        told = {
            reason["code"]: reason["text"] for reason in self._told_reasons()[self] if reason["code"] not in NAMED}
        return [
            {"code": code, "text": text, "against": code in AGAINST or code in TO_LOOK_AT}
            for code, text in told.items()]

    def _named_text(self, number):
        """Return how the payer names the item of this number; empty when it doesn't."""
        names = self.env["ar.cash.reason"]._names()
        return next(
            (names[code] for code, _points, value in self.reasons or [] if code in NAMED and value == number), "")

    def _screen_marks(self):
        """Return the parts of the text in which something was found: numbers, as they are written there, and names."""
        text = self.text or ""
        words = {str(value) for code, _points, value in self.reasons or [] if value and code not in OF_CUSTOMERS}
        numbers = words | set(filter(None, self.allocation_ids.move_line_id.mapped("move_name")))
        tails = {tail for number in numbers for tail in _tails(number)}
        return sorted(part for part in words | tails if _stands_in(part, text))


def _tails(number):
    """Yield what may be left of a document's number in a payer's hands: INV/2026/00123, 2026/00123, 00123, 123."""
    parts = re.split(r"[^0-9A-Za-z]+", number)
    yield number
    if len(parts) > 1:
        yield number[len(parts[0]) + 1:]
    yield parts[-1]
    yield parts[-1].lstrip("0")


def _stands_in(part, text):
    return len(part) > 1 and re.search(rf"(?<![0-9]){re.escape(part)}(?![0-9])", text, re.IGNORECASE)
