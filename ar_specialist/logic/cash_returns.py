"""Which payment received a bank takes back: a direct debit that was refused, a cheque without funds."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from .cash_names import words
from .cash_proposal import Reason
from .cash_tokens import compact

#: Payers may have an unauthorised direct debit back for 13 months.
WITHIN = timedelta(days=400)
#: Points of what says that it is this payment.
POINTS = {
    "same_amount": 30, "with_fee": 15, "same_reference": 50, "reference_named": 45, "same_account": 30,
    "same_name": 15, "item_named": 30, "told_as_return": 15,
}
#: From so many it is proposed; another payment must have so many less.
LEAST, AHEAD = 55, 10
#: Why a payment came back: {what we call it: codes of banks (ISO 20022 and those of direct debits)}.
REASONS = {
    "funds": ("AM04", "R01", "R09"),
    "wrong_account": ("AC01", "AC02", "AC03", "AC13", "R03", "R04", "R13", "RC01", "RC07"),
    "closed": ("AC04", "AC05", "AC06", "AC07", "MD07", "R02", "R15", "R16", "R20"),
    "mandate": ("MD01", "MD02", "SL01", "AG01", "R05", "R07", "R10"),
    "refused": ("MD06", "MS02", "CUST", "SL11", "SL12", "SL13", "SL14", "R08", "R29"),
    "twice": ("AM05", "DUPL"),
    "other": (),
}
#: A shorter reference says nothing when it is found in a text.
TELLING = 6


@dataclass(frozen=True, slots=True)
class Part:
    """What an item got of a payment; `id` is that of the record of it."""

    id: Any
    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Received:
    """A payment that was received; amounts in whole smallest coins, `items`: numbers of what it has paid."""

    id: Any
    amount: int
    currency: Any
    day: date
    references: tuple[str, ...] = ()
    account: str = ""
    name: str = ""
    items: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Money that went out of the bank account; `amount` is positive, `told`: the bank says that it is a return."""

    amount: int
    currency: Any
    day: date
    references: tuple[str, ...] = ()
    account: str = ""
    name: str = ""
    text: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """The payment that was taken back, how sure that is (0 to 100), and what the bank took for it.

    :param parts: ids of the parts that came back, where the rest of the payment stays
    """

    id: Any
    points: int
    fee: int
    reasons: tuple[Reason, ...]
    amount: int = 0
    parts: tuple[Any, ...] = ()


def reason_of(code):
    """Return the key of :data:`REASONS` for a bank's code; "other" for codes that say nothing of the payer."""
    code = code.strip().upper()
    return next((reason for reason, codes in REASONS.items() if code in codes), "other")


def return_of(taken, received, most_fee=0):
    """Return the :class:`ReturnOf` of money taken back; None when no payment, or more than one, fits well.

    :param received: the :class:`Received` payments that may be meant
    :param most_fee: the largest fee that a bank keeps together with the payment it takes back
    """
    found = [one for one in (_compare(taken, each, most_fee) for each in received) if one and one.points >= LEAST]
    found.sort(key=lambda one: (-one.points, str(one.id)))
    if not found or (len(found) > 1 and found[0].points - found[1].points < AHEAD):
        return None
    return found[0]


def _compare(taken, received, most_fee):
    fee = taken.amount - received.amount
    in_time = received.day <= taken.day <= received.day + WITHIN
    if taken.currency != received.currency or not in_time or not 0 <= fee <= max(most_fee, 0):
        return None
    reasons = tuple(Reason(code, POINTS[code], value) for code, value in _reasons(taken, received, fee))
    return ReturnOf(received.id, min(sum(reason.points for reason in reasons), 99), fee, reasons)


def _reasons(taken, received, fee):
    yield ("with_fee" if fee else "same_amount"), ""
    text, theirs = compact(taken.text), {compact(each) for each in taken.references}
    mine = {compact(each): each for each in received.references if compact(each)}
    if same := theirs & mine.keys():
        yield "same_reference", mine[min(same)]
    elif named := [key for key in mine if len(key) >= TELLING and key in text]:
        yield "reference_named", mine[min(named)]
    if taken.account and compact(taken.account) == compact(received.account):
        yield "same_account", received.account
    if taken.name and set(words(taken.name)) == set(words(received.name)):
        yield "same_name", received.name
    if named := [number for number in received.items if len(compact(number)) >= TELLING and compact(number) in text]:
        yield "item_named", min(named)
    if taken.told:
        yield "told_as_return", ""


def returns_of(taken, received, most_fee=0):
    """Return the :class:`ReturnOf` s that make up one amount which the bank says it took back; empty: none do.

    Each payment is named, by its reference or by the items that come back of it; what the bank took besides for all of
    them is told of the first.
    """
    if not taken.told:
        return []
    found = [one for one in (_named_of(taken, each) for each in received) if one]
    found.sort(key=lambda one: str(one.id))
    fee = taken.amount - sum(one.amount for one in found)
    if not found or not 0 <= fee <= max(most_fee, 0) * len(found):
        return []
    return [replace(found[0], fee=fee), *found[1:]]


def _named_of(taken, received):
    """Return the payment, or the parts of it, that the text names; None: nothing of it."""
    if taken.currency != received.currency or not received.day <= taken.day <= received.day + WITHIN:
        return None
    reasons = [*_reasons(taken, received, 0)]
    codes, text = {code for code, _value in reasons}, compact(taken.text)
    parts = [part for part in received.parts if len(compact(part.number)) >= TELLING and compact(part.number) in text]
    amount = sum(part.amount for part in parts)
    is_whole = codes & {"same_reference", "reference_named"} and not parts
    if is_whole or (parts and amount == received.amount):
        amount, parts = received.amount, []
    elif not parts or amount > received.amount:
        return None
    told = tuple(Reason(code, POINTS[code], value) for code, value in reasons)
    points = min(sum(reason.points for reason in told), 99)
    return ReturnOf(received.id, points, 0, told, amount, tuple(part.id for part in parts))
