from io import BytesIO

import xlsxwriter
from odoo import models
from odoo.tools.misc import get_lang

from ...report.xlsx_provision import ProvisionBook, Table, product, row_sum
from ...report.xlsx_styles import Styles

COLUMNS = ("opening", "charge", "used", "released", "closing")


class ArProvision(models.Model):
    """The provision as a workbook: matrix, named items, movements, and the year so far."""

    _inherit = "ar.provision"

    def _xlsx(self):
        """Return the provision as a workbook, bytes."""
        self.ensure_one()
        self.check_access("read")
        stream = BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
            workbook.set_properties({"title": self._xlsx_title(), "company": self.company_id.name})
            self._add_sheets(workbook, Styles(workbook, get_lang(self.env).date_format))
        return stream.getvalue()

    def _xlsx_title(self):
        return self.env._("Provision for expected credit losses, %s", self.company_id.name)

    def _add_sheets(self, workbook, styles):
        """Write the sheets of the provision into a workbook, top down."""
        book = ProvisionBook(workbook, styles, self.currency_id, self._xlsx_title(), self._xlsx_facts())
        book.add(self._matrix_table())
        book.add(self._named_table())
        book.add(self._movement_table(
            self.env._("Movement schedule"), self.env._("Segment or item"),
            [(row.name, row) for row in self.movement_ids], [self[name] for name in COLUMNS]))
        book.add(self._year_table())

    def _xlsx_facts(self):
        return [
            (self.env._("As of"), self.date), (self.env._("Currency"), self.currency_id.name),
            (self.env._("Matrix"), self.matrix_id.name), (self.env._("State"), self._state_name(self.state)),
            (self.env._("Factor"), self.factor), (self.env._("Receivables"), self.currency_id.format(self.receivables)),
            (self.env._("Reason of the factor"), self.factor_reason or ""),
        ]

    def _matrix_table(self):
        lines = self.line_ids.sorted(lambda line: (line.segment_sequence, line.period))
        return Table(
            self.env._("Matrix"),
            [self.env._("Segment"), self.env._("Days late"), self.env._("Owed"), self.env._("Without tax"),
             self.env._("Loss rate"), self.env._("Rate used"), self.env._("Provision")],
            ["text", "text", "amount", "amount", "rate", "rate", "amount"], [32, 14, 18, 18, 14, 14, 18],
            [(line.segment_name, line.label, line.exposure, line.base, line.given_rate, line.rate, line.amount)
             for line in lines],
            {6: product(3, 5, self.currency_id.decimal_places)},
            {2: self.exposure_matrix, 3: self.currency_id.round(sum(lines.mapped("base"))), 6: self.amount_matrix},
            self.env._("Total"))

    def _named_table(self):
        # Of a customer whom one may not read one still has to say what it may not pay.
        named = self.specific_ids.sudo()
        return Table(
            self.env._("Named items"),
            [self.env._("Customer"), self.env._("Item"), self.env._("Owed"), self.env._("Provision"),
             self.env._("Reason")],
            ["text", "text", "amount", "amount", "text"], [36, 20, 18, 18, 50],
            [(item.partner_id.name or "", item.move_line_id.move_name or "", item.exposure, item.amount,
              item.reason or "") for item in named],
            {}, {2: self.exposure_specific, 3: self.amount_specific}, self.env._("Total"))

    def _year_table(self):
        year = self._year()
        table = self._movement_table(
            self.env._("Financial year"), self.env._("Provision of"),
            [(provision.display_name, provision) for provision in year], year._chained())
        # What one provision closes with the next one opens with: these two columns are not summed.
        return Table(
            table.name, table.heading, table.kinds, table.widths, table.rows, table.formulas,
            {column: table.summed[column] for column in (2, 3, 4)}, table.total_label)

    def _movement_table(self, name, first, rows, totals):
        labels = [
            self.env._("Opening"), self.env._("Charge"), self.env._("Used"), self.env._("Released"),
            self.env._("Closing")]
        return Table(
            name, [first, *labels], ["text"] + ["amount"] * 5, [40, 18, 18, 18, 18, 18],
            [(label, *(row[column] for column in COLUMNS)) for label, row in rows], {5: row_sum(1, 4)},
            dict(enumerate(totals, 1)), self.env._("Total"))
