"""A sheet of figures: facts and totals above a frozen heading, rows below it.

Totals stand above the rows: they stay in sight, and sorting or filtering the rows can't carry them along. With one
currency they are SUBTOTAL(109, …), so that they follow the filter and leave out rows hidden by hand. With several
they are SUMIF by currency, because SUBTOTAL would add currencies; these count all rows, filtered or not. The figure
itself is stored with each formula for readers that don't calculate.
"""

import re
from dataclasses import dataclass
from datetime import date
from math import ceil

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from .xlsx_styles import serial

FACTS_ROW = 1
TOTALS_ROW = 4
LAST_ROW = 1048576
LINE_HEIGHT = 15
#: Characters; what is longer takes several lines.
WIDEST_FACT = 40


@dataclass(frozen=True)
class Column:
    """A column of figures or texts; `total` says that it is summed, `indent` that it stands beside a number."""

    label: str
    width: float = 14
    is_number: bool = False
    total: bool = False
    indent: bool = False

NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


def sheet_name(name):
    """Return `name` as a sheet may have it: a translation may be longer, or have a character in it that it may not."""
    return NOT_IN_NAME.sub(" ", name)[:LONGEST_NAME]


class FigureSheet:
    """Writes top down, as constant-memory workbooks demand: head, then rows in order.

    :param currency_column: index of the column that holds the currency of the summed ones
    :param totals: {currency: {column index: sum}}
    :param count: number of rows to come
    """

    def __init__(self, workbook, name, styles, columns, *, currency_column, totals, count):
        self.sheet = workbook.add_worksheet(sheet_name(name))
        self.styles = styles
        self.columns = columns
        self.currency_column = currency_column
        self.totals = totals
        self.heading_row = TOTALS_ROW + len(totals)
        self.first_row = self.heading_row + 1
        self.last_row = self.first_row + max(count, 1) - 1

    def write_head(self, title, facts, total_label):
        self._set_up()
        self.sheet.write_string(0, 0, title, self.styles.title)
        places = self._fact_places(facts)
        for fact, (first, _last) in zip(facts, places, strict=True):
            self.sheet.write_string(FACTS_ROW, first, fact.label, self.styles.label)
        self.sheet.set_row(FACTS_ROW + 1, LINE_HEIGHT * self._fact_lines(facts, places))
        # Headings may take two lines.
        self.sheet.set_row(self.heading_row, 2 * LINE_HEIGHT)
        for fact, place in zip(facts, places, strict=True):
            self._write_fact(*place, fact.value)
        for number, (currency, sums) in enumerate(self.totals.items()):
            self._write_totals(TOTALS_ROW + number, total_label, currency, sums)
        for number, column in enumerate(self.columns):
            self.sheet.write_string(self.heading_row, number, column.label, self._heading_style(column))

    def _heading_style(self, column):
        if column.is_number:
            return self.styles.number_heading
        return self.styles.indented_heading if column.indent else self.styles.heading

    def _fact_places(self, facts):
        """Return (first, last) column of each fact: a long one goes on into columns that no other fact needs.

        The first column is frozen: nothing goes on from it.
        """
        places, first = [], 0
        for number, fact in enumerate(facts, 1):
            spare = len(self.columns) - first - 1 - (len(facts) - number)
            last = first
            while first and spare > 0 and self._width(first, last) < self._wanted(fact):
                last, spare = last + 1, spare - 1
            places.append((first, last))
            first = last + 1
        return places

    def _wanted(self, fact):
        return min(1.1 * len(fact.value), WIDEST_FACT) if isinstance(fact.value, str) else 0

    def _width(self, first, last):
        return sum(column.width for column in self.columns[first:last + 1])

    def _fact_lines(self, facts, places):
        """Return how many lines the longest fact takes; words break before its columns are full."""
        return max((
            ceil(1.25 * len(fact.value) / self._width(*place)) for fact, place in zip(facts, places, strict=True)
            if isinstance(fact.value, str) and place[0] < len(self.columns)
        ), default=1)

    def _set_up(self):
        for number, column in enumerate(self.columns):
            self.sheet.set_column(number, number, column.width)
        self.sheet.freeze_panes(self.first_row, 1)
        self.sheet.autofilter(self.heading_row, 0, self.last_row, len(self.columns) - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.heading_row)
        self.sheet.print_area(0, 0, self.last_row, len(self.columns) - 1)
        self.sheet.set_footer("&L&A&R&P / &N")

    def _write_fact(self, first, last, value):
        row, style = FACTS_ROW + 1, self.styles.fact_date if isinstance(value, date) else self.styles.fact
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", style)
        if isinstance(value, date):
            self.sheet.write_number(row, first, serial(value), style)
        else:
            # XlsxWriter takes a text within <r> for markup of its own; a leading space makes it a text again.
            plain = f" {value}" if value.startswith("<r>") else value
            self.sheet.write_string(row, first, plain, style)

    def _write_totals(self, row, label, currency, sums):
        self.sheet.write_string(row, 0, label, self.styles.bold)
        for number in range(1, len(self.columns)):
            if number in sums:
                self.sheet.write_formula(
                    row, number, self._total(number, currency), self.styles.amount(currency, bold=True), sums[number])
            elif number == self.currency_column:
                bold = self.styles.indented_bold if self.columns[number].indent else self.styles.bold
                self.sheet.write_string(row, number, currency.name, bold)

    def _total(self, number, currency):
        summed = self._cells(number)
        if len(self.totals) == 1:
            return f"=SUBTOTAL(109,{summed})"
        own = f"${xl_col_to_name(self.currency_column)}${TOTALS_ROW + list(self.totals).index(currency) + 1}"
        return f"=SUMIF({self._cells(self.currency_column)},{own},{summed})"

    def _cells(self, number):
        return xl_range_abs(self.first_row, number, self.last_row, number)
