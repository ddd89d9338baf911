import io

import xlsxwriter
from odoo import models
from odoo.tools.misc import get_lang

from ...report.reconciliation_texts import ReconciliationTexts
from ...report.xlsx_reconciliation import write_bridge, write_rows
from ...report.xlsx_styles import Styles


class ArReconciliation(models.Model):
    """The sheet as a workbook."""

    _inherit = "ar.reconciliation"

    def _xlsx(self):
        """Return the workbook, bytes: the way between the balances, and all rows; texts in the customer's language."""
        self.ensure_one()
        self.check_access("read")
        record = self.with_context(lang=self.lang)
        text = ReconciliationTexts(record.env, record)
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": text.title, "company": record.company_id.name})
            styles = Styles(workbook, get_lang(record.env).date_format)
            write_bridge(workbook, styles, text, record)
            write_rows(workbook, styles, text, record)
        return stream.getvalue()

    def _file_name(self, extension):
        return f"{self.display_name.replace('/', '-')}.{extension}"

    def action_xlsx(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url", "url": f"/ar_specialist/reconciliation/{self.id}.xlsx", "target": "download"}
