"""Read a bank file or a remittance file; what it is, its content says, not its name."""

import re

from .bai2 import read_bai2
from .bank_table import read_bank_table
from .camt import read_camt
from .edi_820 import read_edi_820
from .mt940 import read_mt940
from .reading import FaultError, Faults, TooManyFaultsError
from .records import BankEntry, BankFile, BankStatement, Deduction, Document, Fault, Remittance

__all__ = [
    "BankEntry", "BankFile", "BankStatement", "Deduction", "Document", "Fault", "Remittance", "looked_at", "parse"]

MAX_BYTES = 25 * 1024 * 1024


def parse(content, name="", *, order=None, mark=None):
    """Return the :class:`BankFile` in `content` (bytes), or the list of its :class:`Fault`; never raises.

    One fault, and nothing of the file is returned: a statement is right as a whole or not at all.

    :param name: the file's name, told only in faults
    :param order: how a table writes its days, "dmy" or "mdy", where its values leave it open
    :param mark: a table's decimal mark, "." or ",", where its values leave it open
    """
    faults = Faults()
    try:
        read = _reader(content, name, order, mark)
        result = read(content, faults)
    except FaultError as error:
        return [*faults.found, error.fault]
    except TooManyFaultsError:
        return faults.found
    except Exception as error:  # the last net: whatever a hostile file finds must not reach who uploads it
        return [*faults.found, Fault(0, name, "unreadable", type(error).__name__)]
    return faults.found or result


def looked_at(content, name=""):
    """Return the list of :class:`Fault` that can be told of a file without reading it: empty, or too large."""
    try:
        _reader(content, name)
    except FaultError as error:
        return [error.fault]
    return []


def _reader(content, name, order=None, mark=None):
    if len(content) > MAX_BYTES:
        raise FaultError(0, name, "size", MAX_BYTES // 1024 // 1024)
    head = content[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip()
    if not head:
        raise FaultError(0, "", "empty")
    if head.startswith(b"<"):
        return read_camt
    if re.search(rb"^(?:\{.*\{4:)?:20:", head, re.MULTILINE):
        return read_mt940
    if re.match(rb"01,[^\n]*\s+(?:88,[^\n]*\s+)*02,", head):
        return read_bai2
    if re.match(rb"ISA[^A-Za-z0-9\s]|(?:GS|ST)\*", head):
        return read_edi_820
    return lambda table, faults: read_bank_table(table, faults, order, mark)
