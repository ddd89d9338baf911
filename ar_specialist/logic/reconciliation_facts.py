"""What a reconciliation of a customer account compares, and what it comes to.

Amounts are Decimal in the currency beside them, signed as in our books: what the customer owes is positive.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

#: Nothing to do.
AGREED = "agreed"
#: Both have the document, with different amounts, in different currencies, or the other way round.
AMOUNT, CURRENCY, SIGN = "amount", "currency", "sign"
#: One side has it.
MISSING_THEIRS, MISSING_OURS = "missing_theirs", "missing_ours"
#: One side has it because the other one can't have it yet.
TRANSIT_PAYMENT, TRANSIT_INVOICE = "transit_payment", "transit_invoice"
#: One side has it twice.
DUPLICATE = "duplicate"
#: What lies before the first movement, and what the customer's balance holds beyond its lines.
OPENING, UNLISTED = "opening", "unlisted"
#: In the order in which a sheet shows them.
CODES = (
    OPENING, AMOUNT, SIGN, CURRENCY, MISSING_THEIRS, MISSING_OURS, TRANSIT_PAYMENT, TRANSIT_INVOICE, DUPLICATE,
    UNLISTED, AGREED)

INVOICE, CREDIT, PAYMENT, OTHER = "invoice", "credit", "payment", "other"

#: What a difference is likely due to: its payment came after the day, was announced, is with us and not applied, may be
#: among what nobody knows the payer of, was applied to something else; the document is settled; none of these.
ARRIVED, ANNOUNCED, UNAPPLIED, UNIDENTIFIED, APPLIED, SETTLED, ASK = (
    "arrived", "announced", "unapplied", "unidentified", "applied", "settled", "ask")


class Entry(NamedTuple):
    """A document or movement of one side; `references` are further numbers that may name it."""

    id: int
    number: str
    references: tuple
    date: date | None
    amount: Decimal
    currency: str
    kind: str = OTHER


class Match(NamedTuple):
    """One row of the result: what was found to belong together; `how` says by what.

    `how` is "number", "reference", "similar" (the number, nearly), "parts" (several lines together), "date" (amount
    and day) or "" where nothing was found on the other side.
    """

    code: str
    currency: str
    ours: tuple = ()
    theirs: tuple = ()
    amount_ours: Decimal = Decimal(0)
    amount_theirs: Decimal = Decimal(0)
    how: str = ""

    @property
    def difference(self):
        return self.amount_ours - self.amount_theirs


class Balance(NamedTuple):
    """The gap of one currency: what each side says is owed, and what explains the difference, {code: amount}."""

    ours: Decimal
    theirs: Decimal
    explained: dict

    @property
    def gap(self):
        return self.ours - self.theirs


def balances(matches):
    """Return {currency: :class:`Balance`} of all matches of a reconciliation; the explanations make the gap."""
    found = {}
    for match in matches:
        before = found.get(match.currency) or Balance(Decimal(0), Decimal(0), {})
        explained = dict(before.explained)
        if match.difference:
            explained[match.code] = explained.get(match.code, Decimal(0)) + match.difference
        found[match.currency] = Balance(
            before.ours + match.amount_ours, before.theirs + match.amount_theirs, explained)
    return found
