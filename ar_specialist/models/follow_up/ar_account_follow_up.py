from odoo import api, models

from ...queries.follow_up_against import marked_and_held


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
        for code, line in marked_and_held(self.env, lines.ids, day):
            against.setdefault(line, []).append(code)
        return against
