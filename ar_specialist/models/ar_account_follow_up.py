from odoo import api, models


class ArAccount(models.Model):
    """What may speak against reminding an item, and which items count: extend here."""

    _inherit = "ar.account"

    @api.model
    def _ar_open_items_domain(self, company):
        """Return a domain that further narrows the receivable items of `company` that follow-up looks at."""
        return []

    @api.model
    def _ar_reasons_against(self, lines, day):
        """Return {line id: [codes]} of what speaks against reminding each of the items `lines` on `day`.

        In a constant number of queries, whatever the number of items. Codes that are new have a name in `ar.reason`.
        """
        against = {}
        # A search by many ids is one query; reading the items themselves would be many.
        for line in lines.search([("id", "in", lines.ids), ("no_followup", "=", True)], order="id").ids:
            against.setdefault(line, []).append("no_followup")
        holds = self.env["ar.hold"].search([
            ("move_line_id", "in", lines.ids), *self.env["ar.hold"]._domain_covering(day)])
        for hold in holds:
            against.setdefault(hold.move_line_id.id, []).append("held_item")
        return against
