from odoo import api, fields, models

from ..logic.statement import BALANCE_FORWARD, OPEN_ITEM


class ReportArStatement(models.AbstractModel):
    """Values of printed open-item statements.

    `data` may name the day, "as_of", one language for all, "lang", and whether subsidiaries belong in, "group".
    A dict "page_counts" is given the number of pages of each account's statement, where that is known beforehand.
    """

    _name = "report.ar_specialist.report_ar_statement"
    _description = "Open-item statement"
    _kind = OPEN_ITEM

    @api.model
    def _get_report_values(self, docids, data=None):
        data = data or {}
        accounts = self.env["ar.account"].browse(docids)
        accounts.check_access("read")
        as_of = fields.Date.to_date(data.get("as_of")) or self.env.company._ar_today()
        since = fields.Date.to_date(data.get("date_from")) or None
        plain_converter = self.env["ir.actions.report"]._ar_plain_converter(data.get("report_type"))
        contents = accounts._ar_statement_contents(as_of, data.get("lang"), self._kind, since, bool(data.get("group")))
        page = accounts._ar_statement_page() if plain_converter else None
        statements = [
            {**content, "pages": content["account"]._ar_statement_pages(content, page)} for content in contents]
        if plain_converter:
            # Whoever wants them apart learns here which page is whose.
            counts = data.get("page_counts", {})
            counts.update({one["account"].id: max(len(one["pages"]), 1) for one in statements})
        return {
            "doc_ids": docids, "doc_model": "ar.account", "plain_converter": plain_converter, "statements": statements}


class ReportArStatementForward(models.AbstractModel):
    """Values of printed balance-forward statements; `data` may name the period's first day as well, "date_from"."""

    _name = "report.ar_specialist.report_ar_statement_forward"
    _inherit = "report.ar_specialist.report_ar_statement"
    _description = "Balance-forward statement"
    _kind = BALANCE_FORWARD
