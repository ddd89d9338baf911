from odoo import models


class ArReceivablesImport(models.Model):
    _inherit = "ar.receivables.import"

    def _take_back(self):
        """Disputes go with the documents that they were imported with."""
        moves = self.line_ids.filtered(lambda line: line.state == "imported").move_id
        # Deleting cases is nobody's; these were made by the import and leave with it.
        disputes = self.env["ar.dispute"].sudo().search([("line_ids.move_id", "in", moves.ids)])
        own = disputes.filtered(lambda dispute: dispute.line_ids.move_id <= moves)
        result = super()._take_back()
        own.unlink()
        return result
