"""What bank files and remittance advices say, whatever their format.

Amounts are Decimal in the currency beside them, money in is positive. A text that a file does not give is "", a day or
an amount None.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True)
class Fault:
    """Why a file can't be taken; `line` counts from 1 (0: the whole file), `column` is the field, element or heading.

    Codes: amount, amount_ambiguous, binary, broken, cell, columns, count, currency, date, date_ambiguous, empty,
    encoding, entities, entries, format, missing, nothing, old, rows, sign, size, status, sum, truncated, unpacked,
    unreadable, version. `value` is what stands there; for sum and count "written / found", for limits the limit.
    """

    line: int
    column: str
    code: str
    value: str = ""


class Document(NamedTuple):
    """A document that a payer names; `amount` is what is paid on it (negative: a credit taken), after `discount`."""

    number: str
    amount: Decimal | None = None
    discount: Decimal | None = None


class Deduction(NamedTuple):
    """An amount that a payer keeps back (negative) or adds, with the payer's reason code; `number` may be ""."""

    number: str
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True)
class BankEntry:
    """One booking, or in `batch` one payment of a booking.

    The payer is whoever stands on the other side, for money out the one who got it; of a returned payment the customer.
    `charges` is what the bank kept: what the payer sent is amount + charges. `is_reversal` is a booking that takes an
    earlier one back (a returned direct debit or cheque), `return_reason` the bank's code for it. `reference` is the
    bank's own name of the booking. `instructed` is (amount, currency) as the payer gave the order, where it differs.
    `batch` holds the payments of a collective booking where the file has them all; they add up to the booking.
    """

    day: date
    amount: Decimal
    currency: str
    value_day: date | None = None
    reference: str = ""
    end_to_end: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    structured_reference: str = ""
    texts: tuple = ()
    documents: tuple = ()
    charges: Decimal = Decimal(0)
    is_reversal: bool = False
    return_reason: str = ""
    batch: tuple = ()
    ultimate_payer: str = ""
    booking_text: str = ""
    transaction_code: str = ""
    instructed: tuple | None = None
    line: int = 0

    @property
    def payments(self):
        """The payments one by one: those of the batch, or the booking itself."""
        return self.batch or (self,)


@dataclass(frozen=True)
class BankStatement:
    """The bookings of one account; `account` is an IBAN or number, "" in tables that do not name it."""

    account: str
    currency: str
    opening: Decimal | None = None
    closing: Decimal | None = None
    opening_day: date | None = None
    closing_day: date | None = None
    identifier: str = ""
    entries: tuple = ()
    line: int = 0


@dataclass(frozen=True)
class Remittance:
    """What a payer says a payment is for; `amount` is the payment's, which the documents need not add up to."""

    payer: str = ""
    day: date | None = None
    amount: Decimal | None = None
    currency: str = ""
    reference: str = ""
    documents: tuple = ()
    deductions: tuple = ()
    texts: tuple = ()
    payer_account: str = ""

    @property
    def unexplained(self):
        """What of the amount no document and no deduction accounts for; None when a document has no amount."""
        if self.amount is None or any(document.amount is None for document in self.documents):
            return None
        named = sum((document.amount for document in self.documents), Decimal(0))
        return self.amount - named - sum((deduction.amount for deduction in self.deductions), Decimal(0))


@dataclass(frozen=True)
class BankFile:
    """A file that was read; `format` is e.g. "camt.053.001.08", "mt940", "bai2", "x12.820", "csv", "xlsx", "text"."""

    format: str
    statements: tuple = ()
    remittances: tuple = ()
