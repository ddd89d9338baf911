from odoo import models
from odoo.fields import Domain

from ...logic.portal_forms import Fault, numbers


class ArAccount(models.Model):
    """The items that a form of the customer's page may be about."""

    _inherit = "ar.account"

    def _ar_portal_items_domain(self):
        self.ensure_one()
        return (
            self.env["ar.dispute"]._domain_contestable() & Domain("company_id", "=", self.company_id.id)
            & Domain("partner_id.commercial_partner_id", "=", self.partner_id.id)
        )

    def _ar_portal_items(self, limit=None):
        """Return what the customer owes, the oldest first."""
        return self.env["account.move.line"].search(
            self._ar_portal_items_domain(), order="date_maturity, id", limit=limit)

    def _ar_portal_chosen(self, raw):
        """Return the open items of this customer whose ids are the texts `raw`.

        :raise Fault: when one of them is not among these items, whatever it is instead
        """
        wanted = numbers(raw)
        found = self.env["account.move.line"].search(
            self._ar_portal_items_domain() & Domain("id", "in", wanted), order="date_maturity, id")
        if len(found) != len(wanted):
            raise Fault("not_offered")
        return found

    def _ar_portal_contestable(self, items):
        """Return {item: what the customer may still contest of it}: what is open and no case is about yet."""
        contested = dict(self.env["ar.dispute.line"]._read_group(
            [("move_line_id", "in", items.ids), ("dispute_id.state", "=", "open"),
             "|", ("dispute_id.kind", "=", "dispute"), ("dispute_id.acceptance", "=", "waiting")],
            ["move_line_id"], ["amount_open:sum"]))
        return {
            item: item.currency_id.round(max(item.amount_residual_currency - contested.get(item, 0.0), 0.0))
            for item in items
        }
