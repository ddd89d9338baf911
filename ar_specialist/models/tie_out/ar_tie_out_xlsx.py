from io import BytesIO

from odoo import models

from ...logic.tie_out import DIFFERENCE, ODD
from ...report.xlsx_tie_out import write_causes, write_rows


class ArTieOut(models.AbstractModel):
    _inherit = "ar.tie.out"

    def _xlsx(self, as_of, companies=None):
        """Return the tie-out of a day as a workbook, bytes: a sheet of accounts, a sheet of causes.

        :raise AccessError: when the user may not read journal items
        """
        stream = BytesIO()
        self._xlsx_of(self._given(as_of, companies), stream)
        return stream.getvalue()

    def _xlsx_of(self, options, stream):
        """Write these sheets into `stream`, a binary file.

        :param options: :class:`TieOutOptions`
        """
        tie_out = self._compute_for(options)
        title, facts, texts = self._title(), self._heading(tie_out), self._sheet_texts()
        with self._workbook(stream, title, facts) as (workbook, styles):
            write_rows(workbook, styles, title, texts, facts, tie_out.rows)
            write_causes(workbook, styles, title, texts, facts, tie_out.causes)

    def _sheet_texts(self):
        return {
            **self._figure_texts(),
            "sheet": self.env._("Tie-out"), "causes_sheet": self.env._("Causes"), "company": self.env._("Company"),
            "account": self.env._("Account"), "currency": self.env._("Currency"),
            "document": self.env._("Document currency"), "total": self.env._("Total"), "cause": self.env._("Cause"),
            "severity": self.env._("Kind"), "items": self.env._("Items"), "amount": self.env._("Amount"),
            "advice": self.env._("What to do"),
            "severities": {DIFFERENCE: self.env._("Explains a difference"), ODD: self.env._("Looks odd")},
            "name_of": self._account_name, "advice_of": self._cause_advice,
            "account_name": lambda row: self._account_name(row.company, row.account),
        }
