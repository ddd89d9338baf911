from dataclasses import dataclass
from datetime import date

from odoo import fields, models
from odoo.tools import format_date, format_datetime


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

    def _currency_names(self, options):
        if options.currency == "document":
            return self.env._("Document currency")
        return self.env._(
            "Company currency (%s)", ", ".join(sorted(set(options.companies.mapped("currency_id.name")))))

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

    def _printed(self):
        return self.env._(
            "%(when)s by %(who)s", when=format_datetime(self.env, fields.Datetime.now(), dt_format="short"),
            who=self.env.user.name)

    def _heading_text(self, fact):
        """Return the value of a :class:`Fact` as text in the user's locale."""
        return format_date(self.env, fact.value) if isinstance(fact.value, date) else fact.value

    def _file_name(self, options, extension):
        """Return a name that says what the file holds: report, day, company."""
        return f"{self.env._('aging')}-{self._file_name_rest(options.as_of, options.companies)}.{extension}"

    def _file_name_rest(self, day, companies):
        """Return what every report's file name says after the report: day and company."""
        first, *others = companies.mapped("name")
        company = "-".join("".join(char if char.isalnum() else " " for char in first).split())
        return f"{day}-{company}{f'+{len(others)}' if others else ''}"
