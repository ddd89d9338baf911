"""Amounts, signs and days as ISO 20022 writes them."""

import re
from datetime import date
from decimal import Decimal

from .reading import FaultError
from .safe_xml import text

_AMOUNT = re.compile(r"\+?(\d{1,18}(?:\.\d{0,5})?|\.\d{1,5})")


def amount_of(element, path="Amt"):
    """Return (amount, currency) of the amount at `path`.

    :raise FaultError: missing, amount, currency
    """
    node = element.find(path)
    if node is None:
        raise FaultError(element.sourceline, f"{element.tag}/{path}", "missing", path)
    written = text(node, "")
    if not _AMOUNT.fullmatch(written):
        raise FaultError(node.sourceline, f"{element.tag}/{path}", "amount", written)
    currency = (node.get("Ccy") or "").strip()
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise FaultError(node.sourceline, f"{element.tag}/{path}", "currency", currency)
    return Decimal(written), currency


def amount_if_there(element, *paths):
    """Return (amount, currency) of the first path that has an amount, else None."""
    for path in paths:
        if element.find(path) is not None:
            return amount_of(element, path)
    return None


def is_credit(element):
    """Say whether an amount is money in.

    :raise FaultError: sign
    """
    mark = text(element, "CdtDbtInd")
    if mark not in ("CRDT", "DBIT"):
        node = element.find("CdtDbtInd")
        raise FaultError((element if node is None else node).sourceline, f"{element.tag}/CdtDbtInd", "sign", mark)
    return mark == "CRDT"


def day_at(element, *paths):
    """Return the first day found at or below `paths`, None for none; of a moment the day that it is written with.

    :raise FaultError: date
    """
    for path in paths:
        written = text(element, f"{path}/Dt", f"{path}/DtTm", path)
        if written:
            try:
                return date.fromisoformat(written[:10])
            except ValueError as error:
                raise FaultError(element.find(path).sourceline, f"{element.tag}/{path}", "date", written) from error
    return None
