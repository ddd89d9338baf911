from odoo import models


class ArAccount(models.Model):
    """The customer's page as staff open it, to see what the customer sees."""

    _inherit = "ar.account"

    def action_customer_page(self):
        """Open the customer's own page by a link that is good for a day."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self._ar_portal_url(days=1, look=True), "target": "new"}
