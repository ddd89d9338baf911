"""The close pack's own sheets: checklist, key figures, write-offs."""

from .xlsx_sheet import sheet_name
from .xlsx_styles import serial

#: How the kinds of key figures are written; amounts take their currency's own format.
FORMATS = {"share": "0.0%", "days": "0.0"}


def _sheet(workbook, styles, name, title, widths):
    sheet = workbook.add_worksheet(sheet_name(name))
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, title, styles.title)
    return sheet


def _heading(sheet, styles, row, labels, numbers=()):
    for column, label in enumerate(labels):
        sheet.write_string(row, column, label, styles.number_heading if column in numbers else styles.heading)
    sheet.freeze_panes(row + 1, 0)


def write_checks(workbook, styles, text, facts, checks):
    """Write the checklist.

    :param text: {name: word}
    :param facts: [(label, text)]
    :param checks: [dict] of texts
    """
    sheet = _sheet(workbook, styles, text["checks"], text["title"], (46, 12, 14, 10, 18, 28, 60))
    for row, (label, value) in enumerate(facts, 1):
        sheet.write_string(row, 0, f"{label}: {value}")
    start = len(facts) + 2
    names = ("check", "state", "as_of", "count", "amount", "by", "why")
    _heading(sheet, styles, start, [text[name] for name in names], {3, 4})
    for row, check in enumerate(checks, start + 1):
        sheet.write_string(row, 0, check["name"])
        sheet.write_string(row, 1, check["state"])
        if check["day"]:
            sheet.write_number(row, 2, serial(check["day"]), styles.day)
        if check["count"]:
            sheet.write_number(row, 3, int(check["count"]))
        if check["amount"]:
            sheet.write_number(row, 4, check["figure"], styles.amount(check["currency"]))
        sheet.write_string(row, 5, check["by"])
        sheet.write_string(row, 6, check["why"])


def write_figures(workbook, styles, text, figures, currency):
    """Write the key figures, [(label, value, kind)]."""
    sheet = _sheet(workbook, styles, text["figures"], text["title"], (40, 20))
    formats = {kind: workbook.add_format({"num_format": pattern}) for kind, pattern in FORMATS.items()}
    formats["amount"] = styles.amount(currency)
    _heading(sheet, styles, 2, [text["figure"], f"{text['value']} ({currency.name})"], {1})
    for row, (label, value, kind) in enumerate(figures, 3):
        sheet.write_string(row, 0, label)
        if value is not None:
            sheet.write_number(row, 1, value, formats[kind])


def write_off_sheet(workbook, styles, text, write_offs, currency):
    """Write what was written off, in company currency."""
    sheet = _sheet(workbook, styles, text["write_offs"], text["title"], (18, 14, 40, 30, 24, 18))
    labels = [text[name] for name in ("number", "date", "customer", "reason", "decided", "amount")]
    _heading(sheet, styles, 2, labels, {5})
    if not write_offs:
        sheet.write_string(3, 0, text["nothing"])
        return
    for row, write_off in enumerate(write_offs, 3):
        for column, name in ((0, "name"), (2, "customer"), (3, "reason"), (4, "decided")):
            sheet.write_string(row, column, write_off[name])
        if write_off["date"]:
            sheet.write_number(row, 1, serial(write_off["date"]), styles.day)
        sheet.write_number(row, 5, write_off["amount"], styles.amount(currency))
    sheet.write_string(row + 1, 0, text["total"], styles.bold)
    total = currency.round(sum(write_off["amount"] for write_off in write_offs))
    sheet.write_formula(row + 1, 5, f"=SUM(F4:F{row + 1})", styles.amount(currency, bold=True), total)
