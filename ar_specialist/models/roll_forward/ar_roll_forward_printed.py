from odoo import models
from odoo.tools import format_date

from ...report.roll_forward_texts import roll_texts
from ..aging.ar_aging_heading import Fact
from .ar_roll_forward_options import RollOptions


class ArRollForward(models.AbstractModel):
    """What PDF and XLSX have in common: heading, words, name of the file."""

    _inherit = "ar.roll.forward"

    def _given(self, date_from, date_to, companies, group_by, currency):
        """Return the :class:`RollOptions` of arguments as :meth:`compute` takes them."""
        companies = self.env.companies if companies is None else companies
        return RollOptions(*self._period(date_from, date_to), companies, group_by, currency)

    def _heading(self, options):
        """Return the :class:`Fact` list above the figures; texts in the user's language."""
        searched = [Fact("filters", self.env._("Filters"), self.env._("search “%s”", options.search))]
        return [
            Fact("company", self.env._("Company"), ", ".join(options.companies.mapped("name"))),
            Fact("first", self.env._("From"), options.first),
            Fact("last", self.env._("To"), options.last),
            Fact("currency", self.env._("Currency"), self._currency_names(options)),
            *(searched if options.search else []),
            Fact("printed", self.env._("Printed"), self._printed()),
        ]

    def _printed_facts(self, options):
        """Return [(label, text)] of the heading, the period in one."""
        company, first, last, *others = self._heading(options)
        days = " – ".join(format_date(self.env, fact.value) for fact in (first, last))
        return [(company.label, company.value), (self.env._("Period"), days), *(
            (fact.label, fact.value) for fact in others)]

    def _texts(self, options):
        return roll_texts(
            self.env, group=self._group_labels()[options.group_by], labels=list(self._column_labels().values()))

    def _report_name(self):
        return self.env._("Roll-forward")

    def _file_words(self, options):
        return self.env._("roll-forward"), options.first, options.last
