from odoo import api, models


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _has_own(self):
        """Whether the user collects from any customer: lists then begin with theirs."""
        return self.has_access("read") and bool(self.search_count([("collector_id", "=", self.env.uid)], limit=1))
