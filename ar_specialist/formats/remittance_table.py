"""Remittance advices in a table: one document per row, a total perhaps below."""

import re
from decimal import Decimal

from .reading import FaultError
from .records import Deduction, Document, Remittance
from .table_values import Cells

_AMOUNTS = ("amount", "gross", "discount")
TOTAL = re.compile(
    r"(grand |sub)?(total|totals|sum|summe|gesamt|gesamtbetrag|gesamtsumme|endbetrag|totaal|totale|suma|somme|"
    r"importe total|total amount|total paid|total paye|montant total|amount paid|payment amount|zahlbetrag|"
    r"payment total)\b.*", re.IGNORECASE)


def read_remittances(table, columns, faults, order=None, mark=None):
    """Return the remittances of a table, one per payer, payment reference and currency.

    :param table: with headings and rows as [(line, cells)]
    :param columns: {field: index of its column}
    """
    cells = Cells(
        table.rows, columns, table.headings, faults, day_fields=("day",), amount_fields=_AMOUNTS, order=order,
        mark=mark)
    grouped, total = {}, None
    for line, row in table.rows:
        if _is_total(row, cells):
            # Of several totals the last one is the sum of all.
            total = line, _paid(line, row, cells)
            continue
        number = cells.text(row, "number")
        paid = _paid(line, row, cells)
        if not number and not paid:
            continue
        key = cells.text(row, "payer"), cells.text(row, "reference"), cells.currency(row, *_AMOUNTS)
        kept = grouped.setdefault(key, ([], [], []))
        if number:
            kept[0].append(Document(number, paid, cells.amount(line, row, "discount")))
        else:
            kept[1].append(Deduction("", paid, cells.text(row, "reason")))
        kept[2].append(cells.day(line, row, "day"))
    if not any(documents for documents, _deductions, _days in grouped.values()) and not faults.found:
        raise FaultError(0, "", "nothing")
    found = tuple(
        Remittance(payer, next(filter(None, days), None), _sum(documents, deductions), currency, reference,
                   tuple(documents), tuple(deductions))
        for (payer, reference, currency), (documents, deductions, days) in grouped.items())
    check_total(total, found, faults)
    return found


def check_total(total, remittances, faults):
    """Note a fault when a table's own total, as (line, amount), is not the sum of its rows."""
    amounts = [remittance.amount for remittance in remittances]
    if total is None or total[1] is None or None in amounts or faults.found:
        return
    if sum(amounts, Decimal(0)) != total[1]:
        faults.add(total[0], "", "sum", f"{total[1]} / {sum(amounts, Decimal(0))}")


def _is_total(row, cells):
    first = next((str(cell) for cell in row if str(cell).strip()), "")
    return bool(TOTAL.fullmatch(first.strip().rstrip(":"))) or bool(TOTAL.fullmatch(cells.text(row, "number") or "-"))


def _paid(line, row, cells):
    """Return what a row pays: its amount, else gross less discount."""
    amount = cells.amount(line, row, "amount")
    gross = cells.amount(line, row, "gross")
    if amount is not None or gross is None:
        return amount
    return gross - abs(cells.amount(line, row, "discount") or Decimal(0))


def _sum(documents, deductions):
    if any(document.amount is None for document in documents):
        return None
    return sum((one.amount for one in (*documents, *deductions)), Decimal(0))
