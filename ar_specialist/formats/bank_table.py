"""Tables (CSV, XLSX) of a bank's bookings or of a payer's remittance advice; the headings tell which."""

from decimal import Decimal

from ..logic.csv_table import TableError
from ..logic.receivables_columns import heading_row
from ..logic.written_dates import date_readings
from .bank_columns import guess_either, guess_remittance, guess_statement
from .reading import FaultError, one_line
from .records import BankEntry, BankFile, BankStatement, Document
from .remittance_table import TOTAL, read_remittances
from .table_file import read_table
from .table_values import Cells

_DAYS = ("day", "value_day")
_AMOUNTS = ("amount", "credit", "debit", "balance")
_TEXTS = (
    "payer_name", "payer_account", "payer_bank", "structured_reference", "end_to_end", "reference", "booking_text")
_OUT = {"d", "s", "db", "dr", "dbit", "debit", "soll", "af", "-", "debe", "dare", "cargo"}
_IN = {"c", "h", "cr", "crdt", "credit", "haben", "bij", "+", "haber", "avere", "abono"}


def read_bank_table(content, faults, order=None, mark=None):
    """Return the :class:`BankFile` of a table: statements, one per account and currency, or remittances.

    :raise FaultError: the codes of :class:`TableError`; "format" when the headings are neither's
    """
    try:
        table = read_table(content, lambda rows: heading_row(rows, guess_either))
    except TableError as error:
        details = error.details
        raise FaultError(details.get("row", 0), "", error.code, details.get("limit", "")) from error
    name = "xlsx" if content.startswith(b"PK") else "csv"
    columns = guess_either(table.headings)
    if not columns:
        raise FaultError(1, "", "format", ", ".join(table.headings))
    if columns == guess_remittance(table.headings) and columns != guess_statement(table.headings):
        return BankFile(name, (), read_remittances(table, columns, faults, order, mark))
    cells = Cells(
        table.rows, columns, table.headings, faults, day_fields=_DAYS, amount_fields=_AMOUNTS, order=order, mark=mark)
    return BankFile(name, tuple(_statements(table.rows, cells, faults)))


def _statements(rows, cells, faults):
    by_account = {}
    for line, row in rows:
        entry, balance = _entry(line, row, cells, faults)
        if entry:
            account = cells.text(row, "account").replace(" ", "")
            by_account.setdefault((account, entry.currency), []).append((entry, balance))
    if not by_account and not faults.found:
        raise FaultError(0, "", "nothing")
    for (account, currency), booked in by_account.items():
        entries = tuple(entry for entry, _balance in booked)
        opening, closing = _ends(booked)
        yield BankStatement(
            account, currency, opening, closing, min(entry.day for entry in entries),
            max(entry.day for entry in entries), "", entries, entries[0].line)


def _entry(line, row, cells, faults):
    """Return (entry, running balance) of a row; (None, None) for one that books nothing or is faulty."""
    if _is_total(row, cells):
        return None, None
    known = len(faults.found)
    amount = _amount(line, row, cells, faults)
    day = cells.day(line, row, "day")
    if len(faults.found) > known or (amount is None and day is None):
        return None, None
    if amount is None and cells.raw(row, "balance") != "":
        # A balance carried forward.
        return None, None
    missing = next((field for field, value in (("day", day), ("amount", amount)) if value is None), None)
    if missing:
        heading = cells.columns.get(missing, cells.columns.get("credit", 0))
        faults.add(line, str(cells.headings[heading]), "missing")
        return None, None
    if not amount:
        return None, None
    number = cells.text(row, "number")
    texts = {field: cells.text(row, field) for field in _TEXTS}
    texts["payer_account"] = texts["payer_account"].replace(" ", "")
    text = str(cells.raw(row, "text"))
    return BankEntry(
        day=day, amount=amount, currency=cells.currency(row, *_AMOUNTS), value_day=cells.day(line, row, "value_day"),
        texts=tuple(filter(None, map(one_line, text.splitlines()))), documents=(Document(number),) if number else (),
        line=line, **texts), cells.amount(line, row, "balance")


def _is_total(row, cells):
    """Say whether a row only adds up the others: "Total" in front, and no day."""
    first = next((str(cell) for cell in row if str(cell).strip()), "")
    return bool(TOTAL.fullmatch(first.strip().rstrip(":"))) and not date_readings(cells.raw(row, "day"))


def _amount(line, row, cells, faults):
    """Return the signed amount of a row, from one column, one with a mark of direction, or one for either direction."""
    amount = cells.amount(line, row, "amount")
    credit, debit = cells.amount(line, row, "credit"), cells.amount(line, row, "debit")
    if amount is None and (credit is not None or debit is not None):
        return (credit or Decimal(0)) - abs(debit or Decimal(0))
    mark = cells.text(row, "direction").lower().rstrip(".")
    if amount is not None and mark in _OUT:
        return -abs(amount)
    if amount is not None and mark in _IN and amount < 0:
        faults.add(line, str(cells.headings[cells.columns["direction"]]), "sign", mark)
    return amount


def _ends(booked):
    """Return opening and closing balance by the running one, where it runs without a gap, oldest or newest first."""
    if any(balance is None for _entry, balance in booked):
        return None, None
    for rows in (booked, booked[::-1]):
        if all(one[1] + two[0].amount == two[1] for one, two in zip(rows, rows[1:], strict=False)):
            return rows[0][1] - rows[0][0].amount, rows[-1][1]
    return None, None
