"""What moved a customer's balance: each movement of a period under the name that the customer knows it by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

INVOICE, CREDIT_NOTE, PAYMENT, DISCOUNT, WRITE_OFF, RECOVERY, EXCHANGE, OTHER = (
    "invoice", "credit_note", "payment", "discount", "write_off", "recovery", "exchange", "other")
#: What one block settled for the customer's items in another currency, for another customer or company.
OTHER_CURRENCY, OTHER_ACCOUNT = "other_currency", "other_account"
#: In the order in which they stand within a day.
CLASSES = (
    INVOICE, CREDIT_NOTE, PAYMENT, DISCOUNT, WRITE_OFF, RECOVERY, EXCHANGE, OTHER_CURRENCY, OTHER_ACCOUNT, OTHER)
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
        (OTHER_CURRENCY, OTHER_ACCOUNT or empty), `move_type`, `is_money`, `is_exchange`, `is_reversal`, `is_recovery`
        (money came in for what was written off, or that was undone), and sums of its entry, all four in one currency:
        `receivable`, `discounted` (on the accounts of cash discounts, with the tax that goes with it), `written_off`
        (on other income, expense and tax accounts), `exchanged` (on the accounts of exchange gains and losses)
    :param rounded: function of an amount that rounds as the currency does
    """
    return [
        Movement(kind, fact.date, fact.due if kind == INVOICE else None, fact.move_id, fact.number, fact.reference,
                 amount)
        for kind, amount in movement_parts(fact, rounded) if rounded(amount)
    ]


def movement_parts(fact, rounded):
    """Return (class, amount) of each part of a row of the ledger; the parts add up to its amount, some may be zero.

    :param fact: as :func:`movements` takes it; of its date, number and document nothing is read
    """
    if fact.settles:
        return [(fact.settles, fact.amount)]
    if fact.move_type in DOCUMENTS:
        return [(DOCUMENTS[fact.move_type], fact.amount)]
    if fact.is_exchange:
        return [(EXCHANGE, fact.amount)]
    if fact.is_recovery:
        return [(RECOVERY, fact.amount)]
    def share(counterpart):
        return rounded(fact.amount * _share(counterpart, fact.receivable)) if counterpart else 0.0

    may_lose = _may_write_off(fact)
    lost = [(DISCOUNT, share(fact.discounted) if may_lose else 0.0),
            (WRITE_OFF, share(fact.written_off) if may_lose else 0.0), (EXCHANGE, share(fact.exchanged))]
    main = PAYMENT if fact.is_money else OTHER
    return [(main, fact.amount - sum(amount for _kind, amount in lost)), *lost]


def _may_write_off(fact):
    """Return whether what an entry has on income and expense is a loss on this customer: a charge by hand is none."""
    return fact.is_money or fact.amount < 0 or fact.is_reversal


def _share(counterpart, receivable):
    """Return which part of the entry's receivable is against `counterpart`; none where that can't be told."""
    share = -counterpart / receivable if receivable else 0.0
    return share if -1 <= share <= 1 else 0.0
