"""Who paid, for what, under which references: the parts of a camt TxDtls."""

from .camt_values import amount_if_there
from .records import Document
from .safe_xml import text

_NONE = {"NOTPROVIDED", "NONREF", "NOT PROVIDED"}
_CREDIT_NOTES = {"CREN", "CNFA"}


def references_of(detail):
    end_to_end = text(detail, "Refs/EndToEndId")
    return {
        "reference": text(detail, "Refs/AcctSvcrRef", "Refs/Prtry/Ref"),
        "end_to_end": "" if end_to_end.upper() in _NONE else end_to_end,
    }


def parties_of(detail, payer_is_debtor, account):
    """Return the other side's name, account and bank; a returned payment keeps the roles of the one it takes back.

    :param account: the statement's own account: whoever holds it is not the other side
    """
    first, second = ("Dbtr", "Cdtr") if payer_is_debtor else ("Cdtr", "Dbtr")
    role = first
    for candidate in (first, second):
        theirs = _account(detail, candidate)
        if (theirs or _name(detail, candidate)) and theirs != account:
            role = candidate
            break
    return {
        "payer_name": _name(detail, role),
        "payer_account": "" if _account(detail, role) == account else _account(detail, role),
        "payer_bank": _bank(detail, role),
        "ultimate_payer": _name(detail, f"Ultmt{role}"),
    }


def _name(detail, role):
    path = f"RltdPties/{role}"
    return text(detail, f"{path}/Nm", f"{path}/Pty/Nm", f"{path}/Agt/FinInstnId/Nm")


def _account(detail, role):
    path = f"RltdPties/{role}Acct/Id"
    found = text(detail, f"{path}/IBAN", f"{path}/Othr/Id", f"{path}/BBAN", f"{path}/PrtryAcct/Id")
    return found.replace(" ", "")


def _bank(detail, role):
    path = f"RltdAgts/{role}Agt/FinInstnId"
    return text(detail, f"{path}/BICFI", f"{path}/BIC", f"{path}/ClrSysMmbId/MmbId", f"{path}/Nm")


def structured_reference_of(detail):
    return text(detail, "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef")


def documents_of(detail):
    """Return the documents that the structured remittance information names.

    Where one Strd block names several documents, its amounts speak of all of them together and are left out. Creditor
    references after the first are documents as well.
    """
    found, references = [], 0
    for block in detail.iterfind("RmtInf/Strd"):
        numbers = [(text(node, "Nb"), text(node, "Tp/CdOrPrtry/Cd", "Tp/Cd")) for node in block.iterfind("RfrdDocInf")]
        numbers = [(number, kind) for number, kind in numbers if number]
        reference = text(block, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")
        references += bool(reference)
        if not numbers and reference and (references > 1 or _paid(block, "") is not None):
            numbers = [(reference, "")]
        alone = len(numbers) == 1
        found += [
            Document(number, _paid(block, kind) if alone else None, _discount(block) if alone else None)
            for number, kind in numbers
        ]
    return tuple(found)


def _paid(block, kind):
    amount = amount_if_there(
        block, "RfrdDocAmt/RmtdAmt", "RfrdDocAmt/CdtNoteAmt", "RfrdDocAmt/DuePyblAmt", "RfrdDocAmt/RfrdDocAmt")
    if amount is None:
        return None
    only_credit = block.find("RfrdDocAmt/RmtdAmt") is None and block.find("RfrdDocAmt/CdtNoteAmt") is not None
    taken = kind in _CREDIT_NOTES or only_credit
    return -amount[0] if taken else amount[0]


def _discount(block):
    amount = amount_if_there(block, "RfrdDocAmt/DscntApldAmt/Amt")
    if amount is None and block.find("RfrdDocAmt/DscntApldAmt[@Ccy]") is not None:
        amount = amount_if_there(block, "RfrdDocAmt/DscntApldAmt")
    return amount and amount[0]


def return_reason_of(detail):
    """Return the bank's code for a return ("AC04"), else its words."""
    return text(
        detail, "RtrInf/Rsn/Cd", "RtrInf/RtrRsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/RtrRsn/Prtry", "RtrInf/AddtlInf",
        "RtrInf/AddtlRtrRsnInf")
