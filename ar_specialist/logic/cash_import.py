"""Which journal a bank file's statements belong to, which of their bookings are new, and what speaks against them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

#: Amounts are kept as floating-point numbers in places: beyond this the cents would be lost.
TOO_BIG = Decimal(10) ** 13
#: Statements are imported when they are made; older days than these are misread ones.
FIRST_YEAR, DAYS_AHEAD = 1980, 366
#: Figures of an account number that are enough to find it at the end of an IBAN.
ENOUGH = 8


class Fault(NamedTuple):
    """What speaks against taking a file; `line` is 0 where the whole of it is meant.

    Codes: journal_currency, no_journal, suspense, locked, decimals, big, far, refused.
    """

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True)
class Journal:
    """A bank journal.

    :param accounts: numbers of its bank account, and those that were imported into it before
    :param locked_until: last day on which nothing may be booked any more
    :param ready: whether it has the accounts that a statement needs
    """

    id: Any
    name: str
    currency: str
    decimals: int = 2
    accounts: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()
    locked_until: date | None = None
    ready: bool = True


@dataclass(frozen=True)
class Question:
    """Into which journal the bookings of an account go; `suggested` is one of the `candidates` or None."""

    account: str
    currency: str
    candidates: tuple
    suggested: Any = None


class NewPayment(NamedTuple):
    """A payment to book: the `part` of a booking, from 1, whose name is `key`."""

    payment: Any
    key: str
    part: int


@dataclass(frozen=True)
class NewStatement:
    """What is to be booked of a statement; the balances are those around the new bookings, None where unknown."""

    statement: Any
    opening: Decimal | None
    closing: Decimal | None
    payments: tuple
    there: int


@dataclass(frozen=True)
class Plan:
    """What a file that was checked as a whole is to make.

    :param new: {:class:`Journal`: its :class:`NewStatement` s}
    :param advices: remittance advices
    :param chosen: {(account, currency): journal id}
    """

    new: dict
    advices: tuple = ()
    chosen: dict | None = None

    @property
    def there(self):
        """How many bookings are in the books already."""
        return sum(statement.there for statements in self.new.values() for statement in statements)

    @property
    def payments(self):
        """How many payments are to be booked."""
        return sum(len(statement.payments) for statements in self.new.values() for statement in statements)

    @property
    def work(self):
        """How many payments and advices there are to make."""
        return self.payments + len(self.advices)

    def lots(self, size, done=()):
        """Return lists of (journal, :class:`NewPayment`) in the file's order, each of about `size`.

        All parts of a booking are in one lot.

        :param done: (journal id, key) of the bookings that are left out
        """
        lots, lot, before = [], [], None
        for journal, statements in self.new.items():
            for payment in (payment for statement in statements for payment in statement.payments):
                booking = (journal.id, payment.key)
                if booking in done:
                    continue
                if len(lot) >= size and booking != before:
                    lots.append(lot)
                    lot = []
                lot.append((journal, payment))
                before = booking
        return [*lots, lot] if lot else lots


def accounts_of(statements):
    """Return {(account, currency): statements} of those that have bookings, in the file's order."""
    found = {}
    for statement in statements:
        if statement.entries:
            found.setdefault((statement.account, statement.currency), []).append(statement)
    return found


def choose_journal(account, currency, journals, line=0):
    """Return the :class:`Journal` of an account, a :class:`Question`, or a :class:`Fault`.

    The account number decides, then what was imported before. Where the file names no account, the only journal in
    its currency does; any other guess is a question. A file that names no currency has that of the journal.
    """
    fitting = tuple(journal for journal in journals if currency in ("", journal.currency))
    for numbers in ("accounts", "remembered"):
        bearing = [journal for journal in journals if _bears(getattr(journal, numbers), account)]
        found = [journal for journal in bearing if journal in fitting]
        if len(found) == 1:
            return found[0]
        if found:
            return Question(account, currency, tuple(journal.id for journal in found))
        if bearing and numbers == "accounts":
            return Fault(line, account, "journal_currency", f"{bearing[0].name} / {currency}")
    if not fitting:
        return Fault(line, account, "no_journal", currency)
    if len(fitting) == 1 and not account:
        return fitting[0]
    free = [journal for journal in fitting if not journal.accounts] if account else []
    return Question(
        account, currency, tuple(journal.id for journal in fitting), free[0].id if len(free) == 1 else None)


def _bears(numbers, account):
    wanted = compact(account)
    return bool(wanted) and any(
        compact(number) == wanted or (len(wanted) >= ENOUGH and compact(number)[4:].endswith(wanted))
        for number in numbers)


def compact(account):
    """Return the letters and figures of an account number."""
    return re.sub(r"[^0-9A-Z]", "", (account or "").upper())


def new_statements(statements, keys, known):
    """Return a :class:`NewStatement` for each of `statements`.

    :param keys: one per booking of all statements, in order
    :param known: keys of the bookings that are in the books already
    """
    left = iter(keys)
    return [_new_statement(statement, [next(left) for _entry in statement.entries], known)
            for statement in statements]


def _new_statement(statement, keys, known):
    named = tuple(zip(statement.entries, keys, strict=True))
    old = [entry for entry, key in named if key in known]
    payments = tuple(
        NewPayment(payment, key, part) for entry, key in named if key not in known
        for part, payment in enumerate(entry.payments, 1))
    opening = statement.opening
    if opening is not None:
        # Another file brought these in, so that they are no part of this statement any more.
        opening += sum((entry.amount for entry in old), Decimal(0))
    closing = statement.closing
    if closing is None and opening is not None:
        closing = opening + sum((new.payment.amount for new in payments), Decimal(0))
    if opening is None and closing is not None:
        opening = closing - sum((new.payment.amount for new in payments), Decimal(0))
    return NewStatement(statement, opening, closing, payments, len(old))


def check_payments(payments, journal, today):
    """Return the faults of payments that are to be booked in `journal`.

    :param payments: of :class:`NewPayment`
    """
    faults = []
    for payment, _key, _part in payments:
        amount = payment.amount
        if abs(amount) >= TOO_BIG:
            faults.append(Fault(payment.line, "", "big", f"{amount:f}"))
        elif amount != round(amount, journal.decimals):
            faults.append(Fault(payment.line, "", "decimals", f"{amount:f} / {journal.decimals} / {journal.currency}"))
        if payment.day.year < FIRST_YEAR or payment.day > today + timedelta(days=DAYS_AHEAD):
            faults.append(Fault(payment.line, "", "far", payment.day.isoformat()))
        elif journal.locked_until and payment.day <= journal.locked_until:
            faults.append(Fault(
                payment.line, "", "locked", f"{payment.day.isoformat()} / {journal.locked_until.isoformat()}"))
    if payments and not journal.ready:
        faults.insert(0, Fault(0, "", "suspense", journal.name))
    return faults
