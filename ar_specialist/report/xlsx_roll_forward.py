"""The roll-forward as a workbook: a sheet of sums, whose closing is a formula, and a sheet of what moved."""

from xlsxwriter.utility import xl_range

from .xlsx_rows import RowWriter, figure, formula, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import Column, FigureSheet
from .xlsx_styles import serial

FIRST_AMOUNT = 2
MOVED_AMOUNT, MOVED_CURRENCY = 6, 7


def write_roll(workbook, styles, text, totals, named_rows, facts):
    """Write the sheet of sums.

    :param text: :class:`~.roll_forward_texts.RollTexts`
    :param totals: {currency: [sum of each column]}
    :param named_rows: [(name, RollRow)] in the order to print
    """
    columns = [
        Column(text.group, 36), Column(text.currency, 12),
        *(Column(label, 15, is_number=True, total=True) for label in (*text.labels, text.total))]
    figures = FigureSheet(
        workbook, text.summary_sheet, styles, columns, currency_column=1, count=len(named_rows),
        totals={currency: dict(enumerate(sums, FIRST_AMOUNT)) for currency, sums in totals.items()})
    figures.write_head(text.title, facts, text.sums)
    if not named_rows:
        figures.sheet.write_string(figures.first_row, 0, text.nothing)
        return
    rows = RowWriter(figures.sheet, len(columns))
    for line, (name, row) in enumerate(named_rows, figures.first_row):
        style = style_of(styles.amount(row.currency))
        summed = xl_range(line, FIRST_AMOUNT, line, len(columns) - 2)
        rows.add(line, (
            cell_text(name), cell_text(row.currency.name), *(figure(amount, style) for amount in row.amounts[:-1]),
            formula(f"SUM({summed})", row.amounts[-1], style)))
    rows.end(figures.last_row)


def write_moved(workbook, styles, text, totals, count, items, facts, too_many):
    """Write the sheet of items, one row for each part of one.

    :param totals: {currency: sum of all parts}
    :param items: iterator of (customer, number, reference, date, journal, column, amount, currency, company)
    :param too_many: what stands there instead of items that are too many
    """
    columns = [
        Column(text.customer, 36), Column(text.number, 20), Column(text.reference, 20), Column(text.date, 12),
        Column(text.journal, 18), Column(text.column, 14), Column(text.amount, 16, is_number=True, total=True),
        Column(text.currency, 11, indent=True), Column(text.company, 20)]
    figures = FigureSheet(
        workbook, text.items_sheet, styles, columns, currency_column=MOVED_CURRENCY, count=count,
        totals={} if too_many else {currency: {MOVED_AMOUNT: total} for currency, total in totals.items()})
    figures.write_head(text.title, facts, text.sums)
    if not count:
        figures.sheet.write_string(figures.first_row, 0, too_many or text.nothing)
        return
    day, beside = style_of(styles.day), style_of(styles.indented)
    rows = RowWriter(figures.sheet, len(columns))
    for line, (customer, number, reference, date, journal, column, amount, currency, company) in enumerate(
            items, figures.first_row):
        rows.add(line, (
            cell_text(customer or text.no_customer), cell_text(number), cell_text(reference),
            figure(serial(date), day), cell_text(journal), cell_text(column),
            figure(amount, style_of(styles.amount(currency))), cell_text(currency.name, beside), cell_text(company)))
    rows.end(figures.last_row)
