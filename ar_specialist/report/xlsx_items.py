"""Second sheet of the aging workbook: one row per open item, written as the database hands them out."""

from itertools import chain

from .xlsx_sheet import LAST_ROW, TOTALS_ROW, Column, FigureSheet
from .xlsx_styles import serial

OPEN_AMOUNT, CURRENCY = 8, 9


class TooManyItems(ValueError):
    """More open items than a sheet has rows."""


def write_items(workbook, styles, text, totals, items, facts, company_names):
    """Write the sheet.

    :param text: :class:`~.aging_texts.Texts`
    :param totals: {currency: [sum of each bucket]}, the report's own
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
    write = _row_writer(figures.sheet, styles, text, company_names)
    for line, item in enumerate(chain([first], items), figures.first_row):
        write(line, item)


def _columns(text):
    return [
        Column(text.customer, 36), Column(text.customer_reference, 14), Column(text.number, 20),
        Column(text.reference, 20), Column(text.date, 12), Column(text.due_date, 12),
        Column(text.days, 10, is_number=True), Column(text.bucket, 12),
        Column(text.open_amount, 16, is_number=True, total=True), Column(text.currency, 10),
        Column(text.document_amount, 16, is_number=True), Column(text.document_currency, 10),
        Column(text.company, 20),
    ]


def _row_writer(sheet, styles, text, company_names):
    """Return the function that writes one item; names looked up once, it runs for every cell of the file."""
    string, number, day, labels = sheet.write_string, sheet.write_number, styles.day, text.bucket_labels
    currency_names, amount_styles = {}, {}

    def name_of(currency):
        if currency not in currency_names:
            currency_names[currency] = currency.name
            amount_styles[currency] = styles.amount(currency)
        return currency_names[currency]

    def write(line, item):
        row = item.row
        currency, document = name_of(item.currency), name_of(item.document_currency)
        # Always as strings: a name that begins with "=" must not become a formula.
        string(line, 0, row.customer or text.no_customer)
        if row.customer_reference:
            string(line, 1, row.customer_reference)
        string(line, 2, row.number)
        if row.reference:
            string(line, 3, row.reference)
        number(line, 4, serial(row.document_date), day)
        number(line, 5, serial(row.due_date), day)
        number(line, 6, item.days)
        string(line, 7, labels[item.period])
        number(line, 8, item.amount, amount_styles[item.currency])
        string(line, 9, currency)
        number(line, 10, row.open_amount_document, amount_styles[item.document_currency])
        string(line, 11, document)
        string(line, 12, company_names[row.company_id])

    return write
