"""A bank statement as camt.053.001.08, from what came in."""

from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.builder import E


@dataclass(frozen=True)
class Booking:
    """A payment in (positive) or out; `documents` are (number, amount)."""

    amount: float
    reference: str
    name: str = ""
    account: str = ""
    text: str = ""
    documents: tuple = ()


@dataclass(frozen=True)
class Account:
    """An account with its bookings; a list among these is a collective booking."""

    number: str
    currency: str
    opening: float
    bookings: tuple


def statement_file(accounts, day):
    """Return the bytes of a statement of `day` with one part per account."""
    head = E.GrpHdr(E.MsgId(f"STATEMENTS-{day:%Y%m%d}"), E.CreDtTm(f"{day}T20:00:00Z"))
    root = E.Document(
        E.BkToCstmrStmt(head, *(_statement(account, day) for account in accounts)),
        xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _statement(account, day):
    closing = account.opening + sum(map(_amount, account.bookings))
    number = E.IBAN(account.number) if account.number[:2].isalpha() and account.number[2:4].isdigit() else E.Othr(
        E.Id(account.number))
    return E.Stmt(
        E.Id(f"{account.currency}-{day:%Y-%j}"), E.CreDtTm(f"{day}T20:00:00Z"),
        E.Acct(E.Id(number), E.Ccy(account.currency)),
        _balance("OPBD", account.opening, account.currency, day), _balance("CLBD", closing, account.currency, day),
        *(_entry(booking, account.currency, day) for booking in account.bookings))


def _amount(booking):
    return sum(part.amount for part in booking) if isinstance(booking, list) else booking.amount


def _money(amount, currency):
    return E.Amt(f"{abs(amount):.2f}", Ccy=currency), E.CdtDbtInd("CRDT" if amount >= 0 else "DBIT")


def _balance(code, amount, currency, day: date):
    return E.Bal(E.Tp(E.CdOrPrtry(E.Cd(code))), *_money(amount, currency), E.Dt(E.Dt(day.isoformat())))


def _entry(booking, currency, day):
    parts = booking if isinstance(booking, list) else [booking]
    return E.Ntry(
        *_money(_amount(booking), currency), E.Sts(E.Cd("BOOK")), E.BookgDt(E.Dt(day.isoformat())),
        E.ValDt(E.Dt(day.isoformat())), E.AcctSvcrRef(parts[0].reference),
        E.NtryDtls(*(_details(part, currency) for part in parts)))


def _details(part, currency):
    role = "Dbtr" if part.amount >= 0 else "Cdtr"
    parties = E.RltdPties(E(role, E.Pty(E.Nm(part.name))))
    if part.account:
        kind = E.IBAN(part.account) if part.account[:2].isalpha() else E.Othr(E.Id(part.account))
        parties.append(E(f"{role}Acct", E.Id(kind)))
    said = E.RmtInf(*([E.Ustrd(part.text)] if part.text else []))
    for number, amount in part.documents:
        said.append(E.Strd(
            E.RfrdDocInf(E.Tp(E.CdOrPrtry(E.Cd("CINV"))), E.Nb(number)),
            E.RfrdDocAmt(E.RmtdAmt(f"{amount:.2f}", Ccy=currency))))
    return E.TxDtls(E.Refs(E.AcctSvcrRef(part.reference)), *_money(part.amount, currency), parties, said)
