"""The rules that a row of a receivables file must meet before it may enter the ledger."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .receivables_columns import CUSTOMER_FIELDS


@dataclass(frozen=True)
class Currency:
    """What the check must know of a currency: whether it is in use, has a rate, and its decimals."""

    id: int
    decimals: int
    active: bool = True
    has_rate: bool = True


@dataclass(frozen=True)
class Known:
    """A document of the ledger: what must agree for a row of the same number to be the same document."""

    amount: Decimal
    currency_id: int
    date: date


@dataclass
class Facts:
    """What the ledger says.

    :param currencies: {code or sign: Currency}
    :param company_currency: code used where a row names none
    :param ledger: {number: Known}
    :param customers: {(field, key): partner ids}
    :param lock_invoice, lock_payment: last locked day, or None
    """

    currencies: dict
    company_currency: str
    today: date
    ledger: dict = field(default_factory=dict)
    customers: dict = field(default_factory=dict)
    create_customers: bool = True
    lock_invoice: date | None = None
    lock_payment: date | None = None
    has_payment_journal: bool = True


def check_rows(rows, facts):
    """Add each row's faults to it; a settlement that names one of day and amount alone is completed first."""
    seen = Counter(number_key(row.number) for row in rows if row.number)
    for row in rows:
        _complete(row)
        _check_present(row)
        currency = _check_currency(row, facts)
        _check_number(row, facts, seen, currency)
        _check_customer(row, facts)
        _check_amounts(row, currency)
        _check_dates(row, facts)


def number_key(number):
    """Return what two writings of one number have in common."""
    return number.casefold()


def partner_of(row, facts):
    """Return the ids of the customers that the row names: by its code, tax number, email, then exact name."""
    for name in ("customer_ref", "vat", "email", "customer_name"):
        found = facts.customers.get((name, customer_key(name, getattr(row, name))))
        if found:
            return found
    # A file's only customer column may hold the code or the name, whatever its heading says.
    for written, meant in (("customer_ref", "customer_name"), ("customer_name", "customer_ref")):
        found = not getattr(row, meant) and facts.customers.get((meant, customer_key(meant, getattr(row, written))))
        if found:
            return found
    return ()


def customer_key(name, value):
    """Return the form in which customers are compared: names and emails whatever their case."""
    return value.casefold() if name in ("customer_name", "email", "customer_ref") else value


def is_settled(row):
    return bool(row.settled_amount)


def _complete(row):
    faulty = {fault.field for fault in row.faults}
    if row.settled_date and row.settled_amount is None and "settled_amount" not in faulty:
        row.settled_amount = row.amount


def _check_present(row):
    faulty = {fault.field for fault in row.faults}
    for name in ("number", "date", "amount"):
        if getattr(row, name) in ("", None) and name not in faulty:
            row.add(name, "missing")
    if not any(getattr(row, name) for name in CUSTOMER_FIELDS):
        row.add("customer_ref", "missing")


def _check_currency(row, facts):
    code = row.currency or facts.company_currency
    currency = facts.currencies.get(code.upper())
    if currency is None:
        row.add("currency", "currency_unknown", code)
    elif not currency.active:
        row.add("currency", "currency_inactive", code)
    elif not currency.has_rate:
        row.add("currency", "currency_rate", code)
    return currency


def _check_number(row, facts, seen, currency):
    if not row.number:
        return
    if len(row.number) > 64 or row.number == "/":
        row.add("number", "number_form", row.number)
    key = number_key(row.number)
    if seen[key] > 1:
        row.add("number", "number_twice", row.number)
    known = facts.ledger.get(key)
    if known is None:
        return
    same = currency and (known.amount, known.currency_id, known.date) == (
        abs(row.amount) if row.amount is not None else None, currency.id, row.date)
    # The same document again is no fault of the file: it is passed over.
    row.add("number", "in_ledger" if same else "number_taken", row.number, warning=bool(same))


def _check_customer(row, facts):
    partners = partner_of(row, facts)
    written = next((getattr(row, name) for name in CUSTOMER_FIELDS if getattr(row, name)), "")
    if len(partners) > 1:
        row.add("customer_ref", "customer_ambiguous", written)
    elif written and not partners and not facts.create_customers:
        row.add("customer_ref", "customer_unknown", written)


def _check_amounts(row, currency):
    decimals = currency.decimals if currency else 6
    for name in ("amount", "settled_amount"):
        amount = getattr(row, name)
        if amount is not None and amount != round(amount, decimals):
            row.add(name, "decimals", amount, decimals)
    if row.amount == 0:
        row.add("amount", "zero", row.amount)
    if row.amount and row.settled_amount:
        if (row.amount > 0) != (row.settled_amount > 0):
            row.add("settled_amount", "settled_sign", row.settled_amount, row.amount)
        elif abs(row.settled_amount) > abs(row.amount):
            row.add("settled_amount", "settled_more", row.settled_amount, row.amount)


def _check_dates(row, facts):
    faulty = {fault.field for fault in row.faults}
    if row.date:
        if facts.lock_invoice and row.date <= facts.lock_invoice:
            row.add("date", "locked", row.date, facts.lock_invoice)
        if row.date > facts.today:
            row.add("date", "future", row.date, warning=True)
        if row.date_due and row.date_due < row.date:
            row.add("date_due", "due_before", row.date_due, row.date, warning=True)
    if is_settled(row) and not row.settled_date and "settled_date" not in faulty:
        row.add("settled_date", "missing")
    if row.settled_date and is_settled(row):
        _check_settled_day(row, facts)


def _check_settled_day(row, facts):
    if row.date and row.settled_date < row.date:
        row.add("settled_date", "settled_before", row.settled_date, row.date)
    if row.settled_date > facts.today:
        row.add("settled_date", "settled_future", row.settled_date)
    if facts.lock_payment and row.settled_date <= facts.lock_payment:
        row.add("settled_date", "locked", row.settled_date, facts.lock_payment)
    if not facts.has_payment_journal:
        row.add("settled_date", "no_payment_journal")
