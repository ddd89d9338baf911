"""Dates as people write them. Conventions: "dmy" and "mdy"; ISO dates and month names read the same in both."""

import re
import unicodedata
from datetime import date, datetime

ORDERS = ("dmy", "mdy")
YEARS = range(1970, 2100)
# A two-figure year up to this one belongs to the present century.
PIVOT = 69

_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FIGURES = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[-/. ]*(?:de )?([a-z]{3,12})\.?[-/., ]*(?:de )?(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,12})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})")

# Beginnings of month names in English, German, French, Spanish, Italian, Dutch and Portuguese, without accents.
_MONTHS = [
    ("jan", "ene", "gen"), ("feb", "fev", "fevr"), ("mar", "mae", "maa", "mrz", "mrt"), ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "dic"),
]


def date_readings(value):
    """Return {order: date} of a cell: a date, a date with a time, or text."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _both(value.year, value.month, value.day)
    text = _plain(str(value))
    if match := _ISO.fullmatch(text):
        return _both(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _both(*map(int, match.groups()))
    if match := _FIGURES.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        found = {"dmy": _date(year, second, first), "mdy": _date(year, first, second)}
        return {order: day for order, day in found.items() if day}
    return _with_name(text)


def _with_name(text):
    if match := _DAY_FIRST.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return {}
    return _both(_year(year), _month(name), int(day))


def _plain(text):
    text = unicodedata.normalize("NFKD", text.strip().lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _TIME.sub("", text)


def _month(name):
    if name.startswith(("juil", "jul")):
        return 7
    return next((number for number, starts in enumerate(_MONTHS, 1) if name.startswith(starts)), 0)


def _year(figures):
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (2000 if int(figures) <= PIVOT else 1900)


def _both(year, month, day):
    found = _date(year, month, day)
    return dict.fromkeys(ORDERS, found) if found else {}


def _date(year, month, day):
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
