from odoo import models

from ..logic.statement import OPEN_ITEM


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_statement_pdfs(self, as_of, lang=None, kind=OPEN_ITEM, date_from=None, group=False):
        """Return {account id: its statement as a PDF of its own, bytes}; as :meth:`_ar_statement_pdf`."""
        return {account.id: account._ar_statement_pdf(as_of, lang, kind, date_from, group) for account in self}
