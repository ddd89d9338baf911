import logging

from odoo import models
from reportlab.graphics.utils import RenderPMError

_logger = logging.getLogger(__name__)


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_statement_qr(self, bank, sections, reference):
        """Return the code that a banking app reads, as the address of a picture; empty where none can be made.

        Companies that print it on their invoices have it on statements too. It asks for the balance of the first
        currency that the bank account's kind of code knows.

        :param sections: list of :class:`.statement_sections.Section`
        """
        if not self.company_id.qr_code or not bank:
            return ""
        message = reference or self.partner_id.ref or self.partner_id.name or ""
        for section in sections:
            if section.figures.closing > 0:
                currency = self.env["res.currency"].browse(section.currency)
                code = self._ar_qr_picture(bank, section.figures.closing, message, currency)
                if code:
                    return code
        return ""

    def _ar_qr_picture(self, bank, amount, message, currency):
        try:
            return bank.build_qr_code_base64(amount, message, "", currency, self.partner_id, silent_errors=True)
        except RenderPMError as error:
            # The machine lacks what draws the picture: the statement is worth more than its code.
            _logger.info("Statements go out without a QR code: %s", " ".join(str(error).split()))
            return ""
