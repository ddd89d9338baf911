"""Numbers of documents as they stand in the text of a payment: cut, joined, without zeros, mistyped."""

import re
import unicodedata

#: What stands before a number that is an invoice's, in the languages of Europe's banks.
_DOCUMENT_WORDS = """
    INVOICE INVOICES INV INVNO BILL RECHNUNG RECHNUNGEN RECHN RECH RE RG RNR RGNR RECHNR FACTURE FACTURES FACT FAC FA
    FACTURA FACTURAS FRA FATTURA FATT FT FATURA FACTUUR FACTUREN FAKTURA FAKTURE FV FAKT LASKU NR NO NUM NUMERO NUMBER
    N REF BELEG BELEGNR DOC DOCUMENT
"""
DOCUMENT_WORDS = frozenset(_DOCUMENT_WORDS.split())
#: Fewer figures than these say too little without the customer.
FEWEST_FIGURES = 5
#: A number is rarely written in more pieces; a Swiss QR reference has six.
MOST_PIECES = 7
_SEGMENT = re.compile(r"[A-Z]+|[0-9]+")
#: What stands together, marks within it.
CHUNK = re.compile(r"[A-Z0-9]+(?:[/\-._][A-Z0-9]+)*")
_COUNTS = re.compile("[1-9]").search
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
#: A day of the calendar.
DATE = re.compile(
    rf"(?<![\d./-]){_DAY}([./-]){_MONTH}\1(?:20)?\d{{2}}(?![\d/-])|(?<![\d/-])20\d{{2}}([./-]){_MONTH}\2{_DAY}(?![\d/-])")
_DATES_AND_AMOUNTS = re.compile(
    r"(?<![\d/-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2})(?![\d/-])"
    r"|(?<![\d/.,-])\d{1,3}(?:[.,' ]\d{3})*[.,]\d{2}(?![\d/-])")
#: "745/2026", "03.2026": the year belongs to what stands before it.
_YEAR = re.compile(r"(?<=\d)[./-]20\d{2}(?!\d)")
#: What banks and payers note of mandates, accounts and customers; a code's value ends where the next code begins.
_CODED = re.compile(
    r"\b(?:MREF|CRED|DEBT|COAM|OAMT|BIC|IBAN)\+(?:(?!(?:[EKM]REF|CRED|DEBT|SVWZ|ABW[AE]|IBAN|BIC)\+)\S)*"
    r"|/(?:MARF|CSID|TRCD|ISDT)/[^/]*"
    r"|\b(?:KD|KDN|KUNDEN?|CUST|CUSTOMER|CLIENTE?|KLANT|KUND|DEBITOR(?:EN)?)[ .:-]{0,3}"
    r"(?:NR|NO|NUM|NUMMER|NUMBER|NUMERO)?[ .:#-]{0,3}\d+(?![\d/-])")


def plain(text):
    """Return the text in capitals without accents."""
    if text.isascii():
        return text.upper()
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).upper()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def compact(text):
    """Return the letters and figures alone."""
    return "".join(_SEGMENT.findall(plain(text)))


def segments(text):
    """Return the runs of letters and of figures in plain text."""
    return _SEGMENT.findall(text)


def without_zeros(segment):
    return segment.lstrip("0") or "0"


def canonical(parts):
    """Return the parts joined, leading zeros lost: INV, 2024, 00042 → "INV-2024-42"."""
    return "-".join(part.lstrip("0") or "0" for part in parts)


def chunks(text):
    """Return what stands between spaces and looks like a number: at least 4 figures."""
    return [chunk for chunk in CHUNK.findall(text) if sum(map(str.isdigit, chunk)) >= FEWEST_FIGURES - 1]


def bare(text):
    """Return plain text without dates, amounts and the years of numbers and months: they name no documents."""
    return _YEAR.sub(" ", _DATES_AND_AMOUNTS.sub(" ; ", text))


def uncoded(text):
    """Return plain text without what is said of mandates, accounts and customers' numbers."""
    return _CODED.sub(" ; ", text)


def shape(parts):
    """Return what numbers of one series have in common: their letters, and how many figures follow."""
    return tuple(len(part) if part[0].isdigit() else part for part in parts)


def number_keys(number):
    """Return ({keys of the whole number}, {keys without the letters before it}, its parts).

    Keys say enough by themselves; a number of few figures and no letters has none, nor has one of noughts alone.
    """
    parts = segments(plain(number))
    figures = sum(len(part) for part in parts if part[0].isdigit()) if any(map(_COUNTS, parts)) else 0
    whole, cut = set(), set()
    if figures >= FEWEST_FIGURES or (figures and len(parts) > 1 and sum(map(len, parts)) >= FEWEST_FIGURES - 1):
        whole = _keys(parts)
    if figures >= FEWEST_FIGURES and len(parts) > 1 and parts[0][0].isalpha():
        cut = _keys(tail(parts))
    return whole, cut, parts


def _keys(parts):
    """Return the parts joined, and without zeros unless too few figures are left."""
    joined, bare_of_zeros = "".join(parts), canonical(parts)
    return {joined, bare_of_zeros} if len(parts) > 1 or len(bare_of_zeros) >= FEWEST_FIGURES else {joined}


def tail(parts):
    """Return the parts from the first figures on."""
    for position, part in enumerate(parts):
        if part[0].isdigit():
            return parts[position:]
    return []


def sequence(parts):
    """Return the last run of figures, which counts the documents; "" without any."""
    return next((part for part in reversed(parts) if part[0].isdigit()), "")


def one_edit(one, other):
    """Say whether the texts differ by one letter: another, missing, too many, or two next to each other swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        start += 1
    if len(one) == len(other):
        rest, other_rest = one[start + 1:], other[start + 1:]
        swapped = one[start:start + 2] == other[start:start + 2][::-1] and one[start + 2:] == other[start + 2:]
        return rest == other_rest or swapped
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1:] == shorter[start:]
