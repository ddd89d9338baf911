"""The field :86: of an MT940, which every country fills in its own way.

Three ways cover most banks: numbered sub-fields behind a code of three figures (Germany, Austria, Switzerland with "?",
Poland with "~" or "<", Hungary), code words between slashes (the Netherlands, SWIFT's common usage), and free lines.
"""

import re
from decimal import Decimal

from .reading import one_line

_NUMBERED = re.compile(r"\d{3}(?P<mark>[?~<>^@+])(?=\d{2})")
# Words inside the purpose of SEPA bookings, as the German banking industry defines them.
_SEPA = re.compile(
    r"(?<![A-Z])(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|COAM|OAMT|RREF|BREF|RTRN)(?:\+|: )")
_WORDS = re.compile(
    r"/(TRTP|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|CNTP|RTRN|MARF|CSID|PREF|ISDT|ADDR|PURP|ULTD|ULTC|ULTB|TRCD|KREF|UDTR"
    r"|UCRD|SVCL|INIT|CHGS|OCMT|EXCH|ORDC|BENC|PY|OA)/")
# Returned direct debits and transfers among the codes of three figures.
_RETURNS = {"108", "109", "159"}
_CUT = "\x1f"
_NONE = {"NOTPROVIDED", "NONREF", "NOT PROVIDED"}
_REFERENCE = re.compile(r"STRD/(?:CUR|ISO|EPC)/([^/]+)")


def read_details(text):
    """Return what a field :86: says, as names and values of a :class:`BankEntry`; charges are (amount, currency)."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    numbered = _NUMBERED.match(lines[0])
    if numbered:
        return _numbered("".join(lines), numbered["mark"])
    joined = "".join(lines)
    if joined.lstrip().startswith("/") and _WORDS.search(joined):
        return _worded(joined)
    return {"texts": _lines(lines)}


def _numbered(text, mark):
    parts = re.split(re.escape(mark) + r"(?=\d{2})", text)
    by_number = {}
    for part in parts[1:]:
        by_number.setdefault(part[:2], []).append(part[2:])

    def read(*numbers):
        return [value for number in numbers for value in by_number.get(number, [])]

    purpose = read(*map(str, range(20, 30)), *map(str, range(60, 64)))
    found = {
        "payer_name": one_line("".join(read("32", "33"))) or one_line("".join(read("27", "28"))) * (mark in "<~"),
        "payer_account": _account("".join(read("38")[:1] or read("31")[:1])),
        "payer_bank": one_line("".join(read("30")[:1])),
        "booking_text": one_line("".join(read("00"))),
        "transaction_code": parts[0],
    }
    if parts[0] in _RETURNS:
        found |= {"is_reversal": True, "return_reason": one_line("".join(read("34")))}
    return found | _purpose(purpose)


def _purpose(lines):
    """Return what the purpose says: code words of SEPA where it has them, else its lines."""
    # A sub-field is cut anywhere; a code word stands at its beginning or behind something that is no letter.
    text = _CUT.join(lines)
    words = list(_SEPA.finditer(text))
    if not words:
        return {"texts": _lines(lines)}
    ends = [word.start() for word in words[1:]] + [len(text)]
    said = {}
    for word, end in zip(words, ends, strict=True):
        said.setdefault(word[1], one_line(text[word.end():end].replace(_CUT, "")))
    found = {
        "texts": _lines([text[:words[0].start()].replace(_CUT, ""), said.get("SVWZ", "")]),
        "end_to_end": _given(said.get("EREF") or said.get("KREF")),
        "ultimate_payer": said.get("ABWA", ""),
        "charges": _money(said.get("COAM", "")),
        "instructed": _money(said.get("OAMT", "")),
    }
    for name, word in (("payer_account", "IBAN"), ("payer_bank", "BIC"), ("return_reason", "RTRN")):
        if said.get(word):
            found[name] = _account(said[word]) if word == "IBAN" else said[word]
    return found


def _worded(text):
    words = list(_WORDS.finditer(text))
    ends = [word.start() for word in words[1:]] + [len(text)]
    said = {}
    for word, end in zip(words, ends, strict=True):
        said.setdefault(word[1], text[word.end():end])
    account, bank, name = ([*said["CNTP"].split("/"), "", "", ""])[:3] if "CNTP" in said else ("", "", "")
    remittance = said.get("REMI", "").strip("/")
    reference = _REFERENCE.match(remittance)
    return {
        "payer_name": one_line(said.get("NAME", "").strip("/")) or one_line(name),
        "payer_account": _account(said.get("IBAN", "").strip("/") or account),
        "payer_bank": one_line(said.get("BIC", "").strip("/")) or one_line(bank),
        "ultimate_payer": one_line((said.get("ULTD") or said.get("UDTR") or "").strip("/")),
        "end_to_end": _given(said.get("EREF", "").strip("/")),
        "structured_reference": one_line(reference[1]) if reference else "",
        "texts": () if reference else _lines([remittance.removeprefix("USTD//")]),
        "booking_text": one_line(said.get("TRTP", "").strip("/")),
        "is_reversal": "RTRN" in said,
        "return_reason": one_line(said.get("RTRN", "").strip("/")),
    }


def _lines(lines):
    return tuple(line for line in map(one_line, lines) if line)


def _given(reference):
    reference = one_line(reference)
    return "" if reference.upper() in _NONE else reference


def _account(text):
    return re.sub(r"\s", "", text)


def _money(text):
    """Return (amount, currency) of "EUR1,50" or "1,50EUR"; None when it is neither."""
    match = re.search(r"([A-Z]{3})? ?(\d{1,12}[.,]\d{0,3}) ?([A-Z]{3})?", text)
    if not match or not (match[1] or match[3]):
        return None
    return Decimal(match[2].replace(",", ".")), match[1] or match[3]
