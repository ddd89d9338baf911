"""Which column of a customer's ledger holds what, guessed from its headings."""

from .receivables_columns import HEADINGS, guess_columns, heading_row
from .written_amounts import amount_readings
from .written_dates import date_readings

#: In the order in which they choose: what is more particular comes first.
FIELDS = ("number", "date", "debit", "credit", "side", "currency", "amount", "balance", "kind", "reference")
DAY_FIELDS, AMOUNT_FIELDS = ("date",), ("amount", "debit", "credit", "balance")
#: A letterhead above the headings has no more rows.
MOST_ABOVE = 40
#: So many rows tell what the columns of a table without headings hold.
SAMPLE = 30

_OURS = {
    "supplier invoice number", "supplier invoice no", "supplier invoice", "vendor invoice number", "vendor invoice no",
    "vendor invoice", "external document no", "external document number", "external document", "your invoice",
    "your document", "your number", "your reference", "your ref", "ihre rechnung", "ihre rechnungsnummer", "ihr beleg",
    "externe belegnummer", "lieferantenrechnung", "votre facture", "votre reference", "facture fournisseur",
    "numero de facture fournisseur", "su factura", "su referencia", "factura proveedor", "numero externo",
}
_OPEN = {
    "open amount", "amount open", "open", "amount due", "outstanding", "outstanding amount", "amount outstanding",
    "remaining amount", "amount remaining", "remaining", "open balance", "balance due", "residual", "unpaid", "offen",
    "offener betrag", "restbetrag", "rest", "reste a payer", "reste du", "montant restant", "pendiente",
    "importe pendiente", "saldo pendiente", "openstaand", "openstaand bedrag",
}
_LOCAL = {
    "amount in local currency", "amount in local cur", "amount in lc", "amount in doc curr",
    "amount in document currency", "betrag in hauswahrung", "betrag in hauswahr", "betrag hauswahrung",
    "betrag in belegwahrung", "betrag in belegwahr", "betrag in hw", "betrag in bw", "amount lcy",
    "remaining amount lcy",
}
_WORDS = {
    "number": [_OURS, *HEADINGS["number"]],
    "date": HEADINGS["date"],
    "debit": [{"debit", "debit amount", "dr", "soll", "sollbetrag", "debe", "dare", "cargo", "debet"}],
    "credit": [{"credit", "credit amount", "cr", "haben", "habenbetrag", "haber", "avere", "abono"}],
    "side": [{"d c", "dc", "dr cr", "debit credit", "s h", "sh", "soll haben", "s h kz", "sh kz", "s h kennzeichen",
              "soll haben kennzeichen", "debit credit indicator", "debit credit ind", "sens", "d h", "debe haber"}],
    "currency": [*HEADINGS["currency"], {
        "hauswahrung", "hauswahr", "belegwahrung", "belegwahr", "wahr", "wrg", "crcy", "local currency", "ccy"}],
    # Of an invoice that is paid in part, what is open stands beside what it was.
    "amount": [_OPEN, *HEADINGS["amount"], _LOCAL],
    "balance": [{
        "balance", "running balance", "cumulative balance", "cumulated balance", "saldo", "laufender saldo", "solde",
        "solde cumule", "solde progressif", "saldo acumulado", "kumuliert", "saldo progressivo"}],
    "kind": [{
        "type", "kind", "document type", "doc type", "transaction type", "transaction", "art", "belegart", "typ",
        "type de piece", "nature", "tipo", "tipo de documento", "tipo documento"}],
    "reference": [
        HEADINGS["reference"][0],
        {"description", "text", "memo", "buchungstext", "beschreibung", "libelle", "designation", "concepto",
         "descripcion", "descrizione", "omschrijving", "details", "narrative", "voucher", "voucher no",
         "voucher number", "our reference", "our ref", "unsere referenz", "notre reference"}],
}


def guess_ledger_columns(headings):
    """Return {field: index of its column}; what is in two columns, debit and credit, is not guessed to be in one.

    A balance beside amounts is what they add up to; alone it is what is open.
    """
    found = guess_columns(headings, FIELDS, _WORDS)
    if "debit" in found and "credit" in found:
        found.pop("amount", None)
    elif not {"amount", "debit", "credit"} & set(found) and "balance" in found:
        found["amount"] = found.pop("balance")
    return found


def ledger_heading_row(rows):
    """Return the index of the row of headings, -1 for a table that begins with its first line."""
    at = heading_row(rows, guess_ledger_columns, MOST_ABOVE)
    is_line = rows and len(guess_ledger_columns([str(cell) for cell in rows[at]])) < 2 and guess_by_values(rows[:1])
    return -1 if is_line else at


def guess_by_values(rows):
    """Return {field: index of its column} of a table without headings by what stands in it; {} when that is not clear.

    The first column of days, the last one of amounts, the first one of numbers before any other.
    """
    columns = list(zip(*rows[:SAMPLE], strict=False))
    dates = [at for at, cells in enumerate(columns) if _all(cells, date_readings)]
    amounts = [at for at, cells in enumerate(columns) if at not in dates and _all(cells, _is_amount)]
    numbers = [at for at, cells in enumerate(columns) if at not in (*dates, *amounts) and _all(cells, _has_figures)]
    if not (amounts and numbers and dates):
        return {}
    return {"number": numbers[0], "date": dates[0], "amount": amounts[-1]}


def _all(cells, says):
    filled = [cell for cell in cells if cell not in ("", None)]
    return bool(filled) and all(map(says, filled))


def _is_amount(cell):
    return bool(amount_readings(cell))


def _has_figures(cell):
    return any(map(str.isdigit, str(cell)))


def lacking(fields):
    """Return the fields that must be named and are not, "amount" for neither an amount nor debit and credit."""
    fields = set(fields)
    without = [] if fields & {"number", "reference"} else ["number"]
    return without + ([] if fields & {"amount", "debit", "credit"} else ["amount"])
