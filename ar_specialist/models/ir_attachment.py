from io import BytesIO

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.pdf import PdfReadError

from ..report.pdf_join import PdfJoin


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _ar_joined(self):
        """Return these PDFs as one, bytes, in order.

        :raise UserError: when one of them can't be read; it names it
        """
        out = BytesIO()
        whole = PdfJoin(out)
        for attachment, content in zip(self, self._ar_contents(), strict=True):
            try:
                whole.add(content)
            except PdfReadError as error:
                raise UserError(self.env._(
                    'The file "%s" can\'t be read as a PDF: it was damaged since it was made. '
                    "Leave it out and print the others.", attachment.name)) from error
        whole.close()
        return out.getvalue()

    def _ar_contents(self):
        """Yield the content of each of these, bytes, in order; no more than one of them stays in memory."""
        for attachment in self:
            # without the prefetch the contents of all would be read with the first
            alone = attachment.with_prefetch()
            yield alone.raw
            alone.invalidate_recordset(["raw"])
