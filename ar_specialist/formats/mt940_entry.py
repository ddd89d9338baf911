"""One booking of an MT940: the statement line :61: and the field :86: that explains it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from .mt940_details import read_details
from .reading import FaultError, end_of_february, one_line, short_day
from .records import BankEntry

# 6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][34x]: value day, booking day, mark, third letter of the currency, amount, kind,
# customer's reference, bank's reference, further details on a line of their own.
_LINE = re.compile(
    r"(?P<value>\d{6})(?P<booked>\d{4}|[ ]{4})?(?P<mark>R[CD]|[CD])(?P<funds>[A-Z])?[ ]?"
    r"(?P<amount>(?=[\d.,]{1,15}[A-Z])\d+(?:[.,]\d*)?)(?P<kind>[A-Z][A-Z0-9 ]{3})"
    r"(?P<customer>(?:(?!//)[^\n])*)(?://(?P<bank>[^\n]*))?(?:\n(?P<more>.*))?", re.DOTALL)
# "KREF+" says that the reference stands in :86:.
_NONE = {"NONREF", "NOTPROVIDED", "NOREF", "KREF+"}
_MONEY = re.compile(r"/(OCMT|CHGS)/([A-Z]{3})(\d{1,15}(?:[.,]\d*)?)")


def read_entry(booking, details, currency):
    """Return the :class:`BankEntry` of a :61: and the :86: behind it, which may be None.

    :raise FaultError: broken, date
    """
    match = _LINE.fullmatch(booking.text.rstrip())
    if not match:
        raise FaultError(booking.line, ":61:", "broken", booking.text)
    amount = Decimal(match["amount"].replace(",", "."))
    credit = match["mark"] in ("C", "RD")
    value_day = short_day(end_of_february(match["value"]), booking.line, ":61:")
    reference, more = _bank_reference(match)
    entry = BankEntry(
        day=_booked(match["booked"], value_day, booking), amount=amount if credit else -amount, currency=currency,
        value_day=value_day, reference=reference, end_to_end=_given(match["customer"]),
        is_reversal=match["mark"][0] == "R", texts=(more,) if _says_something(more) else (),
        transaction_code=match["kind"].strip(),
        line=booking.line)
    entry = _with_money(entry, match["more"] or "")
    return _explained(entry, read_details(details.text)) if details else entry


def _explained(entry, found):
    """Add what :86: says; what it does not say stays as :61: has it."""
    reversal = entry.is_reversal or found.pop("is_reversal", False)
    charges, instructed = found.pop("charges", None), found.pop("instructed", None)
    told = {name: value for name, value in found.items() if value}
    told["texts"] = entry.texts + found["texts"]
    if instructed and instructed[1] != entry.currency:
        told["instructed"] = instructed
    if charges is not None and charges[1] == entry.currency:
        told["charges"] = charges[0]
    return replace(entry, **told, is_reversal=reversal)


def _bank_reference(match):
    """Return (bank's reference, further details); one longer than its 16 characters goes on as details."""
    bank, more = one_line(match["bank"]), one_line(match["more"])
    if len(bank) > 16 and " " in bank:
        bank, _blank, rest = bank.partition(" ")
        more = f"{rest} {more}".strip()
    return _given(bank), more


def _says_something(more):
    return bool(more) and not _MONEY.match(more)


def _given(reference):
    reference = one_line(reference)
    return "" if reference.upper() in _NONE else reference


def _booked(figures, value_day, booking):
    """Return the booking day, which is written without its year: the one that lies nearest to the value day."""
    if not figures or not figures.strip():
        return value_day
    days = []
    for year in (value_day.year - 1, value_day.year, value_day.year + 1):
        try:
            days.append(date(year, int(figures[:2]), int(figures[2:])))
        except ValueError:
            continue
    if not days:
        raise FaultError(booking.line, ":61:", "date", figures)
    return min(days, key=lambda day: abs(day - value_day))


def _with_money(entry, more):
    """Read the original amount and the charges that /OCMT/ and /CHGS/ give."""
    for word, currency, figures in _MONEY.findall(more):
        amount = Decimal(figures.replace(",", "."))
        if word == "OCMT" and currency != entry.currency:
            entry = replace(entry, instructed=(amount, currency))
        if word == "CHGS" and currency == entry.currency:
            entry = replace(entry, charges=amount)
    return entry
