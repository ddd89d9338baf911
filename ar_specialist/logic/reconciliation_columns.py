"""Which column of a customer's ledger holds what, guessed from its headings."""

from .receivables_columns import HEADINGS, guess_columns, heading_row

#: In the order in which they choose: what is more particular comes first.
FIELDS = ("number", "date", "debit", "credit", "currency", "amount", "kind", "reference")
DAY_FIELDS, AMOUNT_FIELDS = ("date",), ("amount", "debit", "credit")

_OURS = {
    "supplier invoice number", "supplier invoice no", "supplier invoice", "vendor invoice number", "vendor invoice no",
    "vendor invoice", "external document no", "external document number", "external document", "your invoice",
    "your document", "your number", "your reference", "your ref", "ihre rechnung", "ihre rechnungsnummer", "ihr beleg",
    "externe belegnummer", "lieferantenrechnung", "votre facture", "votre reference", "facture fournisseur",
    "numero de facture fournisseur", "su factura", "su referencia", "factura proveedor", "numero externo",
}
_WORDS = {
    "number": [_OURS, *HEADINGS["number"]],
    "date": HEADINGS["date"],
    "debit": [{"debit", "debit amount", "dr", "soll", "sollbetrag", "debe", "dare", "cargo", "debet"}],
    "credit": [{"credit", "credit amount", "cr", "haben", "habenbetrag", "haber", "avere", "abono"}],
    "currency": HEADINGS["currency"],
    "amount": HEADINGS["amount"],
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
    """Return {field: index of its column}; what is in two columns, debit and credit, is not guessed to be in one."""
    found = guess_columns(headings, FIELDS, _WORDS)
    if "debit" in found and "credit" in found:
        found.pop("amount", None)
    return found


def ledger_heading_row(rows):
    return heading_row(rows, guess_ledger_columns)


def lacking(fields):
    """Return the fields that must be named and are not, "amount" for neither an amount nor debit and credit."""
    fields = set(fields)
    without = [] if fields & {"number", "reference"} else ["number"]
    return without + ([] if fields & {"amount", "debit", "credit"} else ["amount"])
