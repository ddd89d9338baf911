"""Payments, open items, customers: what cash application knows; amounts are whole smallest coins of a currency."""

from dataclasses import dataclass
from datetime import date
from typing import Any

#: Kinds of items that the settlement order tells apart.
INVOICE, CREDIT, FEE = "invoice", "credit", "fee"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the payer lists; `amount` is what is paid for it, after `discount`; None: not said."""

    number: str
    amount: int | None = None
    discount: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A structured payment reference, in its compact form; `valid`: its check digits are right."""

    kind: str
    value: str
    valid: bool = True


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received, positive; paid back, negative.

    :param payer_account: IBAN or account number, as written
    :param structured_reference: as written; `references` are those that were recognised in it and in the texts
    :param texts: lines of free text
    :param charges: what banks kept of what the payer sent
    :param customer: id of the customer where it is known beforehand
    """

    id: Any
    amount: int
    currency: Any
    day: date
    payer_name: str = ""
    payer_account: str = ""
    structured_reference: str = ""
    vat: str = ""
    texts: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    references: tuple[Reference, ...] = ()
    charges: int = 0
    customer: Any = None


@dataclass(frozen=True, slots=True)
class Item:
    """An open item of a customer.

    :param open: negative for credit notes and unapplied payments
    :param reference: the customer's own, such as the number of its order
    :param discount: cash discount on all that is open, granted until `discount_until`
    """

    id: Any
    customer: Any
    number: str
    open: int
    currency: Any
    date: date
    due: date
    reference: str = ""
    payment_reference: str = ""
    discount: int = 0
    discount_until: date | None = None
    kind: str = INVOICE


@dataclass(frozen=True, slots=True)
class Habits:
    """How often decided payments of a customer were of a kind."""

    discount: int = 0
    late_discount: int = 0
    statement: int = 0
    oldest: int = 0


@dataclass(frozen=True, slots=True)
class Alias:
    """A payer's name or account learned from decisions; `weight`: how many more times right than wrong."""

    kind: str
    value: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Customer:
    """A payer; `parent` is the id of the customer that it belongs to."""

    id: Any
    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    vats: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    parent: Any = None
    habits: Habits = Habits()


@dataclass(frozen=True, slots=True)
class Rules:
    """A company's settings.

    :param order: order of settlement, a key of :data:`.cash_allocate.ORDERS`
    :param tolerance: {currency: the largest difference that is written off}
    :param discount_days: days after the last one on which a discount is still granted
    :param oldest_first: a payment that says nothing settles in the order of settlement; else it stays on account
    :param keep_short_open: a part payment of named items needs nobody's choice: the rest stays open
    :param apply: points from which a proposal is applied without a person; `suggest`: from which it is shown
    """

    order: str = "due"
    tolerance: Any = None
    discount_days: int = 0
    oldest_first: bool = False
    keep_short_open: bool = False
    apply: int = 90
    suggest: int = 50

    def allowed(self, currency):
        return (self.tolerance or {}).get(currency, 0)
