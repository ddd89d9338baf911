from datetime import timedelta

from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

#: What is over stays on the customer's page for so many days.
REMEMBERED = 90
#: As many promises, and as many disputes, are shown: the latest.
SHOWN = 50


class ArAccount(models.Model):
    """Promises and disputes as the customer reads them: numbers, days and amounts, no word of what we think of them."""

    _inherit = "ar.account"

    def _ar_portal_promises(self):
        """Return the promises that are open, or were for a day not long ago, the latest first."""
        since = self._ar_portal_today() - timedelta(days=REMEMBERED)
        promises = self.env["ar.promise"].search([
            ("account_id", "=", self.id), ("state", "!=", "superseded"), "|", ("state", "=", "open"),
            ("date", ">=", since)], limit=SHOWN)
        return [
            {
                "id": promise.id, "number": promise.name, "date": format_date(self.env, promise.date),
                "amount": formatLang(self.env, promise.amount, currency_obj=promise.currency_id),
                "items": ", ".join(filter(None, promise.move_line_ids.mapped("move_name"))),
                "state": promise._ar_portal_state(), "is_open": promise.state == "open",
            }
            for promise in promises
        ]

    def _ar_portal_disputes(self):
        """Return the disputes and questions that are open, or were closed not long ago, the latest first."""
        since = self._ar_portal_today() - timedelta(days=REMEMBERED)
        disputes = self.env["ar.dispute"].search([
            ("account_id", "=", self.id), ("state", "!=", "cancelled"), "|", ("state", "=", "open"),
            ("date_closed", ">=", since)], limit=SHOWN, order="date_opened desc, id desc")
        return [
            {
                "id": dispute.id, "number": dispute.name, "is_question": not dispute._ar_is_contesting(),
                "date": format_date(self.env, dispute.date_opened), "reason": dispute.reason_id.name or "",
                "items": ", ".join(filter(None, dispute.line_ids.move_line_id.mapped("move_name"))),
                "amount": formatLang(self.env, dispute.amount_original, currency_obj=dispute.currency_id)
                if dispute._ar_is_contesting() else "",
                "state": dispute._ar_portal_state(), "is_open": dispute.state == "open",
            }
            for dispute in disputes
        ]
