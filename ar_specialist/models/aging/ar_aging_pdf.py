from dataclasses import dataclass

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.misc import formatLang

# A converter holds the whole document in memory, about 0.1 MB per row; a hundred pages are no reading matter anyway.
PDF_ROWS = 5000
# Of the column of names, in percent; items tell more in it.
NAME_WIDTH, ITEM_NAME_WIDTH = 24, 38


@dataclass(frozen=True)
class PrintedRow:
    """A row as it is printed, texts only: of a `kind` row, item or total; `items` is how many stand beneath it."""

    kind: str
    name: str
    currency: str
    amounts: list[str]
    total: str
    details: str = ""
    items: int = 0


class ArAging(models.AbstractModel):
    _inherit = "ar.aging"

    _printed_by = "ar_specialist.action_report_aging"

    def _printed_values(self, options, report_type="pdf"):
        """Return what the template of the PDF prints, all amounts as texts in the user's locale."""
        report = self._summary_for(options)
        self._refuse_long(len(report.rows))
        plain_converter = self.env["ir.actions.report"]._ar_plain_converter(report_type)
        facts = [(fact.label, self._heading_text(fact)) for fact in self._heading(options)]
        rows = self._printed_rows(options, report)
        name_width = ITEM_NAME_WIDTH if any(row.items for row in rows) else NAME_WIDTH
        return {
            "plain_converter": plain_converter,
            "name_width": name_width,
            "text": self._texts(options, report),
            "facts": facts,
            "company": self._letterhead(options),
            "several": len(report.totals_by_currency) > 1,
            "labels": report.labels,
            "pages": self._pages(rows, facts, name_width, plain_converter) if report.rows else [],
        }

    def _printed_rows(self, options, report):
        """Return all rows in the order of printing: each name, its items beneath; the totals last."""
        items = self._printed_items(options, report) if self._lists_items(options) else {}
        rows = []
        for name, row in self._named_rows(report):
            own = items.get((self._row_record(row).id, row.currency), [])
            rows += [self._printed_row(name, row.currency, row.amounts, row.total, items=len(own)), *own]
        return rows + [
            self._printed_row(self.env._("Total"), currency, sums, currency.round(sum(sums)), kind="total")
            for currency, sums in self._printed_totals(report).items()
        ]

    def _lists_items(self, options):
        """Items stand under their customer; under other groups the XLSX has them."""
        return self._printed_group(options) == "partner" and (options.with_items or options.group_by == "item")

    def _printed_items(self, options, report):
        """Return {(customer id, currency): printed rows of its items}."""
        printed = {}
        for item in self._items_for(options):
            if not printed:
                self._refuse_long(len(report.rows) + item.row.count)
            printed.setdefault((item.row.customer_id or False, item.currency), []).append(
                self._printed_item(item, len(report.labels), len(options.companies) > 1))
        return printed

    def _printed_item(self, item, columns, several_companies):
        amounts = [0.0] * columns
        amounts[item.period] = item.amount
        company = self.env["res.company"].browse(item.row.company_id).name if several_companies else ""
        days = self.env._("%s d", item.days) if item.days > 0 else ""
        details = [item.row.reference, self.env._("due %s", format_date(self.env, item.row.due_date)), days, company]
        return self._printed_row(
            item.row.number, item.currency, amounts, item.amount, "item", " · ".join(filter(None, details)))

    def _printed_row(self, name, currency, amounts, total, kind="row", details="", items=0):
        nothing = "" if kind == "item" else "–"

        def text(amount):
            return formatLang(self.env, amount, digits=currency.decimal_places) if amount else nothing

        return PrintedRow(kind, name, currency.name, [text(amount) for amount in amounts], text(total), details, items)

    def _refuse_long(self, rows):
        if rows > PDF_ROWS:
            raise UserError(self.env._(
                "%(rows)s rows are too many for a PDF, which holds %(most)s. Export XLSX instead, or narrow the report "
                "by a filter.", rows=rows, most=PDF_ROWS,
            ))
