"""First sheet of the aging workbook: one row per customer, or what it is grouped by, and currency."""

from xlsxwriter.utility import xl_range

from .xlsx_rows import RowWriter, figure, formula, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import Column, FigureSheet

FIRST_AMOUNT = 2


def write_summary(workbook, styles, text, totals, named_rows, facts):
    """Write the sheet.

    :param text: :class:`~.aging_texts.Texts`
    :param totals: {currency: [sum of each bucket]}
    :param named_rows: [(name, AgingRow)] in the order to print
    """
    columns = [
        Column(text.group, 36), Column(text.currency, 12),
        *(Column(label, 15, is_number=True, total=True) for label in text.bucket_labels),
        Column(text.total, 16, is_number=True, total=True),
    ]
    last = len(columns) - 1
    column_totals = {
        currency: {**dict(enumerate(sums, FIRST_AMOUNT)), last: currency.round(sum(sums))}
        for currency, sums in totals.items()
    }
    figures = FigureSheet(
        workbook, text.summary_sheet, styles, columns, currency_column=1, totals=column_totals, count=len(named_rows))
    figures.write_head(text.title, facts, text.total)
    if not named_rows:
        figures.sheet.write_string(figures.first_row, 0, text.nothing_open)
        return
    rows = RowWriter(figures.sheet, len(columns))
    for line, (name, row) in enumerate(named_rows, figures.first_row):
        style = style_of(styles.amount(row.currency))
        summed = xl_range(line, FIRST_AMOUNT, line, last - 1)
        rows.add(line, (
            cell_text(name), cell_text(row.currency.name), *(figure(amount, style) for amount in row.amounts),
            formula(f"SUM({summed})", row.total, style),
        ))
    rows.end(figures.last_row)
