"""MT940 customer statements, by SWIFT's grammar of its fields and what banks are known to write instead."""

import re
from dataclasses import replace
from decimal import Decimal

from stdnum import iban

from ..logic.csv_table import TableError, decoded
from .mt940_entry import read_entry
from .mt940_fields import statements_of
from .reading import MAX_ENTRIES, FaultError, check_sum, one_line, short_day
from .records import BankFile, BankStatement

_BALANCE = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,15}(?:[.,]\d*)?)")


def read_mt940(content, faults):
    """Return the :class:`BankFile` of one or more MT940 messages; pages of one statement are put together.

    :raise FaultError: encoding, missing, format (MT942), entries
    """
    try:
        messages = statements_of(decoded(content))
    except TableError as error:
        raise FaultError(1, "", "encoding") from error
    if not messages:
        raise FaultError(1, ":20:", "missing", ":20:")
    if sum(map(len, messages)) > 3 * MAX_ENTRIES:
        raise FaultError(1, "", "entries", MAX_ENTRIES)
    pages = []
    for fields in messages:
        with faults.noted():
            pages.append(_page(fields, faults))
    statements = _joined(pages)
    if not faults.found:
        for statement in statements:
            check_sum(statement, faults, ":62F:")
    return BankFile("mt940", tuple(statements))


def _page(fields, faults):
    """Return ((goes on from a page before, goes on on another), the statement of one message)."""
    start = fields[0]
    by_tag = {field.tag: field for field in fields}
    if "34F" in by_tag and "60F" not in by_tag and "60M" not in by_tag:
        raise FaultError(start.line, ":34F:", "format", "MT942")
    opening = _needed(start, by_tag, "60F", "60M")
    closing = _needed(fields[-1], by_tag, "62F", "62M", code="truncated")
    first, currency, first_day = _balance(opening)
    last, closing_currency, last_day = _balance(closing)
    if closing_currency != currency:
        raise FaultError(closing.line, f":{closing.tag}:", "currency", closing_currency)
    account = _account(_needed(start, by_tag, "25", "25P").text, currency)
    number = one_line(by_tag["28C"].text if "28C" in by_tag else by_tag["28"].text if "28" in by_tag else "")
    statement = BankStatement(
        account, currency, first, last, first_day, last_day, number or one_line(start.text),
        tuple(_entries(fields, currency, faults)), start.line)
    return (opening.tag == "60M", closing.tag == "62M"), statement


def _needed(place, by_tag, *tags, code="missing"):
    found = next((by_tag[tag] for tag in tags if tag in by_tag), None)
    if found is None:
        raise FaultError(place.line, f":{tags[0]}:", code, f":{tags[0]}:")
    return found


def _balance(field):
    match = _BALANCE.match(field.text.strip())
    if not match or match.end() != len(field.text.split("\n")[0].strip()):
        raise FaultError(field.line, f":{field.tag}:", "amount", field.text)
    amount = Decimal(match[4].replace(",", "."))
    return (amount if match[1] == "C" else -amount), match[3], short_day(match[2], field.line, f":{field.tag}:")


def _account(text, currency):
    """Return the account of :25: without blanks, and without the currency that some banks put behind an IBAN."""
    account = re.sub(r"\s", "", text)
    for candidate in (account, account.removesuffix(currency), account.rpartition("/")[2]):
        if iban.is_valid(candidate):
            return candidate
    return account


def _entries(fields, currency, faults):
    """Yield the bookings; a field :86: belongs to the :61: before it, behind the closing balance to the statement."""
    booking, details = None, None
    for field in [*fields, None]:
        if booking and (field is None or field.tag != "86" or details):
            with faults.noted():
                yield read_entry(booking, details, currency)
            booking, details = None, None
        if field is not None and field.tag == "61":
            booking = field
        elif field is not None and field.tag == "86" and booking:
            details = field


def _joined(pages):
    """Put the pages of one statement together: 60F … 62M, 60M … 62M, 60M … 62F."""
    statements, goes_on = [], False
    for (follows, unfinished), statement in pages:
        last = statements[-1] if statements else None
        if follows and goes_on and (last.account, last.currency) == (statement.account, statement.currency) and (
                last.closing == statement.opening):
            statements[-1] = replace(
                last, closing=statement.closing, closing_day=statement.closing_day,
                entries=last.entries + statement.entries)
        else:
            statements.append(statement)
        goes_on = unfinished
    return [replace(statement, identifier=statement.identifier.partition("/")[0]) for statement in statements]
