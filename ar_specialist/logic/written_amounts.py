"""Amounts and yes/no flags as people write them. Conventions of amounts: the decimal mark, "." or ","."""

import re
import unicodedata
from decimal import Decimal

MARKS = (".", ",")
# Beyond this a figure is a mistake, and the database's numeric columns are not asked to prove it.
LARGEST = Decimal(10) ** 13

_SPACES = re.compile(r"[\s'’`´_]")
_CURRENCY = re.compile(r"[A-Za-z]{1,3}\$?|[A-Za-z]{0,2}[\$€£¥₹₽₺₩₪₫₴₦฿₱]|zł|kr\.?|Kč|Ft")
_FIGURES = re.compile(r"[\d.,]*\d[\d.,]*")
_WORDS = {
    True: "yes y true t 1 x ja j oui o si s sim vrai wahr verdadero disputed strittig",
    False: "no n false f 0 nein non nao nee faux falsch falso -",
}
_FLAGS = {word: flag for flag, words in _WORDS.items() for word in words.split()}


def amount_readings(value):
    """Return {decimal mark: Decimal} of a cell: a number or text such as "(1,234.50)", "1.234,50-", "€ 12"."""
    if isinstance(value, bool):
        return {}
    if isinstance(value, (int, float, Decimal)):
        # 15 figures are what a spreadsheet keeps; more is the noise of binary fractions.
        amount = Decimal(format(value, ".15g"))
        return _within(dict.fromkeys(MARKS, amount)) if amount.is_finite() else {}
    negative, _currency, figures = _parts(str(value))
    if not _FIGURES.fullmatch(figures):
        return {}
    found = {mark: _read(figures, mark) for mark in MARKS}
    return _within({mark: -read if negative else read for mark, read in found.items() if read is not None})


def currency_in(value):
    """Return the currency sign or code written beside an amount, "" for none."""
    return _parts(value)[1] if isinstance(value, str) else ""


def flag(value):
    """Return True or False for a yes/no cell, None when it says neither; empty is no."""
    if isinstance(value, bool):
        return value
    text = unicodedata.normalize("NFKD", str(value).strip().lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _FLAGS.get(text) if text else False


def _parts(text):
    """Return (is negative, currency, figures) of an amount."""
    text = _SPACES.sub("", text).replace("−", "-").replace("–", "-")
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1]
    currency, text = _take_currency(text)
    if not negative and text.startswith(("+", "-")):
        negative, text = text[0] == "-", text[1:]
    elif not negative and text.endswith("-"):
        negative, text = True, text[:-1]
    if not currency:
        currency, text = _take_currency(text)
    return negative, currency, text


def _take_currency(text):
    lead = re.match(r"[^\d.,+\-()]+", text)
    if lead and _CURRENCY.fullmatch(lead[0]):
        return lead[0], text[lead.end():]
    tail = re.search(r"[^\d.,+\-()]+\.?$", text)
    if tail and _CURRENCY.fullmatch(tail[0]):
        return tail[0], text[: tail.start()]
    return "", text


def _read(figures, mark):
    """Read plain figures with `mark` as decimal mark; None when they are not written that way."""
    other = "," if mark == "." else "."
    whole, found, fraction = figures.partition(mark)
    if found and not fraction.isdecimal() and fraction:
        return None
    if other in whole:
        groups = re.escape(other)
        if not re.fullmatch(rf"\d{{1,3}}({groups}\d{{2,3}})*{groups}\d{{3}}", whole) or whole.startswith("0"):
            return None
        whole = whole.replace(other, "")
    if not re.fullmatch(r"[0-9]*", whole) or not re.fullmatch(r"[0-9]*", fraction) or not (whole or fraction):
        return None
    return Decimal(f"{whole or 0}.{fraction or 0}")


def _within(readings):
    return {mark: amount for mark, amount in readings.items() if abs(amount) < LARGEST}
