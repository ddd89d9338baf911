"""Which column of a receivables file holds what, guessed from its headings."""

import re
import unicodedata

# The columns that an import knows, in the order in which they choose: what is more particular comes first.
FIELDS = (
    "number", "date_due", "settled_date", "settled_amount", "date", "currency", "amount",
    "customer_ref", "customer_name", "vat", "email", "disputed", "reference",
)
DATE_FIELDS = ("date", "date_due", "settled_date")
AMOUNT_FIELDS = ("amount", "settled_amount")
CUSTOMER_FIELDS = ("customer_ref", "customer_name", "vat", "email")
REQUIRED = ("number", "date", "amount")

_DOCUMENT = (
    "invoice|inv|document|doc|bill|voucher|rechnung|rechnungs|beleg|facture|de facture|factura|de factura|fattura|"
    "fatura|factuur"
)
_CUSTOMER = "customer|client|debtor|account|partner|buyer|kunde|kunden|debitor|debitoren|cliente|klant|debiteur"
_NUMBER = "number|no|nr|num|numero|id|code|nummer|ref|reference|#"
_DAY = "date|day|datum|fecha|data|on"


def _pairs(first, second):
    both = [(one, two) for one in first.split("|") for two in second.split("|")]
    return {f"{one} {two}" for one, two in both} | {f"{two} {one}" for one, two in both}


def _words(text):
    return set(text.split("|"))


HEADINGS = {
    "number": [
        _pairs(_DOCUMENT, _NUMBER) | _words("rechnungsnummer|rechnungsnr|belegnummer|belegnr|factuurnummer"),
        _words("invoice|number|no|nr|numero|nummer|rechnung|facture|factura|fattura|document|beleg|doc"),
    ],
    "date_due": [
        _pairs("due|maturity|payment due|net due", _DAY) | _words(
            "due|maturity|faellig|fallig|fallig am|faellig am|faelligkeit|falligkeit|falligkeitsdatum|"
            "faelligkeitsdatum|echeance|date d echeance|vencimiento|fecha de vencimiento|scadenza|data scadenza|"
            "vervaldatum|vervaldag|vencimento|data de vencimento|pay by|date echeance|fecha vencimiento"
        ),
    ],
    "settled_date": [
        _pairs("settled|settlement|paid|payment|clearing|cleared|receipt|collection", _DAY) | _words(
            "zahldatum|zahlungsdatum|bezahlt am|ausgleichsdatum|date de paiement|date paiement|date de reglement|"
            "fecha de pago|fecha pago|data pagamento|data di pagamento|betaaldatum|betaald op|data de pagamento"
        ),
    ],
    "settled_amount": [
        _pairs("settled|settlement|paid|payment|received|cleared", "amount|total") | _words(
            "paid|settled|bezahlt|bezahlter betrag|zahlbetrag|montant paye|montant regle|importe pagado|pagado|"
            "importo pagato|pagato|betaald bedrag|betaald|valor pago"
        ),
    ],
    "date": [
        _pairs(_DOCUMENT, _DAY) | _words("issue date|issued|issued on|date of issue|rechnungsdatum|belegdatum|"
                                         "date d emission|fecha de emision|data emissione|factuurdatum|posting date"),
        _words("date|datum|fecha|data|posted|buchungsdatum"),
    ],
    "currency": [
        _words("currency|currency code|curr|cur|iso currency|wahrung|waehrung|devise|moneda|divisa|valuta|moeda|"
               "document currency|invoice currency"),
    ],
    "amount": [
        _pairs(_DOCUMENT, "amount|total|value|gross amount|betrag") | _words(
            "rechnungsbetrag|bruttobetrag|montant ttc|importe total|importo totale|factuurbedrag|gross amount|"
            "total amount|amount total|valor total"
        ),
        _words("amount|total|gross|value|betrag|brutto|summe|montant|importe|importo|bedrag|valor|totale"),
        _words("open amount|amount open|open|balance|amount due|outstanding|outstanding amount|residual|offen|"
               "offener betrag|saldo|solde|pendiente|openstaand"),
    ],
    "customer_ref": [
        _pairs(_CUSTOMER, _NUMBER) | _words("kundennummer|kundennr|debitorennummer|debitorennr|klantnummer|code client|"
                                            "numero client|codigo cliente|codice cliente"),
    ],
    "customer_name": [
        _pairs(_CUSTOMER, "name|nom|nombre|nome|naam") | _words("kundenname|klantnaam|company name|nom du client"),
        _words(_CUSTOMER) | _words("company|name|firma|societe|empresa|azienda|bedrijf|sold to|bill to|client"),
    ],
    "vat": [
        _pairs("vat|tax|gst|ust|tva|iva|btw|nif|cif", "id|number|no|nr|code|registration") | _words(
            "vat|tin|ust id|ust idnr|ustid|ustidnr|nif|cif|partita iva|p iva|btw nummer|n tva|numero de tva"
        ),
    ],
    "email": [_words("email|e mail|mail|email address|customer email|e mail address|courriel|correo|e mail adresse")],
    "disputed": [_words("disputed|dispute|in dispute|is disputed|strittig|reklamation|litige|en litige|disputado|"
                        "en disputa|contestato|contestata|betwist")],
    "reference": [_words("reference|ref|customer reference|po|po number|purchase order|order|order number|"
                         "your reference|"
                         "kundenreferenz|bestellnummer|referenz|referencia|riferimento|referentie|referencia cliente")],
}


def guess_columns(headings, fields=FIELDS, words=None):
    """Return {field: index of its column} for a list of headings; unknown columns are left out.

    :param fields: what may be found, what is more particular first
    :param words: {field: list of sets of plain headings, the surest set first}; those of receivables by default
    """
    words = words or HEADINGS
    plain = [plain_heading(heading) for heading in headings]
    found = {}
    ranks = max(len(lists) for lists in words.values())
    for rank in range(ranks):
        for field in fields:
            lists = words[field]
            if field in found or rank >= len(lists):
                continue
            free = (at for at, name in enumerate(plain) if at not in found.values() and name in lists[rank])
            index = next(free, None)
            if index is not None:
                found[field] = index
    return found


def heading_row(rows, guess=guess_columns, most=10):
    """Return the index of the row that holds the headings: of the first ones, `most`, that with most known words."""
    known = [len(guess([str(cell) for cell in row])) for row in rows[:most]]
    return known.index(max(known)) if known and max(known) > 1 else 0


def plain_heading(text):
    """Return a heading in small letters without accents, words apart: "InvoiceAmount" is "invoice amount"."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", str(text))
    text = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+|#", text))
