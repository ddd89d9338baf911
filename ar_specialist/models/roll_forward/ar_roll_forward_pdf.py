from odoo import models

from ..aging.ar_aging_pdf import NAME_WIDTH


class ArRollForward(models.AbstractModel):
    _inherit = "ar.roll.forward"

    _printed_by = "ar_specialist.action_report_roll_forward"

    def _pdf(self, date_from, date_to, companies=None, group_by="partner", currency="company"):
        """Return the roll-forward as a PDF, bytes; arguments and errors as of :meth:`compute`.

        :raise UserError: for more rows than a PDF holds, or when the PDF converter is missing
        """
        return self._pdf_of(self._given(date_from, date_to, companies, group_by, currency))

    def _printed_values(self, options, report_type="pdf"):
        """Return what the template of the PDF prints, all amounts as texts in the user's locale."""
        report = self._compute_for(options)
        aging = self.env["ar.aging"]
        aging._refuse_long(len(report.rows))
        plain_converter = self.env["ir.actions.report"]._ar_plain_converter(report_type)
        facts = self._printed_facts(options)
        text = self._texts(options)
        rows = [
            aging._printed_row(name, row.currency, row.amounts[:-1], row.amounts[-1])
            for name, row in self._sorted(report, "name")]
        rows += [
            aging._printed_row(text.sums, currency, sums[:-1], sums[-1], kind="total")
            for currency, sums in self._printed_totals(report).items()]
        return {
            "plain_converter": plain_converter,
            "name_width": NAME_WIDTH,
            "text": text,
            "facts": facts,
            "company": self._letterhead(options),
            "several": len(report.totals_by_currency) > 1,
            "labels": text.labels,
            "pages": aging._pages(rows, facts, NAME_WIDTH, plain_converter) if report.rows else [],
        }
