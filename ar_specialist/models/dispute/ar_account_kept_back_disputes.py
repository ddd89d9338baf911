from odoo import api, models


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _ar_kept_back(self, lines, day):
        """Only what is contested of an item leaves follow-ups; inquiries stop nothing."""
        kept = super()._ar_kept_back(lines, day)
        rows = self.env["ar.dispute.line"].sudo()._read_group(
            [("move_line_id", "in", lines.ids), ("dispute_id.state", "=", "open"),
             ("dispute_id.kind", "=", "dispute")],
            ["move_line_id"], ["amount_open_company:sum"])
        for item, amount in rows:
            if amount > 0:
                kept.setdefault(item.id, {})["disputed"] = amount
        return kept
