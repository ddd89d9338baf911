from odoo import models
from odoo.tools import remove_accents


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    def _summary_for(self, options):
        """Compute the printed report of `options`: what is asked by item is summed by customer, items beneath.

        Narrowed to a column it keeps the rows with an amount in it, whole; of the items only those in it are listed.
        """
        report = self._compute_for(options, group_by=self._printed_group(options))
        return report if options.column is None else report.having(options.column)

    def _printed_group(self, options):
        return "partner" if options.group_by == "item" else options.group_by

    def _group_label(self, options):
        """Return the heading over the names of the rows."""
        return {
            "partner": self.env._("Customer"), "salesperson": self.env._("Salesperson"),
            "collector": self.env._("Collector"), "stage": self.env._("Stage"), "company": self.env._("Company"),
        }.get(self._printed_group(options)) or self.env._("Group")

    def _named_rows(self, report):
        """Return [(name, row)] of a report, sorted as a person looks names up; currencies of a name side by side."""
        named = [(self._row_name(row), row) for row in report.rows]
        return sorted(named, key=lambda pair: (remove_accents(pair[0]).casefold(), pair[1].currency.name))

    def _row_name(self, row):
        record = self._row_record(row)
        if not record:
            return {
                "res.partner": self.env._("No customer"), "res.users": self.env._("Nobody"),
                "ar.stage": self.env["ar.stage"].sudo()._stages_of(self.env.company)[:1].name,
            }.get(record._name, self.env._("None"))
        # Names as any list shows a linked record, whether or not the user may open it.
        return record.sudo().display_name

    def _age_label(self, options):
        """Return the heading over the days that decide the bucket."""
        return self.env._("Days late") if options.basis == "due" else self.env._("Age in days")
