from dataclasses import dataclass
from datetime import date

from odoo import models


@dataclass(frozen=True)
class Fact:
    """One thing that the head of a printed aging says of it: what was asked for, of whom, when, by whom."""

    name: str
    label: str
    value: str | date


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    def _heading(self, options):
        """Return the :class:`Fact` list that PDF and XLSX print above the figures; texts in the user's language."""
        return [
            Fact("company", self.env._("Company"), ", ".join(options.companies.mapped("name"))),
            Fact("as_of", self.env._("As of"), options.as_of),
            Fact("age_on", self.env._("Aged on"), options.age_on),
            Fact("basis", self.env._("Aged by"), self._basis_name(options.basis)),
            Fact("buckets", self.env._("Buckets"), self._bucket_names(options)),
            Fact("currency", self.env._("Currency"), self._currency_names(options)),
            Fact("filters", self.env._("Filters"), "; ".join(self._filter_names(options)) or self.env._("None")),
            Fact("printed", self.env._("Printed"), self._printed()),
        ]

    def _basis_name(self, basis):
        return dict(self.env["res.company"]._fields["ar_aging_basis"]._description_selection(self.env))[basis]

    def _bucket_names(self, options):
        return options.bucket_set.name or " / ".join(options.bucket_set._labels(options.basis))

    def _filter_names(self, options):
        """Return one text per filter in force."""
        return [text for is_on, text in (
            (options.search, self.env._("search “%s”", options.search)),
            (options.overdue_only, self.env._("overdue only")),
            (options.hide_credits, self.env._("without credits")),
            (options.mine, self.env._("my customers")),
            # Names as any list shows a linked record, whether or not the user may open it.
            (options.partners, self.env._("customers: %s", ", ".join(options.partners.sudo().mapped("display_name")))),
            (options.column is not None, self._column_filter_name(options)),
            (options.credits_apart, self.env._("unapplied credits apart")),
        ) if is_on]

    def _column_filter_name(self, options):
        if options.column is None:
            return ""
        labels = [*options.bucket_set._labels(options.basis), self.env._("Unapplied")]
        return self.env._("with an amount in “%s”", labels[options.column])

    def _report_name(self):
        return self.env._("Aging")

    def _file_words(self, options):
        return self.env._("aging"), options.as_of
