"""What happened between the demo company and its customers, as plain data: invoices, credits and receipts."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Invoice:
    """An invoice, or a credit note when `credit`; `lines` are (product key, quantity)."""

    key: str
    customer: str
    day: date
    term: str
    lines: tuple
    foreign: bool = False
    credit: bool = False
    draft: bool = False
    settles: str = ""  # key of the invoice that this credit note is matched with


@dataclass(frozen=True)
class Reversal:
    """The whole of a posted invoice is taken back."""

    invoice: str
    day: date
    reason: str


@dataclass(frozen=True)
class Receipt:
    """Money received: `share` of what is still open on the items it pays, and `extra` beyond that.

    `pays` are (invoice key, number of the instalment from 0, or None for all of it).
    """

    customer: str
    day: date
    pays: tuple = ()
    share: float = 1.0
    extra: float = 0.0
    foreign: bool = False
    discount: bool = False
    memo: str = ""


@dataclass
class History:
    invoices: list = field(default_factory=list)
    reversals: list = field(default_factory=list)
    receipts: list = field(default_factory=list)

    def __add__(self, other):
        return History(
            self.invoices + other.invoices, self.reversals + other.reversals, self.receipts + other.receipts)
