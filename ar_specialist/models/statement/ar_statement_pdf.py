from odoo import models
from odoo.tools import split_every
from odoo.tools.pdf import PdfReadError

from ...logic.statement import OPEN_ITEM
from ...report.pdf_join import split
from ..ir_actions_report import STATEMENTS_AT_ONCE
from .ar_account_statement import STATEMENT_REPORTS


class ArAccount(models.Model):
    """Statements one by one, made many at a time: most of a conversion's time is its start."""

    _inherit = "ar.account"

    def _ar_statement_pdfs(self, as_of, lang=None, kind=OPEN_ITEM, date_from=None, group=False):
        """Return {account id: its statement as a PDF of its own, bytes}; as :meth:`_ar_statement_pdf`."""
        found = {}
        for ids in split_every(STATEMENTS_AT_ONCE, self.ids, list):
            chunk = self.browse(ids)
            taken_apart = chunk._ar_statement_pdfs_at_once(as_of, lang, kind, date_from, group)
            found |= taken_apart or {
                account.id: account._ar_statement_pdf(as_of, lang, kind, date_from, group) for account in chunk}
        return found

    def _ar_statement_pdfs_at_once(self, as_of, lang, kind, date_from, group):
        """Return {account id: PDF} from one conversion; empty when it can't be told which page is whose."""
        counts = {}
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True, webp_as_jpg=True)
        streams = reports._render_qweb_pdf_prepare_streams(STATEMENT_REPORTS[kind], {
            "as_of": as_of, "lang": lang, "date_from": date_from, "group": group, "page_counts": counts}, self.ids)
        own = {
            account: streams[account]["stream"].getvalue()
            for account in self.ids if streams.get(account, {}).get("stream")
        }
        if len(own) == len(self):
            return own
        whole = streams.get(False, {}).get("stream")
        return self._ar_split_statements(whole, counts) if whole else {}

    def _ar_split_statements(self, whole, counts):
        """Return {account id: PDF} of a document that has the statements of the accounts one after the other.

        :param counts: {account id: pages that its statement should have}; where rows were higher than reckoned the
            document has more, and nothing is returned
        """
        if not all(counts.get(account) for account in self.ids):
            return {}
        try:
            parts = split(whole.getvalue(), [counts[account] for account in self.ids])
        except PdfReadError:
            return {}
        return dict(zip(self.ids, parts, strict=True))
