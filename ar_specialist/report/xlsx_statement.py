"""Statements as a workbook: a sheet for each currency, one customer's block beneath the other's.

Amounts are numbers and days are dates; balances and totals are formulas over the rows above them, with the figure
stored beside for readers that don't calculate. Texts are written as texts, whatever they begin with.
"""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from ..logic.statement import days_late
from ..logic.statement_movements import INVOICE
from .xlsx_sheet import LINE_HEIGHT, Column, sheet_name
from .xlsx_styles import serial

HEADING_ROW = 4


@dataclass(frozen=True)
class SheetBlock:
    """What one sheet has of one statement.

    :param customer: name of whom the statement is of
    :param members: [(customer's name, block)…]
    :param figures: sums over them
    :param aging: [(label, amount)…]
    """

    customer: str
    members: list
    figures: Any
    aging: list


class StatementSheet:
    """Writes a currency's blocks top down; what the columns are is for its two kinds to say.

    :param words: :class:`.statement_texts.StatementTexts`
    """

    #: The column of the balance, or of what is open.
    last = 0

    def __init__(self, workbook, styles, words, currency, facts):
        self.sheet = workbook.add_worksheet(sheet_name(currency.name))
        self.styles, self.words, self.period, self.marks = styles, words, facts.period, facts.marks
        self.amount, self.bold = styles.amount(currency), styles.amount(currency, bold=True)
        self.row = HEADING_ROW + 1
        for number, column in enumerate(self.columns()):
            self.sheet.set_column(number, number, column.width)
            self.sheet.write_string(HEADING_ROW, number, column.label, self._heading(column))
        self.sheet.set_row(HEADING_ROW, 2 * LINE_HEIGHT)
        self.sheet.freeze_panes(HEADING_ROW + 1, 0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADING_ROW)
        self.sheet.set_footer("&L&A&R&P / &N")

    def _heading(self, column):
        if column.is_number:
            return self.styles.number_heading
        return self.styles.indented_heading if column.indent else self.styles.heading

    def write_head(self, company, currency):
        words = self.words
        self.sheet.write_string(0, 0, words.title(self.period["as_of"], self.period["since"]), self.styles.title)
        facts = [(words.env._("Company"), company), (words.env._("Currency"), currency.name)]
        for number, (label, value) in enumerate(facts):
            self.sheet.write_string(1, number, label, self.styles.label)
            self.sheet.write_string(2, number, value, self.styles.fact)

    def add(self, block):
        """Write a statement's rows, the total of its customers when there are several, and its aging."""
        ends = []
        for name, own in block.members:
            ends.append(self.write_member(name, own))
        if len(ends) > 1:
            cells = "+".join(xl_rowcol_to_cell(row, self.last) for row in ends)
            self.write_total(block.customer, self.words.env._("All together"), f"={cells}", block.figures.closing)
        self._write_aging(block)

    def write_member(self, name, block):
        """Write the rows of a customer; return the row of its balance."""
        raise NotImplementedError

    def write_total(self, name, label, formula, value):
        """Write a balance; return its row."""
        self.text(0, name, bold=True)
        self.text(1, label, bold=True)
        self.sheet.write_formula(self.row, self.last, formula, self.bold, value)
        self.row += 1
        return self.row - 1

    def text(self, column, value, bold=False):
        if value:
            self.sheet.write_string(self.row, column, value, self.styles.bold if bold else None)

    def day(self, column, value):
        self.sheet.write_number(self.row, column, serial(value), self.styles.day)

    def figure(self, column, value):
        self.sheet.write_number(self.row, column, value, self.amount)

    def note(self, codes):
        """Write what we know of an item, beside the amount."""
        if codes:
            self.sheet.write_string(self.row, self.last + 1, self.words.marked("", codes), self.styles.indented)

    def _write_aging(self, block):
        if block.aging:
            self.row += 1
            self.text(0, block.customer, bold=True)
            self.text(1, self.words.env._("Age of what is open, in days late"), bold=True)
            self.row += 1
            first = self.row
            for label, amount in block.aging:
                self.text(1, label)
                self.figure(self.last, amount)
                self.row += 1
            cells = xl_range(first, self.last, self.row - 1, self.last)
            self.write_total("", self.words.env._("Total"), f"=SUM({cells})", block.figures.closing)
        self.row += 1


class OpenSheet(StatementSheet):
    """What is open: customer, document, its days, its amount, what of it is open."""

    last, late, first_amount = 7, 5, 6

    def columns(self):
        _ = self.words.env._
        return [
            Column(_("Customer"), 34), Column(_("Document"), 22), Column(_("Your reference"), 26),
            Column(_("Date"), 12), Column(_("Due"), 12), Column(_("Days late"), 11, is_number=True),
            Column(_("Amount"), 15, is_number=True),
            Column(_("Open"), 15, is_number=True), Column(_("Note"), 22, indent=True),
        ]

    def write_member(self, name, block):
        first = self.row
        for item in [*block.items, *block.credits]:
            self.text(0, name)
            self.text(1, item.number)
            self.text(2, item.reference if item.reference != item.number else "")
            self.day(3, item.date)
            if not item.is_credit:
                self.day(4, item.due)
                self.sheet.write_number(self.row, self.late, max(days_late(item, self.period["as_of"]), 0))
            self.figure(self.first_amount, item.original)
            self.figure(self.last, item.open)
            self.note(self.marks.get(item.line_id, ()))
            self.row += 1
        opened = xl_range(first, self.last, self.row - 1, self.last)
        balance = self.write_total(name, self.words.env._("Balance"), f"=SUM({opened})", block.balance)
        if block.overdue:
            late = xl_range(first, self.late, self.row - 2, self.late)
            self.text(1, self.words.env._("Of which overdue"))
            self.sheet.write_formula(
                self.row, self.last, f'=SUMIF({late},">0",{opened})', self.amount, block.overdue)
            self.row += 1
        return balance


class ForwardSheet(StatementSheet):
    """What happened: customer, document, what it is, its days, charged, credited, the balance after it."""

    last, charged, credited = 8, 6, 7

    def columns(self):
        _ = self.words.env._
        return [
            Column(_("Customer"), 34), Column(_("Document"), 22), Column(_("Kind"), 26),
            Column(_("Your reference"), 26), Column(_("Date"), 12), Column(_("Due"), 12),
            Column(_("Charged"), 15, is_number=True),
            Column(_("Credited"), 15, is_number=True), Column(_("Balance"), 15, is_number=True),
            Column(_("Note"), 22, indent=True),
        ]

    def write_member(self, name, block):
        first = self.row
        self.text(0, name, bold=True)
        self.text(1, self.words.balance(self.period["before"]), bold=True)
        self.sheet.write_number(self.row, self.last, block.opening, self.bold)
        self.row += 1
        for row in block.rows:
            self._write_row(name, row)
        closing = self.row
        for column, value in ((self.charged, block.charges), (self.credited, -block.credits)):
            cells = xl_range(first + 1, column, max(closing - 1, first + 1), column)
            self.sheet.write_formula(closing, column, f"=SUM({cells})" if block.rows else "=0", self.bold, value)
        moved = "{}+{}-{}".format(*(
            xl_rowcol_to_cell(*cell)
            for cell in ((first, self.last), (closing, self.charged), (closing, self.credited))))
        return self.write_total(name, self.words.balance(self.period["as_of"]), f"={moved}", block.closing)

    def _write_row(self, name, row):
        moved = row.movement
        self.text(0, name)
        self.text(1, moved.number)
        self.text(2, self.words.movement(moved.kind, moved.amount))
        self.text(3, moved.reference if moved.reference != moved.number else "")
        self.day(4, moved.date)
        if moved.due:
            self.day(5, moved.due)
        self.figure(self.charged if moved.amount > 0 else self.credited, abs(moved.amount))
        before, charged, credited = (
            xl_rowcol_to_cell(*cell)
            for cell in ((self.row - 1, self.last), (self.row, self.charged), (self.row, self.credited)))
        self.sheet.write_formula(self.row, self.last, f"={before}+{charged}-{credited}", self.amount, row.balance)
        self.note(self.marks.get(moved.move_id, ()) if moved.kind == INVOICE else ())
        self.row += 1
