from odoo import models


class ArCashAllocation(models.Model):
    _inherit = "ar.cash.allocation"

    def _application_line_values(self):
        """Return the values of the line that tells, for good, what the item got."""
        item, currency = self.move_line_id, self.currency_id
        opened = item.amount_residual_currency
        parts = {name: self[name] for name in ("amount", "discount", "write_off", "charges")}
        return {
            "company_id": self.company_id.id, "currency_id": currency.id, "move_line_id": item.id,
            "item_name": item.move_name, "open_amount": opened, **parts,
            "left": currency.round(opened - sum(parts.values())),
        }
