"""A provision as a workbook: the matrix with its rates, what it comes to, and the movement schedule.

Rates and what they are applied to are numbers, the expected losses and sums are formulas over them, with the figure
stored beside for readers that don't calculate.
"""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from .xlsx_sheet import LINE_HEIGHT, sheet_name
from .xlsx_styles import serial

FACTS_ROW, HEADING_ROW = 1, 4


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

    def add(self, table):
        sheet = self.workbook.add_worksheet(sheet_name(table.name))
        self._head(sheet, table)
        for line, row in enumerate(table.rows, HEADING_ROW + 1):
            self._row(sheet, table, line, row)
        self._totals(sheet, table, HEADING_ROW + 1 + len(table.rows))
        return sheet

    def _head(self, sheet, table):
        sheet.write_string(0, 0, self.title, self.styles.title)
        for column, (label, value) in enumerate(self.facts):
            sheet.write_string(FACTS_ROW, column, label, self.styles.label)
            if isinstance(value, str):
                sheet.write_string(FACTS_ROW + 1, column, value, self.styles.fact)
            elif isinstance(value, (int, float)):
                sheet.write_number(FACTS_ROW + 1, column, value, self.styles.fact)
            else:
                sheet.write_number(FACTS_ROW + 1, column, serial(value), self.styles.fact_date)
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
