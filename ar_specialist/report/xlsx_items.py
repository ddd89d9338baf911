"""Second sheet of the aging workbook: one row per open item, written as the database hands them out."""

from itertools import chain

from .xlsx_rows import RowWriter, figure, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import LAST_ROW, TOTALS_ROW, Column, FigureSheet
from .xlsx_styles import serial

OPEN_AMOUNT, CURRENCY = 8, 9


class TooManyItems(ValueError):
    """More open items than a sheet has rows."""


def write_items(workbook, styles, text, totals, items, facts, company_names):
    """Write the sheet.

    :param text: :class:`~.aging_texts.Texts`
    :param totals: {currency: [amounts that add up to the items' total]}
    :param items: iterator of AgedItem; read once
    :param company_names: {company id: name}
    :raise TooManyItems:
    """
    first = next(items, None)
    count = first.row.count if first else 0
    if count > LAST_ROW - TOTALS_ROW - len(totals) - 1:
        raise TooManyItems(count)
    figures = FigureSheet(
        workbook, text.items_sheet, styles, _columns(text), currency_column=CURRENCY, count=count,
        totals={currency: {OPEN_AMOUNT: currency.round(sum(sums))} for currency, sums in totals.items()},
    )
    figures.write_head(text.title, facts, text.total)
    if first is None:
        figures.sheet.write_string(figures.first_row, 0, text.nothing_open)
        return
    cells = _cells(styles, text, company_names)
    rows = RowWriter(figures.sheet, len(figures.columns))
    for line, item in enumerate(chain([first], items), figures.first_row):
        rows.add(line, cells(item))
    rows.end(figures.last_row)


def _columns(text):
    return [
        Column(text.customer, 36), Column(text.customer_reference, 14), Column(text.number, 20),
        Column(text.reference, 20), Column(text.date, 12), Column(text.due_date, 12),
        Column(text.days, 10, is_number=True), Column(text.bucket, 14, indent=True),
        Column(text.open_amount, 16, is_number=True, total=True), Column(text.currency, 11, indent=True),
        Column(text.document_amount, 16, is_number=True), Column(text.document_currency, 11, indent=True),
        Column(text.company, 20),
    ]


def _cells(styles, text, company_names):
    """Return the function that makes the cells of an item; looked up once, it runs for every row of the file."""
    day = style_of(styles.day)
    beside = style_of(styles.indented)
    labels = [cell_text(label, beside) for label in text.bucket_labels]
    companies = {number: cell_text(name) for number, name in company_names.items()}
    no_customer = text.no_customer
    currencies = {}

    def known(currency):
        if currency not in currencies:
            currencies[currency] = cell_text(currency.name, beside), style_of(styles.amount(currency))
        return currencies[currency]

    def cells(item):
        row = item.row
        currency, style = known(item.currency)
        document, document_style = known(item.document_currency)
        return (
            cell_text(row.customer or no_customer), cell_text(row.customer_reference), cell_text(row.number),
            cell_text(row.reference), figure(serial(row.document_date), day), figure(serial(row.due_date), day),
            figure(item.days), labels[item.period], figure(item.amount, style), currency,
            figure(row.open_amount_document, document_style), document, companies[row.company_id],
        )

    return cells
