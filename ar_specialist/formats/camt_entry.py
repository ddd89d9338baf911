"""One booking (Ntry) of a camt message, with the payments (TxDtls) that it holds."""

from dataclasses import replace
from decimal import Decimal

from .camt_details import documents_of, parties_of, references_of, return_reason_of, structured_reference_of
from .camt_values import amount_if_there, amount_of, day_at, is_credit
from .reading import FaultError
from .records import BankEntry
from .safe_xml import text, texts

# Sub-families of bank transaction codes for money that goes back: unpaid and reversed direct debits and cheques,
# returned and cancelled transfers.
_BACK = {"UPDD", "PRDD", "RRTN", "RPCR", "UPCQ", "CQRV", "URCQ", "URDD", "UPCT"}


def read_entry(booking, currency, account, fallback):
    """Return the :class:`BankEntry` of an Ntry element.

    :param account: the statement's own, so that it is never taken for the payer's
    :param fallback: the day of a booking that names none
    :raise FaultError: amount, currency, sign, date, missing
    """
    amount, written = amount_of(booking)
    if written != currency:
        raise FaultError(booking.find("Amt").sourceline, "Ntry/Amt", "currency", written)
    day = day_at(booking, "BookgDt") or day_at(booking, "ValDt") or fallback
    if day is None:
        raise FaultError(booking.sourceline, "Ntry/BookgDt", "missing", "BookgDt")
    credit = is_credit(booking)
    entry = BankEntry(
        day=day, amount=amount if credit else -amount, currency=currency, value_day=day_at(booking, "ValDt"),
        reference=text(booking, "AcctSvcrRef", "NtryRef"), booking_text=text(booking, "AddtlNtryInf"),
        transaction_code=_code(booking), is_reversal=_goes_back(booking), line=booking.sourceline or 0)
    entry = replace(entry, charges=_charges(booking, amount, currency, credit))
    details = booking.findall("NtryDtls/TxDtls")
    payments = [_payment(detail, entry, account, len(details) == 1) for detail in details]
    if len(payments) == 1:
        return replace(payments[0], amount=entry.amount, charges=payments[0].charges or entry.charges)
    return _with_batch(entry, payments)


def _with_batch(entry, payments):
    """Return the booking with its payments; when they do not add up to it, with only what they say."""
    if not payments:
        return entry
    net = [replace(payment, amount=payment.amount - payment.charges) for payment in payments]
    for parts in (payments, net):
        if all(part.amount for part in parts) and sum(part.amount for part in parts) == entry.amount:
            return replace(entry, batch=tuple(parts), is_reversal=all(part.is_reversal for part in parts))
    return replace(
        entry, texts=tuple(line for payment in payments for line in payment.texts),
        documents=tuple(document for payment in payments for document in payment.documents))


def _payment(detail, entry, account, alone):
    """Return one payment of a booking; its amount is zero when the file gives none in the booking's currency."""
    credit = entry.amount > 0 if detail.find("CdtDbtInd") is None else is_credit(detail)
    back = entry.is_reversal or _goes_back(detail)
    amount, instructed = _amounts(detail, entry.currency)
    kept = _charges(detail, amount or abs(entry.amount), entry.currency, credit)
    references = references_of(detail)
    if alone:
        references["reference"] = references["reference"] or entry.reference
    return BankEntry(
        day=entry.day, amount=(amount or Decimal(0)) * (1 if credit else -1), currency=entry.currency,
        value_day=entry.value_day, **references, **parties_of(detail, credit != back, account),
        structured_reference=structured_reference_of(detail),
        texts=texts(detail, "RmtInf/Ustrd") + texts(detail, "RmtInf/Strd/AddtlRmtInf"),
        documents=documents_of(detail), charges=kept, is_reversal=back, return_reason=return_reason_of(detail),
        booking_text=text(detail, "AddtlTxInf") or entry.booking_text,
        transaction_code=_code(detail) or entry.transaction_code, instructed=instructed,
        line=detail.sourceline or entry.line)


def _amounts(detail, currency):
    """Return (amount in the booking's currency or None, (amount, currency) of a foreign order or None)."""
    there = [
        amount_if_there(detail, path)
        for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")
    ]
    own = [amount for amount in there if amount and amount[1] == currency]
    foreign = [amount for amount in reversed(there) if amount and amount[1] != currency]
    return own[0][0] if own else None, foreign[0] if foreign else None


def _charges(element, net, currency, credit):
    """Return what the bank kept of an amount: charges that are said to be included, or that fill up the order."""
    included, open_ones = Decimal(0), Decimal(0)
    records = element.findall("Chrgs/Rcrd") or [
        charge for charge in element.findall("Chrgs") if charge.find("Amt") is not None]
    for record in records:
        amount, written = amount_of(record)
        if written != currency:
            continue
        signed = -amount if text(record, "CdtDbtInd") == "CRDT" else amount
        mark = text(record, "ChrgInclInd")
        if mark == "true":
            included += signed
        elif not mark:
            open_ones += signed
    if open_ones and not included and credit:
        ordered = amount_if_there(element, "AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt")
        if ordered == (net + open_ones, currency):
            return open_ones
    return included


def _goes_back(element):
    if text(element, "RvslInd") in ("true", "1") or element.find("RtrInf") is not None:
        return True
    return text(element, "BkTxCd/Domn/Fmly/SubFmlyCd") in _BACK


def _code(element):
    parts = texts(element, "BkTxCd/Domn/Cd") + texts(element, "BkTxCd/Domn/Fmly/Cd")
    parts += texts(element, "BkTxCd/Domn/Fmly/SubFmlyCd")
    return "-".join(parts) or text(element, "BkTxCd/Prtry/Cd")
