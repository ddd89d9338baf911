"""What a customer typed into the forms of its own page, read as strictly as a stranger's words have to be.

Each reader returns the value or raises :class:`Fault` with a code; texts are the business of whoever shows them.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

#: Characters of a message, and of a name or a subject.
MOST_TEXT, MOST_LINE = 4000, 100
MOST_EMAIL = 254
_AMOUNT = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Stricter than the standard: what may stand in a header, and goes to one person only.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_PHONE = re.compile(r"\+?[0-9 ()/.-]{5,30}")
_KEY = re.compile(r"[0-9a-f]{32}")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
#: The database keeps none above it.
LARGEST_NUMBER = 2**31 - 1
_SPACES = re.compile(r"\s+")


@dataclass
class Fault(Exception):
    """What is wrong with a field: a stable code, and the figures that its text needs."""

    code: str
    figures: dict = field(default_factory=dict)


class Reading:
    """A form while it is read: `values` of the fields that are right, `faults` of those that are not."""

    def __init__(self, form):
        self.form, self.values, self.faults = form, {}, {}

    def take(self, name, reader, *arguments, **options):
        """Read the field `name` by `reader`; return its value, None when something is wrong with it."""
        try:
            self.values[name] = reader(self.form.get(name), *arguments, **options)
        except Fault as fault:
            self.faults[name] = fault
        return self.values.get(name)


def text(raw, *, required=True, most=MOST_TEXT):
    """Return a message of several lines, without what can't be seen."""
    lines = str(raw or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = "\n".join(_visible(one).rstrip() for one in lines).strip()
    return _sized(cleaned, required, most)


def line(raw, *, required=True, most=MOST_LINE):
    """Return a text of one line: a name, a subject."""
    written = _visible(str(raw or "").replace("\n", " ").replace("\r", " "))
    return _sized(_SPACES.sub(" ", written).strip(), required, most)


def amount(raw, most, decimals=2, *, required=True):
    """Return a positive amount of at most `most`, as a float; None for an empty one that is not required."""
    written = str(raw or "").strip()
    if not written:
        if required:
            raise Fault("missing")
        return None
    if not _AMOUNT.fullmatch(written):
        raise Fault("not_amount")
    value = Decimal(written.replace(",", "."))
    if value != round(value, decimals):
        raise Fault("too_fine", {"decimals": decimals})
    if value <= 0:
        raise Fault("not_positive")
    if value > round(Decimal(str(most)), decimals):
        raise Fault("too_much", {"most": most})
    return float(value)


def balance(raw, decimals=2):
    """Return what the customer says it owes, as a float: below zero when it is owed; None when it says nothing."""
    written = str(raw or "").strip()
    if not written:
        return None
    figures = written.removeprefix("-")
    if not _AMOUNT.fullmatch(figures):
        raise Fault("not_amount")
    value = Decimal(written.replace(",", "."))
    if value != round(value, decimals):
        raise Fault("too_fine", {"decimals": decimals})
    return float(value)


def day(raw, first, last):
    """Return the date of an ISO day from `first` to `last`, both included."""
    written = str(raw or "").strip()
    if not written:
        raise Fault("missing")
    try:
        value = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        value = None
    if value is None:
        raise Fault("not_day")
    if not first <= value <= last:
        raise Fault("day_out", {"first": first, "last": last})
    return value


def email(raw):
    """Return one email address, nothing else around it."""
    written = str(raw or "").strip()
    if not written:
        raise Fault("missing")
    if len(written) > MOST_EMAIL or not _EMAIL.fullmatch(written) or ".." in written:
        raise Fault("not_email")
    return written


def phone(raw):
    """Return a phone number, empty when there is none."""
    written = str(raw or "").strip()
    if written and not _PHONE.fullmatch(written):
        raise Fault("not_phone")
    return written


def numbers(raw):
    """Return the record numbers among the texts `raw`, each once; what is no number was never offered."""
    wanted = [str(one).strip() for one in raw or () if one]
    if not all(_NUMBER.fullmatch(one) and int(one) <= LARGEST_NUMBER for one in wanted):
        raise Fault("not_offered")
    return list(dict.fromkeys(int(one) for one in wanted))


def is_key(raw):
    """Return whether this is the key of a form as we hand them out."""
    return bool(_KEY.fullmatch(str(raw or "")))


def _visible(written):
    return "".join(
        " " if letter == "\t" else letter for letter in written
        if letter == "\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _sized(cleaned, required, most):
    if required and not cleaned:
        raise Fault("missing")
    if len(cleaned) > most:
        raise Fault("too_long", {"most": most})
    return cleaned
