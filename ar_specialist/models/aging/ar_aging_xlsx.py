from odoo import models
from odoo.exceptions import UserError

from ...report.aging_texts import aging_texts
from ...report.xlsx_items import TooManyItems, write_items
from ...report.xlsx_summary import write_summary


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    def _xlsx_of(self, options, stream):
        """Write the aging as a workbook into `stream`: a sheet of sums, a sheet of items.

        Memory does not grow with the number of items.

        :param options: :class:`AgingOptions`
        :param stream: binary file to write to
        :raise UserError: for more items than a sheet has rows
        :raise AccessError: when the user may not read journal items
        """
        report = self._summary_for(options)
        text = self._texts(options, report)
        facts = self._heading(options)
        totals = self._printed_totals(report)
        with self._workbook(stream, text.title, facts) as (workbook, styles):
            write_summary(workbook, styles, text, totals, self._named_rows(report), facts)
            names = {company.id: company.name for company in options.companies}
            listed = self._item_totals(options, totals)
            try:
                write_items(workbook, styles, text, listed, self._items_for(options), facts, names)
            except TooManyItems as error:
                raise UserError(self.env._(
                    "%s open items are more than a sheet has rows. Narrow the report: fewer companies, a customer, "
                    "overdue only.", error.args[0],
                )) from error

    def _item_totals(self, options, totals):
        """Return {currency: amounts that add up to the total of the items listed}."""
        if options.column is None:
            return totals
        return {currency: [sums[options.column]] for currency, sums in totals.items()}

    def _texts(self, options, report):
        return aging_texts(
            self.env, group=self._group_label(options), days=self._age_label(options), bucket_labels=report.labels)
