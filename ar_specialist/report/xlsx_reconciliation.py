"""A reconciliation as a workbook: the way from our balance to the customer's, and the rows that it is made of."""

from collections import defaultdict

from .xlsx_rows import RowWriter, figure, formula, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import LINE_HEIGHT, Column, FigureSheet, sheet_name
from .xlsx_styles import serial

OURS, CURRENCY = 7, 10


def write_bridge(workbook, styles, text, record):
    """Write a block of steps per currency; the last balance is a formula over the steps."""
    sheet = workbook.add_worksheet(sheet_name(text.step))
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 10)
    sheet.write_string(0, 0, text.title, styles.title)
    sheet.set_row(1, LINE_HEIGHT)
    sheet.write_string(1, 0, f" {record.partner_id.name or ''}".strip(), styles.fact)
    sheet.write_string(1, 1, record.company_id.name, styles.fact)
    row = 3
    for currency, sums in record.sum_ids.grouped("currency_id").items():
        sheet.write_string(row, 0, text.step, styles.heading)
        sheet.write_string(row, 1, text.amount, styles.number_heading)
        sheet.write_string(row, 2, text.currency, styles.heading)
        first = row = row + 1
        for step in sums:
            is_balance = step.code in ("ours", "theirs")
            style = styles.amount(currency, bold=is_balance)
            sheet.write_string(row, 0, text.codes[step.code], styles.bold if is_balance else None)
            if step.code == "theirs":
                sheet.write_formula(row, 1, f"=SUM(B{first + 1}:B{row})", style, step.amount)
            else:
                sheet.write_number(row, 1, step.amount, style)
            sheet.write_string(row, 2, currency.name)
            row += 1
        row += 1


def write_rows(workbook, styles, text, record):
    columns = [
        Column(text.result, 30), Column(text.our_document, 22), Column(text.date, 12), Column(text.their_document, 22),
        Column(text.their_date, 12), Column(text.why_title, 36), Column(text.note, 30),
        Column(text.ours, 15, is_number=True, total=True), Column(text.theirs, 15, is_number=True, total=True),
        Column(text.gap, 15, is_number=True, total=True),
        Column(text.currency, 11, indent=True)]
    rows = record.match_ids
    figures = FigureSheet(
        workbook, text.rows, styles, columns, currency_column=CURRENCY, count=len(rows), totals=_totals(rows))
    figures.write_head(text.title, [], text.sums)
    if not rows:
        figures.sheet.write_string(figures.first_row, 0, text.nothing)
        return
    day, beside = style_of(styles.day), style_of(styles.indented)
    writer = RowWriter(figures.sheet, len(columns))
    for line, row in enumerate(rows, figures.first_row):
        style = style_of(styles.amount(row.currency_id))
        writer.add(line, (
            cell_text(text.codes[row.code]), cell_text(row.name or ""), _day(row.date, day),
            cell_text(row.their_name or ""), _day(row.their_date, day),
            cell_text(text.why(record.env, row)), cell_text(row.note or ""),
            figure(row.amount_ours, style), figure(row.amount_theirs, style),
            formula(f"H{line + 1}-I{line + 1}", row.difference, style), cell_text(row.currency_id.name, beside)))
    writer.end(figures.last_row)


def _day(day, style):
    return figure(serial(day), style) if day else ""


def _totals(rows):
    found = defaultdict(lambda: {OURS: 0.0, OURS + 1: 0.0, OURS + 2: 0.0})
    for row in rows:
        sums = found[row.currency_id]
        for at, amount in enumerate((row.amount_ours, row.amount_theirs, row.difference), OURS):
            sums[at] = row.currency_id.round(sums[at] + amount)
    return dict(found)
