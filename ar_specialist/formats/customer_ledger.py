"""What a customer has in its own books about us: a supplier's statement or account as a table."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ..logic.cash_tokens import plain
from ..logic.reconciliation_columns import AMOUNT_FIELDS, DAY_FIELDS
from ..logic.reconciliation_facts import CREDIT, INVOICE, OTHER, PAYMENT
from .remittance_table import TOTAL
from .table_values import Cells

_OPENING = re.compile(
    r"OPENING( BALANCE)?$|OPENING BALANCE.*|BALANCE (BROUGHT|B/?F).*|BROUGHT FORWARD.*|STARTING BALANCE.*|"
    r"(ANFANGS|EROFFNUNGS)(SALDO|BESTAND).*|(SALDO ?)?VORTRAG( .*)?|"
    r"SOLDE (INITIAL|D.OUVERTURE|REPORTE|ANTERIEUR).*|(REPORT )?A NOUVEAU.*|"
    r"SALDO (INICIAL|ANTERIOR|INIZIALE|DE APERTURA).*|BEGINSALDO.*")
_CLOSING = re.compile(
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
    """Lines in the order of the file; `opening` and `closing` as {currency: amount} where the file says them."""

    lines: tuple
    opening: dict
    closing: dict


def read_ledger(table, columns, faults, order=None, mark=None):
    """Return the :class:`CustomerLedger` of a table; rows that can't be read are left out and noted in `faults`.

    :param table: with headings and rows as [(row, cells)]
    :param columns: {field: index of its column}, fields of :mod:`..logic.reconciliation_columns`
    :param order, mark: how days and amounts are written, found out by all of them otherwise
    """
    cells = Cells(
        table.rows, columns, table.headings, faults, day_fields=DAY_FIELDS, amount_fields=AMOUNT_FIELDS, order=order,
        mark=mark)
    lines, opening, closing = [], {}, {}
    for row, values in table.rows:
        before = len(faults.found)
        day, amount = cells.day(row, values, "date"), _amount(row, values, cells)
        currency, said = cells.currency(values, *AMOUNT_FIELDS), _said(values)
        if len(faults.found) > before:
            continue
        is_document = any(map(str.isdigit, cells.text(values, "number")))
        if not is_document and _any(_OPENING, said):
            opening[currency] = opening.get(currency, Decimal(0)) + (amount or Decimal(0))
        elif not is_document and _is_closing(said, cells, values):
            if amount is not None:
                closing[currency] = amount
        elif amount:
            lines.append(LedgerLine(
                row, cells.text(values, "number"), cells.text(values, "reference"), day, amount, currency,
                _kind(cells, values, amount)))
        elif amount is None and cells.text(values, "number"):
            faults.add(row, _heading(table, columns), "missing")
    return CustomerLedger(tuple(lines), opening, closing)


def _heading(table, columns):
    return str(table.headings[next(columns[field] for field in AMOUNT_FIELDS if field in columns)])


def _amount(row, values, cells):
    """Return what a row adds to what the customer owes, by its amount, or credit less debit."""
    amount = cells.amount(row, values, "amount")
    debit, credit = cells.amount(row, values, "debit"), cells.amount(row, values, "credit")
    if amount is not None or (debit is None and credit is None):
        return amount
    return (credit or Decimal(0)) - (debit or Decimal(0))


def _said(values):
    return [plain(str(value)).strip().rstrip(":") for value in values if isinstance(value, str) and value.strip()]


def _any(pattern, said):
    return any(pattern.match(text) for text in said)


def _is_closing(said, cells, values):
    if _any(_CLOSING, said):
        return True
    return bool(said and TOTAL.fullmatch(said[0])) or bool(TOTAL.fullmatch(cells.text(values, "number") or "-"))


def _kind(cells, values, amount):
    said = plain(" ".join(cells.text(values, field) for field in ("kind", "reference", "number")))
    found = next((kind for kind, pattern in _KINDS if pattern.search(said)), OTHER)
    return INVOICE if found == OTHER and amount > 0 else found
