"""What a customer has in its own books about us: a supplier's statement or account as a table."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ..logic.cash_tokens import plain
from ..logic.receivables_columns import plain_heading
from ..logic.reconciliation_columns import AMOUNT_FIELDS, DAY_FIELDS
from ..logic.reconciliation_facts import CREDIT, INVOICE, OTHER, PAYMENT
from ..logic.written_amounts import currency_in
from ..logic.written_dates import date_readings
from .ledger_balances import CLOSING, LINE, OPENING, SUM, ledger_balances
from .remittance_table import TOTAL
from .table_values import Cells

_BEGINS = re.compile(
    r"OPENING( BALANCE)?$|OPENING BALANCE.*|BALANCE (BROUGHT|B/?F).*|BROUGHT FORWARD.*|STARTING BALANCE.*|"
    r"(ANFANGS|EROFFNUNGS)(SALDO|BESTAND).*|(SALDO ?)?VORTRAG( .*)?|"
    r"SOLDE (INITIAL|D.OUVERTURE|REPORTE|ANTERIEUR).*|(REPORT )?A NOUVEAU.*|"
    r"SALDO (INICIAL|ANTERIOR|INIZIALE|DE APERTURA).*|BEGINSALDO.*")
_ENDS = re.compile(
    r"CLOSING( BALANCE)?$|CLOSING BALANCE.*|END(ING)? BALANCE.*|BALANCE (CARRIED|C/?F).*|CARRIED FORWARD.*|"
    r"(END|SCHLUSS)(SALDO|BESTAND).*|SOLDE (FINAL|DE CLOTURE).*|NOUVEAU SOLDE.*|SALDO FINALE?( .*)?|EINDSALDO.*|"
    r"BALANCE( DUE)?$|SALDO$|SOLDE$")
_KINDS = (
    (CREDIT, re.compile(r"\b(CREDIT ?(NOTE|MEMO)|CN|RINV|GUTSCHRIFT|GS|AVOIR|NOTA DE CREDITO|ABONO|NOTE DE CREDIT)\b")),
    (PAYMENT, re.compile(
        r"\b(PAYMENTS?|PAID|PMT|PAY|ZAHLUNG|UBERWEISUNG|ZAHLUNGSAUSGANG|REGLEMENT|PAIEMENT|VIREMENT|PAGO|"
        r"TRANSFERENCIA|BETALING|TRANSFER|CHECK|CHEQUE|WIRE|ACH)\b")),
    (INVOICE, re.compile(r"\b(INVOICES?|BILL|RECHNUNG|FACTURE|FACTURA|INV)\b")),
)
#: What stands in a column of kinds alone: document types of widespread ledgers.
_CODES = {"KG": CREDIT, "CM": CREDIT, "CR": CREDIT, "KZ": PAYMENT, "ZP": PAYMENT, "PY": PAYMENT, "ZA": PAYMENT,
          "KR": INVOICE, "RE": INVOICE, "RN": INVOICE}
#: The sides of the customer's own account: what it takes off what it owes, and what it adds.
_SIDES = {**dict.fromkeys(("S", "D", "DR", "DEBIT", "SOLL", "DEBE", "DARE"), -1),
          **dict.fromkeys(("H", "C", "CR", "CREDIT", "HABEN", "HABER", "AVERE"), 1)}


@dataclass(frozen=True)
class LedgerLine:
    """A line of the customer's: `amount` as it stands there, credit less debit where it has these two."""

    row: int
    number: str
    reference: str
    date: object
    amount: Decimal
    currency: str
    kind: str


@dataclass(frozen=True)
class CustomerLedger:
    """Lines in the order of the file; `opening` and `closing` as {currency: amount} where the file says them.

    `opened` is the day that stands beside the opening balance.
    """

    lines: tuple
    opening: dict
    closing: dict
    opened: date | None = None


@dataclass(frozen=True)
class _Row:
    """A row that was read: what it is, as a line, the kind its column says, and what the account came to by then."""

    role: str
    line: LedgerLine
    said: str
    balance: Decimal | None


def read_ledger(table, columns, faults, order=None, mark=None):
    """Return the :class:`CustomerLedger` of a table; rows that can't be read are left out and noted in `faults`.

    :param table: with headings and rows as [(row, cells)]
    :param columns: {field: index of its column}, fields of :mod:`..logic.reconciliation_columns`
    :param order, mark: how days and amounts are written, found out by all of them otherwise
    """
    rows = [(row, *_told(values, columns)) for row, values in table.rows if not _is_text(values, columns, table)]
    cells = Cells(
        [(row, values) for row, _role, values in rows], columns, table.headings, faults, day_fields=DAY_FIELDS,
        amount_fields=AMOUNT_FIELDS, order=order, mark=mark)
    heading = str(table.headings[next(columns[field] for field in AMOUNT_FIELDS if field in columns)])
    read = [found for row, role, values in rows if (found := _read(row, role, values, cells, heading))]
    if not {"debit", "credit", "side"} & set(columns):
        read = _signed(read)
    opening, closing = ledger_balances(read)
    opened = next((row.line.date for row in read if row.role == OPENING and row.line.date), None)
    return CustomerLedger(tuple(row.line for row in read if row.role == LINE), opening, closing, opened)


def _is_text(values, columns, table):
    """Say whether a row is no line: the headings once more, or words between the lines."""
    filled = [at for at, value in enumerate(values) if value != ""]
    if len(filled) == 1:
        return filled[0] not in {columns.get(field) for field in AMOUNT_FIELDS}
    again = [at for at in filled if plain_heading(values[at]) == plain_heading(table.headings[at])]
    return len(again) > 1


def _told(values, columns):
    """Return (role, cells); of balances and sums only that of the opening has a day, whatever stands in its column."""
    said = [plain(str(value)).strip().rstrip(":") for value in values if isinstance(value, str) and value.strip()]
    number = plain(str(values[columns["number"]])).strip() if "number" in columns else ""
    is_document = any(map(str.isdigit, number)) and not (
        _BEGINS.match(number) or _ENDS.match(number) or TOTAL.fullmatch(number))
    if is_document:
        return LINE, values
    if any(map(_BEGINS.match, said)):
        role = OPENING
    elif any(map(_ENDS.match, said)):
        role = CLOSING
    elif (said and TOTAL.fullmatch(said[0])) or TOTAL.fullmatch(number or "-"):
        role = SUM
    else:
        return LINE, values
    day = columns.get("date")
    if role == OPENING and day is not None and date_readings(values[day]):
        return role, values
    return role, ["" if at == day else value for at, value in enumerate(values)]


def _read(row, role, values, cells, heading):
    """Return the :class:`_Row` of cells, None when there is none or it can't be read."""
    before = len(cells.faults.found)
    day, amount = cells.day(row, values, "date"), _amount(row, values, cells)
    balance = cells.amount(row, values, "balance")
    if len(cells.faults.found) > before:
        return None
    number, said = cells.text(values, "number"), _kind(cells.text(values, "kind"), {"": OTHER, **_CODES})
    if role == LINE and not amount:
        if amount is None and number:
            cells.faults.add(row, heading, "missing")
        return None
    kind = said if said != OTHER else _kind(f"{cells.text(values, 'reference')} {number}", {})
    if kind == OTHER and (amount or 0) > 0:
        kind = INVOICE
    return _Row(role, LedgerLine(
        row, number, cells.text(values, "reference"), day, amount, _currency(values, cells), kind), said, balance)


def _amount(row, values, cells):
    """Return what a row adds to what the customer owes: its amount, by the side it stands on, or credit less debit."""
    amount = cells.amount(row, values, "amount")
    debit, credit = cells.amount(row, values, "debit"), cells.amount(row, values, "credit")
    if amount is not None:
        side = cells.text(values, "side") or currency_in(cells.raw(values, "amount"))
        return abs(amount) * _SIDES[side.upper()] if side.upper() in _SIDES else amount
    if debit is None and credit is None:
        return None
    return (credit or Decimal(0)) - (debit or Decimal(0))


def _currency(values, cells):
    currency = cells.currency(values, *AMOUNT_FIELDS)
    return "" if currency in _SIDES else currency


def _kind(text, codes):
    said = plain(text).strip()
    return codes.get(said) or next((kind for kind, pattern in _KINDS if pattern.search(said)), OTHER)


def _signed(rows):
    """Take off what its kind says is a payment or a credit, where every amount is written without a sign."""
    amounts = [row.line.amount for row in rows if row.role == LINE]
    takes_off = [row.said in (PAYMENT, CREDIT) and row.role == LINE for row in rows]
    one_way = all(amount > 0 for amount in amounts) or (
        all(amount < 0 for amount in amounts) and sum(takes_off) < len(amounts))
    if not one_way:
        return rows
    return [
        replace(row, line=replace(row.line, amount=-row.line.amount)) if off else row
        for row, off in zip(rows, takes_off, strict=True)]
