"""X12 transaction set 820, payment order / remittance advice: who pays how much for what."""

import re
from decimal import Decimal

from ..logic.csv_table import TableError, decoded
from .edi_segments import segments_of
from .reading import FaultError, long_day, one_line, short_day
from .records import BankFile, Deduction, Document, Remittance

_AMOUNT = re.compile(r"-?(\d{1,15}(\.\d{0,4})?|\.\d{1,4})")
# Qualifiers of RMR01 for items that the payer takes off: credit memo, debit memo, adjustment memo.
_CREDITS = {"CM", "CT"}


def read_edi_820(content, faults):
    """Return the :class:`BankFile` with a :class:`Remittance` per transaction set.

    :raise FaultError: encoding, format (another transaction set), truncated, broken
    """
    try:
        segments = segments_of(decoded(content))
    except TableError as error:
        raise FaultError(1, "", "encoding") from error
    sets = _sets(segments, faults)
    _check_envelopes(segments, faults)
    found = []
    for segments_of_set in sets:
        with faults.noted():
            found.append(_remittance(segments_of_set, faults))
    return BankFile("x12.820", (), tuple(found))


def _sets(segments, faults):
    """Return the segments of each transaction set, ST to SE."""
    sets, current = [], None
    for segment in segments:
        if segment.name == "ST":
            if current is not None:
                raise FaultError(segment.line, "ST", "truncated", "SE")
            if segment.element(1) != "820":
                raise FaultError(segment.line, "ST01", "format", f"X12 {segment.element(1)}")
            current = []
            sets.append(current)
        if current is not None:
            current.append(segment)
        if segment.name == "SE" and current is not None:
            _check(segment, len(current), current[0].element(2), faults)
            current = None
    last = segments[-1]
    if current is not None or (segments[0].name == "ISA" and last.name != "IEA"):
        raise FaultError(last.line, last.name, "truncated", "SE" if current is not None else "IEA")
    if not sets:
        raise FaultError(1, "ST", "missing", "ST")
    return sets


def _check_envelopes(segments, faults):
    """Compare the counts of the group's and the interchange's trailer with what they hold."""
    counted = {"ST": 0, "GE": 0}
    for segment in segments:
        if segment.name in counted:
            counted[segment.name] += 1
        inner = {"GE": "ST", "IEA": "GE"}.get(segment.name)
        if inner:
            _check(segment, counted[inner], None, faults)
            counted[inner] = 0


def _check(segment, count, number, faults):
    if segment.element(1) != str(count) and segment.element(1).lstrip("0") != str(count):
        faults.add(segment.line, f"{segment.name}01", "count", f"{segment.element(1)} / {count}")
    if number is not None and segment.element(2) != number:
        faults.add(segment.line, f"{segment.name}02", "count", f"{segment.element(2)} / {number}")


def _remittance(segments, faults):
    """Return the remittance of one transaction set.

    An ADX below an item (RMR) explains what was kept back of it, which the item's amount has already lost; one that
    stands before all items of its entity is an amount of its own.
    """
    by_name = {}
    for segment in segments:
        by_name.setdefault(segment.name, segment)
    order = by_name.get("BPR")
    if order is None:
        raise FaultError(segments[0].line, "BPR", "missing", "BPR")
    amount = _amount(order, 2)
    if amount is None:
        raise FaultError(order.line, "BPR02", "missing", "BPR02")
    documents, deductions, texts, in_item = [], [], [], False
    for segment in segments:
        with faults.noted():
            if segment.name == "RMR":
                in_item = True
                documents.append(_document(segment))
            elif segment.name == "ENT":
                in_item = False
            elif segment.name == "ADX" and not in_item:
                deductions.append(Deduction(segment.element(4), _amount(segment, 1) or Decimal(0), segment.element(2)))
            elif segment.name == "ADX":
                texts.append(" ".join(filter(None, map(segment.element, (2, 1, 4)))))
            elif segment.name == "NTE":
                texts.append(one_line(segment.element(2)))
    trace = by_name.get("TRN")
    return Remittance(
        payer=_payer(segments), day=_day(order, by_name), amount=-amount if order.element(3) == "D" else amount,
        currency=by_name["CUR"].element(2) if "CUR" in by_name else "", reference=trace.element(2) if trace else "",
        documents=tuple(documents), deductions=tuple(deductions), texts=tuple(filter(None, texts)),
        payer_account=order.element(9))


def _document(segment):
    amount = _amount(segment, 4)
    if amount is not None and segment.element(1) in _CREDITS:
        amount = -abs(amount)
    number = one_line(segment.element(2))
    if not number and amount is None:
        raise FaultError(segment.line, "RMR02", "missing", "RMR02")
    return Document(number, amount, _amount(segment, 6))


def _payer(segments):
    return next((one_line(one.element(2)) for one in segments if one.name == "N1" and one.element(1) == "PR"), "")


def _day(order, by_name):
    if order.element(16):
        return _date(order, 16)
    return _date(by_name["DTM"], 2) if "DTM" in by_name else None


def _date(segment, index):
    figures = segment.element(index)
    column = f"{segment.name}{index:02}"
    if re.fullmatch(r"[0-9]{8}", figures):
        return long_day(figures, segment.line, column)
    if re.fullmatch(r"[0-9]{6}", figures):
        return short_day(figures, segment.line, column)
    raise FaultError(segment.line, column, "date", figures)


def _amount(segment, index):
    figures = segment.element(index)
    if not figures:
        return None
    if not _AMOUNT.fullmatch(figures):
        raise FaultError(segment.line, f"{segment.name}{index:02}", "amount", figures)
    return Decimal(figures)
