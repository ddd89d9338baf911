from datetime import timedelta

from odoo import models
from odoo.tools import format_date

from ...logic.portal_forms import Fault, amount, day, text
from ...logic.portal_pause import pauses


class ArAccount(models.Model):
    """A promise to pay that the customer enters itself."""

    _inherit = "ar.account"

    def _ar_portal_promise_span(self):
        """Return (first, last) day that a customer may promise."""
        today = self._ar_portal_today()
        return today, today + timedelta(days=self.company_id.ar_portal_promise_days)

    def _ar_portal_read_promise(self, reading):
        items = reading.take("items", self._ar_portal_chosen)
        if items is not None and not items:
            reading.faults["items"] = Fault("choose")
        if items and len(items.currency_id) > 1:
            reading.faults["items"] = Fault("currencies")
        if items and len(items.currency_id) == 1:
            currency = items.currency_id
            most = currency.round(sum(items.mapped("amount_residual_currency")))
            reading.take("amount", amount, most, currency.decimal_places, required=False)
            self._ar_portal_say_most(reading, currency)
        reading.take("date", day, *self._ar_portal_promise_span())
        reading.take("text", text, required=False)

    def _ar_portal_say_most(self, reading, currency):
        """Let the fault of an amount that is too high name the most with its currency."""
        fault = reading.faults.get("amount")
        if fault and "most" in fault.figures:
            fault.figures["text"] = currency.format(fault.figures["most"])

    def _ar_portal_do_promise(self, values, visitor):
        items = values["items"]
        before = self.env["ar.promise"].search_count(
            [("account_id", "=", self.id), ("channel", "=", "portal"), ("move_line_ids", "in", items.ids)], limit=1)
        at_once = pauses(self.company_id.ar_portal_promise, bool(before))
        said = {"date": values["date"], "user_id": self._ar_person("collector").id}
        if values.get("amount"):
            said["amount"] = values["amount"]
        log = self.with_context(ar_promise_offered=not at_once)._ar_portal_log(
            values, visitor, outcome="promised", note=values["text"], items=items, promise=said)
        promise = log.promise_id
        told = {
            "number": promise.name, "amount": promise.currency_id.format(promise.amount),
            "day": format_date(self.env, promise.date)}
        self._ar_portal_tell(
            self.env._("%(number)s: the customer promised %(amount)s by %(day)s on its page", **told) if at_once
            else self.env._("Accept or decline %(number)s: the customer promises %(amount)s by %(day)s", **told))
        return promise.name
