"""What all readers share: faults on the way, limits, days and balances."""

import calendar
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from .records import Fault

MAX_FAULTS = 200
MAX_ENTRIES = 100_000


class FaultError(ValueError):
    """Something that ends the reading of one part of a file."""

    def __init__(self, line, column, code, value=""):
        super().__init__(code)
        self.fault = Fault(line, column, code, shown(value))


class TooManyFaultsError(ValueError):
    """More is not worth reading."""


class Faults:
    """The faults of a file in the order in which they are met."""

    def __init__(self):
        self.found = []

    def add(self, line, column, code, value=""):
        self.keep(Fault(line, column, code, shown(value)))

    def keep(self, fault):
        self.found.append(fault)
        if len(self.found) >= MAX_FAULTS:
            raise TooManyFaultsError

    @contextmanager
    def noted(self):
        """Keep the fault that ends the block, and go on after it."""
        try:
            yield
        except FaultError as error:
            self.keep(error.fault)


def shown(value):
    """Return a value as it may stand in a message: short, without control characters."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value)[:120])
    return " ".join(text.split())


def one_line(text):
    """Return a text with single blanks and without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text or "").split())


def short_day(figures, line, column):
    """Return the day of YYMMDD; years up to 69 are this century's.

    :raise FaultError: "date"
    """
    try:
        year = int(figures[:2])
        return date(year + (2000 if year < 70 else 1900), int(figures[2:4]), int(figures[4:6]))
    except ValueError as error:
        raise FaultError(line, column, "date", figures) from error


def long_day(figures, line, column):
    """Return the day of YYYYMMDD.

    :raise FaultError: "date"
    """
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
    except ValueError as error:
        raise FaultError(line, column, "date", figures) from error


def end_of_february(figures):
    """Return YYMMDD with a 29th or 30th of February, which interest on 30-day months knows, moved to the last day."""
    if figures[2:4] == "02" and figures[4:6] in ("29", "30"):
        year = 2000 + int(figures[:2])
        return f"{figures[:4]}{calendar.monthrange(year, 2)[1]}"
    return figures


def check_sum(statement, faults, column):
    """Note a fault when opening balance and bookings do not make the closing balance."""
    if statement.opening is None or statement.closing is None:
        return
    found = statement.opening + sum((entry.amount for entry in statement.entries), Decimal(0))
    if found != statement.closing:
        faults.add(statement.line, column, "sum", f"{statement.closing} / {found}")
