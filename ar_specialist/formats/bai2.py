"""BAI2 balance reports: the Cash Management Balance Reporting Specifications, version 2.

Amounts have no decimal mark: the currency says how many decimals they have. Every trailer holds the sum of what was
reported above it and the number of its records; both must be right.
"""

from datetime import date
from decimal import Decimal

from ..logic.csv_table import TableError, decoded
from .bai2_records import funds_width, records_of, text_index, whole
from .reading import MAX_ENTRIES, FaultError, check_sum, one_line, short_day
from .records import BankEntry, BankFile, BankStatement

# Currencies whose amounts have other than two decimals (ISO 4217).
_WITHOUT = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF")
_DECIMALS = dict.fromkeys(_WITHOUT, 0) | dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
_OPENING, _CLOSING, _NO_MONEY = "010", "015", "890"
# Which transactions are money in: the specification's ranges; 9xx is the banks' own.
_CREDIT = (range(100, 400), range(706, 760), range(920, 960))
_DEBIT = (range(400, 700), range(760, 800), range(960, 1000))
# Returned cheques and reversed payments: what takes an earlier credit back.
_REVERSALS = {"423", "552", "555", "557", "558", "566", "694"}


def read_bai2(content, faults):
    """Return the :class:`BankFile` of a BAI2 file: one statement per account and group.

    :raise FaultError: encoding, version, missing, truncated, entries
    """
    try:
        records = records_of(decoded(content), faults)
    except TableError as error:
        raise FaultError(1, "", "encoding") from error
    if len(records) > 2 * MAX_ENTRIES:
        raise FaultError(1, "", "entries", MAX_ENTRIES)
    if not records or records[0].code != "01":
        raise FaultError(1, "01", "missing", "01")
    if records[0].field(7) not in ("", "2"):
        raise FaultError(records[0].line, "01", "version", records[0].field(7))
    if records[-1].code != "99":
        raise FaultError(records[-1].line, "99", "truncated", records[-1].code)
    groups = []
    statements = []
    for record in records[1:-1]:
        with faults.noted():
            _take(record, groups, statements, faults)
    total, lines = sum(group.total for group in groups), sum(record.lines for record in records)
    _check(records[-1], total, len(groups), lines, faults)
    return BankFile("bai2", tuple(statements))


class _Group:
    """A group while it is read: its day and currency, the account under way, and what its trailer must say."""

    def __init__(self, record):
        if record.field(2) in ("2", "4"):
            raise FaultError(record.line, "02", "status", record.field(2))
        self.day = short_day(record.field(3), record.line, "02")
        self.currency = record.field(5) or "USD"
        self.line, self.lines = record.line, record.lines
        self.total, self.accounts = 0, 0
        self.account = None
        self.open = True


class _Account:
    """An account while it is read; `total` is the sum of everything reported, as its trailer has it."""

    def __init__(self, record, group):
        self.number = record.field(0).replace(" ", "")
        self.currency = record.field(1) or group.currency
        if not self.number:
            raise FaultError(record.line, "03", "missing", "03")
        self.scale = Decimal(1).scaleb(-_DECIMALS.get(self.currency, 2))
        self.line, self.lines, self.total = record.line, record.lines, 0
        self.entries, self.balances = [], {}
        at = 2
        while at < len(record.fields):
            kind, figures = record.field(at), record.field(at + 1)
            if kind and figures:
                amount = whole(figures, record.line, "03")
                self.total += amount
                self.balances.setdefault(kind, amount * self.scale)
            at += 4 + funds_width(record.fields, at + 3)

    def statement(self, day, faults):
        statement = BankStatement(
            self.number, self.currency, self.balances.get(_OPENING), self.balances.get(_CLOSING), None, day,
            "", tuple(self.entries), self.line)
        if self.entries and not faults.found:
            check_sum(statement, faults, "03")
        return statement


def _take(record, groups, statements, faults):
    if record.code == "02":
        _expect(record, not groups or not groups[-1].open, "98")
        groups.append(_Group(record))
        return
    _expect(record, bool(groups) and groups[-1].open, "02")
    group = groups[-1]
    if record.code == "98":
        _expect(record, group.account is None, "49")
        group.open = False
        _check(record, group.total, group.accounts, group.lines + record.lines, faults)
        return
    group.lines += record.lines
    _expect(record, (record.code == "03") == (group.account is None), "49" if record.code == "03" else "03")
    if record.code == "03":
        group.account = _Account(record, group)
        return
    account = group.account
    account.lines += record.lines
    if record.code == "16":
        _transaction(record, account, group.day)
    else:
        group.account = None
        group.total += whole(record.field(0), record.line, "49")
        group.accounts += 1
        _check(record, account.total, None, account.lines, faults)
        statements.append(account.statement(group.day, faults))


def _expect(record, fits, wanted):
    if not fits or record.code in ("01", "99"):
        raise FaultError(record.line, record.code, "missing", wanted)


def _check(record, total, children, lines, faults):
    """Compare a trailer with what stands above it."""
    written = whole(record.field(0) or "0", record.line, record.code)
    if written != total:
        faults.add(record.line, record.code, "sum", f"{written} / {total}")
    counts = [(record.field(1), children), (record.field(2), lines)] if children is not None else [
        (record.field(1), lines)]
    for figures, found in counts:
        if figures and whole(figures, record.line, record.code) != found:
            faults.add(record.line, record.code, "count", f"{figures} / {found}")


def _transaction(record, account, day):
    kind, figures = record.field(0), record.field(1)
    if kind == _NO_MONEY or not figures:
        return
    amount = whole(figures, record.line, "16")
    account.total += amount
    if not (kind.isascii() and kind.isdigit()):
        raise FaultError(record.line, "16", "format", kind)
    code = int(kind)
    if not any(code in codes for codes in (*_CREDIT, *_DEBIT)):
        raise FaultError(record.line, "16", "sign", kind)
    signed = amount * account.scale * (1 if any(code in codes for codes in _CREDIT) else -1)
    at = text_index(record.fields)
    text = record.fields[at] if at < len(record.fields) else ""
    account.entries.append(BankEntry(
        day=day, amount=signed, currency=account.currency, value_day=_value_day(record),
        reference=_given(record.field(at - 2)), end_to_end=_given(record.field(at - 1)),
        texts=tuple(filter(None, map(one_line, text.split("\n")))), is_reversal=kind in _REVERSALS,
        transaction_code=kind, line=record.line))


def _value_day(record) -> date | None:
    if record.field(2) == "V" and record.field(3):
        return short_day(record.field(3), record.line, "16")
    return None


def _given(reference):
    return "" if not reference.strip("0 ") or reference.upper() in ("NONREF", "NOTPROVIDED") else reference
