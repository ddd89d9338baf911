"""What moved a customer's balance: each movement of a period under the name that the customer knows it by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

INVOICE, CREDIT_NOTE, PAYMENT, WRITE_OFF, EXCHANGE, OTHER = (
    "invoice", "credit_note", "payment", "write_off", "exchange", "other")
#: What one block settled for the customer's items in another currency, for another customer or company.
OTHER_CURRENCY, OTHER_ACCOUNT = "other_currency", "other_account"
#: In the order in which they stand within a day.
CLASSES = (INVOICE, CREDIT_NOTE, PAYMENT, WRITE_OFF, EXCHANGE, OTHER_CURRENCY, OTHER_ACCOUNT, OTHER)
DOCUMENTS = {
    "out_invoice": INVOICE, "out_receipt": INVOICE, "out_refund": CREDIT_NOTE, "in_receipt": OTHER,
    "in_invoice": OTHER, "in_refund": OTHER,
}


@dataclass(frozen=True)
class Movement:
    """A part of an entry that stands in one row; `amount` raises the balance when it is positive."""

    kind: str
    date: date
    due: Any
    move_id: int
    number: str
    reference: str
    amount: float


def movements(fact, rounded):
    """Return the :class:`Movement` s that a row of the ledger is to the customer: one, or one for each of its parts.

    :param fact: with `date`, `due`, `move_id`, `number`, `reference`, `amount`, and what tells its kind: `settles`
        (OTHER_CURRENCY, OTHER_ACCOUNT or empty), `move_type`, `is_money`, `is_exchange`, `is_reversal`, and sums of
        its entry, all three in one currency: `receivable`, `written_off` (on income, expense and tax accounts),
        `exchanged` (on the accounts of exchange gains and losses)
    :param rounded: function of an amount that rounds as the currency does
    """
    parts = _parts(fact, rounded)
    return [
        Movement(kind, fact.date, fact.due if kind == INVOICE else None, fact.move_id, fact.number, fact.reference,
                 amount)
        for kind, amount in parts if rounded(amount)
    ]


def _parts(fact, rounded):
    if fact.settles:
        return [(fact.settles, fact.amount)]
    if fact.move_type in DOCUMENTS:
        return [(DOCUMENTS[fact.move_type], fact.amount)]
    if fact.is_exchange:
        return [(EXCHANGE, fact.amount)]
    written_off = rounded(fact.amount * _share(fact.written_off, fact.receivable)) if _may_write_off(fact) else 0.0
    exchanged = rounded(fact.amount * _share(fact.exchanged, fact.receivable))
    main = PAYMENT if fact.is_money else OTHER
    return [(main, fact.amount - written_off - exchanged), (WRITE_OFF, written_off), (EXCHANGE, exchanged)]


def _may_write_off(fact):
    """Return whether what an entry has on income and expense is a loss on this customer: a charge by hand is none."""
    return fact.is_money or fact.amount < 0 or fact.is_reversal


def _share(counterpart, receivable):
    """Return which part of the entry's receivable is against `counterpart`; none where that can't be told."""
    share = -counterpart / receivable if receivable else 0.0
    return share if -1 <= share <= 1 else 0.0
