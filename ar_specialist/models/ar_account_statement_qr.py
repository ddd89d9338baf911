from odoo import models


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
                code = bank.build_qr_code_base64(
                    section.figures.closing, message, "", currency, self.partner_id, silent_errors=True)
                if code:
                    return code
        return ""
