from odoo import models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _ar_contents(self):
        """Yield the content of each of these, bytes, in order; no more than one of them stays in memory."""
        for attachment in self:
            # without the prefetch the contents of all would be read with the first
            alone = attachment.with_prefetch()
            yield alone.raw
            alone.invalidate_recordset(["raw"])
