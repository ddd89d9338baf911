"""Structured payment references: recognised, brought into compact form, their check digits tested.

A broken check digit is told, not refused: who types a reference makes mistakes, and matching scores it lower.
"""

import re
from dataclasses import dataclass

from stdnum import iban, iso11649, luhn
from stdnum.ch import esr
from stdnum.eu import at_02
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.util import get_cc_module

from ..logic.cash_facts import Reference

ISO_11649, BELGIAN, FINNISH, NORWEGIAN, SWISS = "rf", "be_ogm", "fi_viite", "no_kid", "ch_qrr"
#: What stands in free text, where figures alone prove nothing: the form must tell.
_IN_TEXT = (
    (ISO_11649, re.compile(r"(?<![A-Z0-9])RF ?\d{2}(?: ?[A-Z0-9]{4}){0,5}(?: ?[A-Z0-9]{1,4})?(?![A-Z0-9])")),
    (BELGIAN, re.compile(r"(?:\+{3}|\*{3}|(?<![\d/]))\d{3} ?/ ?\d{4} ?/ ?\d{5}(?:\+{3}|\*{3}|(?![\d/]))")),
    (SWISS, re.compile(r"(?<!\d)\d{2}(?: \d{5}){5}(?!\d)|(?<!\d)\d{27}(?!\d)")),
)
_BLANKS = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier of a payer in its compact form; `valid`: form and check digits are right."""

    value: str
    valid: bool


def references(structured, texts=()):
    """Return the :class:`.cash_facts.Reference` s in a structured field and in lines of free text, each once.

    A figure of the structured field may fit several countries' forms; the first valid reading is kept.
    """
    found = []
    if structured and structured.strip():
        found.append(read(structured))
    # A bank cuts its lines anywhere, so that a reference may go on in the next one.
    for text in (*texts, "".join(texts)):
        for kind, form in _IN_TEXT:
            found += [_longest_valid(kind, one[0]) for one in form.finditer(text.upper())]
    proven = {one.kind for one in found if one.valid}
    first = {}
    for one in found:
        if one.valid or one.kind not in proven:
            first.setdefault(one.value, one)
    return tuple(first.values())


def _longest_valid(kind, text):
    """Return the reference without the words of the text that follow it."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        value = _compact("".join(words[:end]))
        if _FORMS[kind](value) and _CHECKS[kind](value):
            return Reference(kind, value, True)
    while len(words) > 1 and words[-1].isalpha():
        words.pop()
    return Reference(kind, _compact("".join(words)), False)


def read(text):
    """Return the :class:`.cash_facts.Reference` that a structured field holds; kind "" for an unknown form."""
    value = _compact(text)
    for kind, form in _IN_TEXT:
        # Written as one kind is, it is of no other, whatever its figures would fit.
        if form.fullmatch(text.strip().upper()):
            return Reference(kind, value, _CHECKS[kind](value))
    kinds = [kind for kind, fits in _FORMS.items() if fits(value)]
    for kind in kinds:
        if _CHECKS[kind](value):
            return Reference(kind, value, True)
    # Of an unknown form nothing can be wrong.
    return Reference(kinds[0] if kinds else "", value, not kinds)


def account(text):
    """Return the :class:`Code` of a bank account; a number that is no IBAN is not valid as one."""
    value = _compact(text)
    return Code(value, bool(value) and iban.is_valid(value))


def vat(text, country=""):
    """Return the :class:`Code` of a VAT number with its country before it.

    :param country: two letters, for a number that is written without
    """
    value = _compact(text)
    if eu_vat.is_valid(value):
        return Code(_EU_SPELLING.get(value[:2], value[:2]) + value[2:], True)
    module = get_cc_module(country.lower(), "vat") if country else None
    if module and module.is_valid(value):
        return Code(country.upper() + _compact(module.compact(value)).removeprefix(country.upper()), True)
    return Code(value, False)


def creditor(text):
    """Return the :class:`Code` of a SEPA creditor identifier (AT-02)."""
    value = _compact(text)
    return Code(value, at_02.is_valid(value))


def _compact(text):
    return _BLANKS.sub("", (text or "").upper())


def _valid(module):
    def check(value):
        try:
            module.validate(value)
        except ValidationError:
            return False
        return True
    return check


def _belgian(value):
    """The last two of 12 figures are the others' rest by 97, 97 in place of 0."""
    return len(value) == 12 and int(value[:10]) % 97 == int(value[10:]) % 97 and value[10:] != "00"


def _finnish(value):
    """Weights 7, 3, 1 from the right; the check digit fills up to the next ten."""
    figures = [int(figure) for figure in reversed(value[:-1])]
    return -sum(figure * (7, 3, 1)[place % 3] for place, figure in enumerate(figures)) % 10 == int(value[-1])


def _norwegian(value):
    """Modulus 10, or modulus 11 with weights 2 to 7, where a check digit of 10 is written as "-"."""
    if luhn.is_valid(value):
        return True
    total = sum(int(figure) * (2 + place % 6) for place, figure in enumerate(reversed(value[:-1])))
    return -total % 11 == int(value[-1])


_EU_SPELLING = {"GR": "EL"}
#: Which values have the form of a kind; in the order in which a country's own form is told from another's.
_FORMS = {
    ISO_11649: lambda value: re.fullmatch(r"RF\d{2}[A-Z0-9]{1,21}", value),
    BELGIAN: lambda value: re.fullmatch(r"\d{12}", value),
    SWISS: lambda value: re.fullmatch(r"\d{27}", value),
    FINNISH: lambda value: re.fullmatch(r"\d{4,20}", value),
    NORWEGIAN: lambda value: re.fullmatch(r"\d{2,25}", value),
}
_CHECKS = {
    ISO_11649: _valid(iso11649), BELGIAN: _belgian, SWISS: _valid(esr), FINNISH: _finnish, NORWEGIAN: _norwegian,
}
