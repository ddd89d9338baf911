"""camt.053 statements and camt.054 notifications of ISO 20022, versions 02 to 13.

The versions differ in where a few elements sit (BIC or BICFI, a party's name below Pty, a status below Cd), never in
what an element means, so one reader looks in all the places.
"""

import re

from .camt_entry import read_entry
from .camt_values import amount_of, day_at, is_credit
from .reading import MAX_ENTRIES, FaultError, check_sum
from .records import BankFile, BankStatement
from .safe_xml import read_root, text

MESSAGES = {"BkToCstmrStmt": ("camt.053", "Stmt"), "BkToCstmrDbtCdtNtfctn": ("camt.054", "Ntfctn")}


def read_camt(content, faults):
    """Return the :class:`BankFile` of a camt.053 or camt.054.

    :raise FaultError: the faults of :func:`read_root`, "format" for other XML, "missing" without any statement
    """
    root = read_root(content)
    messages = list(root.iter(*MESSAGES))
    if not messages:
        raise FaultError(root.sourceline or 1, root.tag, "format", _told(root))
    statements = []
    for message in messages:
        name, part = MESSAGES[message.tag]
        for element in message.iterfind(part):
            with faults.noted():
                statements.append(_statement(element, name, faults))
    if not statements and not faults.found:
        raise FaultError(messages[0].sourceline, messages[0].tag, "missing", MESSAGES[messages[0].tag][1])
    return BankFile(_version(messages[0]), tuple(statements))


def _told(root):
    """Return what an XML file that is no statement calls itself."""
    found = re.search(r"(?:camt|pain|pacs|head)\.\d{3}\.\d{3}\.\d{2}", " ".join(filter(None, root.nsmap.values())))
    return found[0] if found else root.tag


def _version(message):
    name = MESSAGES[message.tag][0]
    spaces = " ".join(filter(None, message.nsmap.values()))
    found = re.search(re.escape(name) + r"\.001\.\d{2}", spaces)
    return found[0] if found else name


def _statement(element, name, faults):
    if sum(1 for _ in element.iterfind("Ntry")) > MAX_ENTRIES:
        raise FaultError(element.sourceline, element.tag, "entries", MAX_ENTRIES)
    account = text(element, "Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN").replace(" ", "")
    if not account:
        raise FaultError(element.sourceline, "Acct", "missing", "Id")
    balances = _balances(element, faults) if name == "camt.053" else []
    currency = _currency(element, balances)
    opening, closing = _ends(balances)
    for balance in filter(None, (opening, closing)):
        if balance["currency"] != currency:
            faults.add(balance["line"], "Bal", "currency", balance["currency"])
    fallback = _last_day(element, closing)
    entries = []
    for booking in element.iterfind("Ntry"):
        with faults.noted():
            if _is_booked(booking):
                entries.append(read_entry(booking, currency, account, fallback))
    statement = BankStatement(
        account, currency, opening and opening["amount"], closing and closing["amount"], opening and opening["day"],
        closing and closing["day"], text(element, "Id", "ElctrncSeqNb"), tuple(entries), element.sourceline or 0)
    if not faults.found:
        check_sum(statement, faults, "Bal")
    return statement


def _balances(element, faults):
    found = []
    for balance in element.iterfind("Bal"):
        with faults.noted():
            amount, currency = amount_of(balance)
            found.append({
                "code": text(balance, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd"),
                "amount": amount if is_credit(balance) else -amount, "currency": currency,
                "day": day_at(balance, "Dt"), "line": balance.sourceline or 0,
            })
    return found


def _ends(balances):
    """Return opening and closing balance; a page of a long statement begins and ends with interim ones (ITBD)."""
    by_code = {}
    for balance in balances:
        by_code.setdefault(balance["code"], []).append(balance)
    interim = by_code.get("ITBD", [])
    openings = by_code.get("OPBD") or by_code.get("PRCD")
    closings = by_code.get("CLBD")
    opening = openings[0] if openings else None
    closing = closings[-1] if closings else None
    if opening is None and interim and (closing or len(interim) > 1):
        opening = interim[0]
    if closing is None and interim and interim[-1] is not opening:
        closing = interim[-1]
    return opening, closing


def _currency(element, balances):
    currency = text(element, "Acct/Ccy") or next((balance["currency"] for balance in balances), "")
    if not currency:
        amount = element.find("Ntry/Amt")
        currency = amount.get("Ccy", "") if amount is not None else ""
    if not currency and element.find("Ntry") is not None:
        raise FaultError(element.sourceline, "Acct/Ccy", "missing", "Ccy")
    return currency


def _last_day(element, closing):
    if closing and closing["day"]:
        return closing["day"]
    return day_at(element, "FrToDt/ToDtTm", "CreDtTm")


def _is_booked(booking):
    return text(booking, "Sts/Cd", "Sts/Prtry", "Sts") in ("", "BOOK")
