"""What a demo customer has in its own books about us: our open items as it booked them, with what goes wrong there."""

import io
from datetime import timedelta

import xlsxwriter

#: Whose account it is, and whose was compared before.
CUSTOMER, COMPARED = "sunbelt", "lakeshore"
FILE = "Sunbelt_supplier_account.xlsx"
HEADINGS = ("Supplier Invoice No", "Posting Date", "Type", "Voucher", "Debit", "Credit")
#: An invoice typed too low, and one of somebody else.
MISTYPED, FOREIGN = 90.0, 412.5


def ledger_rows(items, day):
    """Return rows of the customer's account; `items` are (number, date, open amount), the oldest first.

    The first one is typed too low, the second one was never booked, the third one twice; a payment is on its way.
    """
    rows = []
    for place, (number, date, amount) in enumerate(items):
        if place == 1:
            continue
        booked = amount - MISTYPED if place == 0 and amount > MISTYPED else amount
        rows += [_row(number, date, place, booked)] * (2 if place == 2 else 1)
    rows.append(_row("AZ-77120", day - timedelta(days=24), 90, FOREIGN, "Invoice"))
    if items:
        rows.append(_row("", day - timedelta(days=2), 91, -items[0][2], "Payment"))
    return rows


def _row(number, date, place, amount, kind=None):
    kind = kind or ("Invoice" if amount > 0 else "Credit note")
    return number, date, kind, f"V-{4400 + place}", max(-amount, 0.0), max(amount, 0.0)


def ledger_file(rows, name, day):
    """Return the rows as a workbook, bytes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Account 70018")
        dates, amounts = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00"})
        sheet.set_column(0, 5, 18)
        sheet.write(0, 0, f"Account of supplier 70018, {name}, open items as of {day:%Y-%m-%d}")
        sheet.write_row(2, 0, HEADINGS, book.add_format({"bold": True}))
        for line, (number, date, kind, voucher, debit, credit) in enumerate(rows, 3):
            sheet.write_string(line, 0, number)
            sheet.write_datetime(line, 1, date, dates)
            sheet.write_row(line, 2, (kind, voucher))
            for column, amount in ((4, debit), (5, credit)):
                if amount:
                    sheet.write_number(line, column, amount, amounts)
        debit, credit = (sum(row[at] for row in rows) for at in (4, 5))
        sheet.write(len(rows) + 3, 0, "Balance")
        sheet.write_number(len(rows) + 3, 5, round(credit - debit, 2), amounts)
    return stream.getvalue()
