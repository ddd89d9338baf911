import io

import xlsxwriter
from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import get_lang

from ...report.xlsx_period_close import write_checks, write_figures, write_off_sheet
from ...report.xlsx_roll_forward import write_roll
from ...report.xlsx_styles import Styles
from ...report.xlsx_summary import write_summary


class ArPeriodClose(models.Model):
    """The close pack as a workbook: a sheet for each of its parts."""

    _inherit = "ar.period.close"

    def _pack_xlsx(self):
        """Return the close pack as one workbook, bytes."""
        period = self._alone()
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": period._pack_title(), "company": period.company_id.name})
            styles = Styles(workbook, get_lang(period.env).date_format)
            currency = period.company_id.currency_id
            write_checks(workbook, styles, period._sheet_texts(), period._sheet_facts(), period._printed_checks())
            write_figures(workbook, styles, period._sheet_texts(), period._key_figures(), currency)
            period._aging_sheet(workbook, styles)
            period._roll_sheet(workbook, styles)
            period._part_sheets(workbook, styles)
            write_off_sheet(workbook, styles, period._sheet_texts(), period._written_off_rows(), currency)
        return stream.getvalue()

    def _pack_title(self):
        return self.env._("Close of receivables, %s", self.name)

    def _sheet_texts(self):
        """Return the words of the pack's own sheets."""
        return {
            "title": self._pack_title(), "checks": self.env._("Checks"), "figures": self.env._("Key figures"),
            "write_offs": self.env._("Write-offs"), "check": self.env._("Check"), "state": self.env._("State"),
            "as_of": self.env._("As of"), "count": self.env._("Count"), "amount": self.env._("Amount"),
            "by": self.env._("Settled by"), "why": self.env._("Remarks"), "figure": self.env._("Figure"),
            "value": self.env._("Value"), "number": self.env._("Number"), "date": self.env._("Date"),
            "customer": self.env._("Customer"), "reason": self.env._("Reason"), "decided": self.env._("Approved by"),
            "total": self.env._("Total"),
            "nothing": self.env._("Nothing was written off in this month."),
        }

    def _sheet_facts(self):
        return [
            (self.env._("Company"), self.company_id.name),
            (self.env._("Month"), f"{format_date(self.env, self.date_from)} – {format_date(self.env, self.date_to)}"),
            (self.env._("Signature"), self._printed_signature()),
        ]

    def _aging_sheet(self, workbook, styles):
        aging = self.env["ar.aging"]
        options = self._aging_options()
        report = aging._summary_for(options)
        write_summary(
            workbook, styles, aging._texts(options, report), aging._printed_totals(report), aging._named_rows(report),
            aging._heading(options))

    def _roll_sheet(self, workbook, styles):
        roll = self.env["ar.roll.forward"]
        options = roll._given(self.date_from, self.date_to, self.company_id, "partner", "company")
        report = roll._compute_for(options)
        write_roll(
            workbook, styles, roll._texts(options), roll._printed_totals(report), roll._sorted(report, "name"),
            roll._heading(options))
