"""The tie-out as a workbook: a sheet of accounts, a sheet of causes."""

from .xlsx_rows import RowWriter, figure, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import Column, FigureSheet

FIGURES = ("subledger", "ledger", "difference", "explained", "unexplained")


def write_rows(workbook, styles, title, texts, facts, rows):
    """Write the sheet of accounts.

    :param texts: {column: heading}, total and sheet among them
    :param rows: [(company, account, currency, Figures, document currency, Figures)]
    """
    columns = [
        Column(texts["company"], 24), Column(texts["account"], 30), Column(texts["currency"], 10),
        *(Column(texts[name], 14, is_number=True, total=True) for name in FIGURES),
        Column(texts["document"], 12, indent=True),
        *(Column(texts[name], 14, is_number=True) for name in FIGURES),
    ]
    totals = {}
    for row in rows:
        sums = totals.setdefault(row.company_currency, dict.fromkeys(range(3, 3 + len(FIGURES)), 0.0))
        for number, name in enumerate(FIGURES, 3):
            sums[number] = row.company_currency.round(sums[number] + getattr(row.figures, name))
    sheet = FigureSheet(
        workbook, texts["sheet"], styles, columns, currency_column=2, totals=totals, count=len(rows))
    sheet.write_head(title, facts, texts["total"])
    writer = RowWriter(sheet.sheet, len(columns))
    for line, row in enumerate(rows, sheet.first_row):
        writer.add(line, (
            cell_text(row.company.name), cell_text(texts["account_name"](row)), cell_text(row.company_currency.name),
            *_figures(styles, row.figures), cell_text(row.currency.name, style_of(styles.indented)),
            *_figures(styles, row.document),
        ))
    writer.end(sheet.last_row)


def _figures(styles, figures):
    style = style_of(styles.amount(figures.currency))
    return [figure(getattr(figures, name), style) for name in FIGURES]


def write_causes(workbook, styles, title, texts, facts, causes):
    """Write the sheet of causes, one row per cause, account and document currency.

    :param causes: list of :class:`..logic.tie_out.TieOutCause`
    """
    rows = [(cause, account, currency, part) for cause in causes for (account, currency), part in cause.parts.items()]
    columns = [
        Column(texts["cause"], 36), Column(texts["severity"], 20), Column(texts["company"], 20),
        Column(texts["account"], 28), Column(texts["items"], 8, is_number=True),
        Column(texts["currency"], 10, indent=True),
        Column(texts["amount"], 14, is_number=True), Column(texts["document"], 12, indent=True),
        Column(texts["amount"], 14, is_number=True), Column(texts["advice"], 84, indent=True),
    ]
    sheet = FigureSheet(
        workbook, texts["causes_sheet"], styles, columns, currency_column=5, totals={}, count=len(rows))
    sheet.write_head(title, facts, texts["total"])
    writer = RowWriter(sheet.sheet, len(columns))
    beside = style_of(styles.indented)
    for line, (cause, account, currency, part) in enumerate(rows, sheet.first_row):
        own = cause.company.currency_id
        writer.add(line, (
            cell_text(cause.label), cell_text(texts["severities"][cause.severity]), cell_text(cause.company.name),
            cell_text(texts["name_of"](cause.company, account)), figure(part.count), cell_text(own.name, beside),
            figure(own.round(part.amount), style_of(styles.amount(own))), cell_text(currency.name, beside),
            figure(currency.round(part.amount_currency), style_of(styles.amount(currency))),
            cell_text(texts["advice_of"](cause.code), beside),
        ))
    writer.end(sheet.last_row)
