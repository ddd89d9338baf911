"""A provision as a workbook: the matrix with its rates, what it comes to, and the movement schedule.

Rates and what they are applied to are numbers, the expected losses and sums are formulas over them, with the figure
stored beside for readers that don't calculate.
"""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from .xlsx_sheet import LINE_HEIGHT, sheet_name
from .xlsx_styles import serial

#: Facts stand in bands of so many, a row of labels above one of values: no sheet has fewer columns.
FACTS_ROW, FACTS_BESIDE, HEADING_ROW = 1, 4, 6


@dataclass(frozen=True)
class Table:
    """A sheet: `heading` texts, `rows` of values in the order of the columns, `widths` of these.

    :param kinds: of each column: "text", "amount" or "rate"
    :param formulas: {column: function of the row number (from zero) that returns a formula}
    :param summed: {column: total}
    :param total_label: stands beside the totals
    """

    name: str
    heading: list
    kinds: list
    widths: list
    rows: list
    formulas: dict
    summed: dict
    total_label: str


class ProvisionBook:
    """Writes the sheets of one provision.

    :param currency: of all amounts
    :param facts: [(label, value)] above each table; a value is a text, a number or a date
    """

    def __init__(self, workbook, styles, currency: Any, title, facts):
        self.workbook, self.styles, self.title, self.facts = workbook, styles, title, facts
        self.amount = styles.amount(currency)
        self.total = styles.amount(currency, bold=True)
        self.rate = workbook.add_format({"num_format": "0.0000%"})
        self.left = workbook.add_format({"align": "left"})

    def add(self, table):
        sheet = self.workbook.add_worksheet(sheet_name(table.name))
        self._head(sheet, table)
        for line, row in enumerate(table.rows, HEADING_ROW + 1):
            self._row(sheet, table, line, row)
        self._totals(sheet, table, HEADING_ROW + 1 + len(table.rows))
        return sheet

    def _head(self, sheet, table):
        sheet.write_string(0, 0, self.title, self.styles.title)
        for number, (label, value) in enumerate(self.facts):
            band, column = divmod(number, FACTS_BESIDE)
            self._fact(sheet, FACTS_ROW + 2 * band, column, label, value)
        for column, (label, kind, width) in enumerate(zip(table.heading, table.kinds, table.widths, strict=True)):
            sheet.set_column(column, column, width)
            style = self.styles.heading if kind == "text" else self.styles.number_heading
            sheet.write_string(HEADING_ROW, column, label, style)
        sheet.set_row(HEADING_ROW, 2 * LINE_HEIGHT)
        sheet.freeze_panes(HEADING_ROW + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW)
        sheet.set_footer("&L&A&R&P / &N")

    def _fact(self, sheet, row, column, label, value):
        sheet.write_string(row, column, label, self.styles.label)
        if isinstance(value, str):
            # Not wrapped: a reason is long, and what stands to the right of the last one is free.
            sheet.write_string(row + 1, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(row + 1, column, value, self.left)
        else:
            sheet.write_number(row + 1, column, serial(value), self.styles.fact_date)

    def _row(self, sheet, table, line, row):
        for column, (kind, value) in enumerate(zip(table.kinds, row, strict=True)):
            if kind == "text":
                sheet.write_string(line, column, value)
                continue
            style = self.rate if kind == "rate" else self.amount
            if column in table.formulas:
                sheet.write_formula(line, column, table.formulas[column](line), style, value)
            else:
                sheet.write_number(line, column, value, style)

    def _totals(self, sheet, table, line):
        sheet.write_string(line, 0, table.total_label, self.styles.bold)
        for column, value in table.summed.items():
            if table.rows:
                summed = xl_range(HEADING_ROW + 1, column, line - 1, column)
                sheet.write_formula(line, column, f"=SUM({summed})", self.total, value)
            else:
                sheet.write_number(line, column, value, self.total)


def product(first, second, decimals):
    """Return the function that makes the formula of a rounded product of two columns of a row."""
    return lambda line: (
        f"=ROUND({xl_rowcol_to_cell(line, first)}*{xl_rowcol_to_cell(line, second)},{decimals})")


def row_sum(first, last):
    """Return the function that makes the formula of the sum of the columns `first` to `last` of a row."""
    return lambda line: f"=SUM({xl_range(line, first, line, last)})"
