"""Balance confirmations as a workbook for the auditor: the summary, and a row per customer and currency."""

from collections import defaultdict

from .xlsx_rows import RowWriter, figure, formula, style_of
from .xlsx_rows import text as cell_text
from .xlsx_sheet import Column, FigureSheet, sheet_name
from .xlsx_styles import serial

OURS, THEIRS, GAP, CURRENCY = 3, 4, 5, 6
SUMMARY_ROW = 12


def write_summary(workbook, styles, text, request):
    """Write what was asked, and what came back by number and by amount."""
    sheet = workbook.add_worksheet(sheet_name(text.summary))
    share = workbook.add_format({"num_format": "0.0%"})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate((38, 18, 22, 14, 14)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, request._title(), styles.title)
    for line, (label, value) in enumerate(request._facts(), 2):
        sheet.write_string(line, 0, label, styles.label)
        sheet.write_string(line, 1, value)
    for column, label in enumerate(("", text.count, text.amount, text.by_count, text.by_amount)):
        sheet.write_string(SUMMARY_ROW - 1, column, label, styles.number_heading if column else styles.heading)
    money = styles.amount(request.currency_id)
    line = SUMMARY_ROW
    for label, count, amount, by_count, by_amount in request._summary():
        sheet.write_string(line, 0, label)
        sheet.write_number(line, 1, count)
        sheet.write_number(line, 2, amount, money)
        for column, part in ((3, by_count), (4, by_amount)):
            if part is not None:
                sheet.write_number(line, column, part, share)
        line += 1
    for label, amount in ((text.ledger, request.ledger_amount), (text.differences, request.difference)):
        sheet.write_string(line, 0, label)
        sheet.write_number(line, 2, amount, money)
        line += 1


def write_list(workbook, styles, text, request):
    """Write a row for each customer and currency."""
    columns = [
        Column(text.customer, 34), Column(text.customer_number, 14), Column(text.customer_id, 11),
        Column(text.ours, 16, is_number=True, total=True), Column(text.theirs, 16, is_number=True, total=True),
        Column(text.gap, 16, is_number=True, total=True), Column(text.currency, 10, indent=True),
        Column(text.channel, 10), Column(text.sent, 12), Column(text.reminded, 12), Column(text.answer, 14),
        Column(text.answered_on, 12), Column(text.person, 24), Column(text.how, 18), Column(text.note, 40)]
    rows = [(line, one) for line in request._listed() for one in line.figure_ids]
    said = {
        (own.answer_id.request_line_id.id, own.currency_id.id): own
        for own in request.line_ids.answer_id.figure_ids}
    sheet = FigureSheet(
        workbook, text.list, styles, columns, currency_column=CURRENCY, count=len(rows), totals=_totals(rows, said))
    sheet.write_head(request._title(), [], text.total)
    day, beside = style_of(styles.day), style_of(styles.indented)
    writer = RowWriter(sheet.sheet, len(columns))
    for at, (line, one) in enumerate(rows, sheet.first_row):
        style, answer = style_of(styles.amount(one.currency_id)), line.answer_id
        theirs = _theirs(line, one, said)
        writer.add(at, (
            cell_text(line.partner_id.name or ""), cell_text(line.partner_id.ref or ""),
            figure(line.partner_id.id), figure(one.amount, style),
            "" if theirs is None else figure(theirs, style),
            "" if theirs is None else formula(f"E{at + 1}-D{at + 1}", theirs - one.amount, style),
            cell_text(one.currency_id.name, beside), cell_text(text.channels[line.channel]),
            _day(line.sent_on and line.sent_on.date(), day), _day(line.reminded_on, day),
            cell_text(line._answer_told(text)), _day(line.answered_on and line.answered_on.date(), day),
            cell_text(answer.person_name or ""), cell_text(text.sources[answer.source]), cell_text(answer.note or "")))
    writer.end(sheet.last_row)


def _theirs(line, one, said):
    """Return what the customer says it owes in a currency: ours when it agrees; None when it says nothing."""
    if line.verdict == "agrees":
        return one.amount
    own = said.get((line.id, one.currency_id.id))
    return own.amount_reported if own and own.is_reported else None


def _day(day, style):
    return figure(serial(day), style) if day else ""


def _totals(rows, said):
    found = defaultdict(lambda: {OURS: 0.0, THEIRS: 0.0, GAP: 0.0})
    for line, one in rows:
        sums, theirs = found[one.currency_id], _theirs(line, one, said)
        sums[OURS] = one.currency_id.round(sums[OURS] + one.amount)
        if theirs is not None:
            sums[THEIRS] = one.currency_id.round(sums[THEIRS] + theirs)
            sums[GAP] = one.currency_id.round(sums[GAP] + theirs - one.amount)
    return dict(found)
