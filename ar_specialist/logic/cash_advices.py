"""Which payment a remittance advice is about.

Only one answer counts: an advice that fits two payments, or a payment that two advices fit, is a person's to decide.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .cash_names import words
from .cash_tokens import compact

#: A payment comes so many days before or after the day that the advice says; without one, around the advice's arrival.
EARLIER, LATER, ARRIVED = timedelta(days=10), timedelta(days=45), timedelta(days=60)
#: Shorter references are anybody's.
SHORTEST_REFERENCE = 4
#: No more are shown to a person.
MOST_SUGGESTED = 10
#: How sure a fit is; below SURE it is only shown.
REFERENCE, SURE, AMOUNT, NEARLY = 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Advice:
    """What a payer announced; `amount` in smallest coins, None: not said.

    :param day: of the payment, as told; `received`: the day the advice came
    :param payers: names of who pays, as told and as its customer is called; `accounts` likewise
    :param trusted: whether it may be linked without a person
    """

    id: Any
    amount: int | None
    currency: Any
    received: date
    day: date | None = None
    reference: str = ""
    payers: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    customer: Any = None
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Received:
    """A payment that came in; `references` are the bank's and the payer's, as written."""

    id: Any
    amount: int
    currency: Any
    day: date
    references: tuple[str, ...] = ()
    payer: str = ""
    payer_account: str = ""
    customer: Any = None


@dataclass(frozen=True, slots=True)
class Link:
    """The payment of an advice, or None, and those that may be, the likeliest first."""

    payment: Any = None
    suggested: tuple = ()


def links(advices, payments):
    """Return {advice id: :class:`Link`}; the order of neither makes a difference."""
    advices = sorted(advices, key=lambda one: (one.day or one.received, str(one.id)))
    index = _Payments(payments)
    fits = {advice.id: _fits(advice, index) for advice in advices}
    together = _together(advices, index)
    wanted = defaultdict(list)
    for advice in advices:
        best = together.get(advice.id) or _best(fits[advice.id])
        if best is not None:
            wanted[best].append(advice)
    found = {}
    for payment, claimants in wanted.items():
        whole = len(claimants) == 1 or all(together.get(one.id) == payment for one in claimants)
        found.update((one.id, payment) for one in claimants if whole and one.trusted)
    return {
        advice.id: Link(found.get(advice.id), tuple(_suggested(advice, fits, together)))
        for advice in advices
    }


class _Payments:
    """Payments by amount and by reference, so that each advice meets but a few."""

    def __init__(self, payments):
        self.by_amount, self.by_reference = defaultdict(list), defaultdict(list)
        for payment in sorted(payments, key=lambda one: (one.day, str(one.id))):
            self.by_amount[payment.currency, payment.amount].append(payment)
            for reference in _told_by(payment):
                self.by_reference[payment.currency, reference].append(payment)

    def named(self, advice):
        reference = _reference(advice)
        return self.by_reference.get((advice.currency, reference), ()) if reference else ()

    def near(self, advice):
        """Return the payments of the advice's amount, or with its reference."""
        same = self.by_amount.get((advice.currency, advice.amount), ())
        return {payment.id: payment for payment in (*same, *self.named(advice))}.values()


def fit(advice, payment):
    """Return how well an advice and a payment of one currency fit: REFERENCE, SURE, AMOUNT, NEARLY, or 0."""
    if not _in_time(advice, payment):
        return 0
    named = _named(advice, payment)
    if advice.amount != payment.amount:
        return NEARLY if named else 0
    if named:
        return REFERENCE
    return SURE if _same_payer(advice, payment) else AMOUNT


def _fits(advice, index):
    """Return [(fit, payment id)], the best first."""
    found = [(fit(advice, payment), payment.id) for payment in index.near(advice)]
    return sorted((one for one in found if one[0]), key=lambda one: (-one[0], str(one[1])))


def _best(fits):
    """Return the one payment that fits better than all others and well enough."""
    if not fits or fits[0][0] < SURE:
        return None
    if len(fits) > 1 and fits[1][0] == fits[0][0]:
        return None
    return fits[0][1]


def _together(advices, index):
    """Return {advice id: payment id} of advices that name one payment and make up all of it: a collective booking."""
    groups = defaultdict(list)
    for advice in advices:
        if advice.amount is not None and _reference(advice):
            groups[_reference(advice), advice.currency].append(advice)
    found = {}
    for group in groups.values():
        total = sum(advice.amount for advice in group)
        fitting = [
            payment for payment in index.named(group[0])
            if payment.amount == total and all(_in_time(advice, payment) for advice in group)
        ]
        if len(group) > 1 and len(fitting) == 1:
            found.update((advice.id, fitting[0].id) for advice in group)
    return found


def _suggested(advice, fits, together):
    first = [together[advice.id]] if advice.id in together else []
    rest = [payment for _fit, payment in fits[advice.id] if payment not in first]
    return (first + rest)[:MOST_SUGGESTED]


def _in_time(advice, payment):
    if advice.day:
        return advice.day - EARLIER <= payment.day <= advice.day + LATER
    return abs(advice.received - payment.day) <= ARRIVED


def _named(advice, payment):
    """Say whether the payment bears the reference that the advice says, alone or as a word of it."""
    reference = _reference(advice)
    return bool(reference) and reference in _told_by(payment)


def _reference(advice):
    """Return the advice's reference in its compact form, "" when it says too little."""
    wanted = compact(advice.reference)
    return wanted if len(wanted) >= SHORTEST_REFERENCE and any(map(str.isdigit, wanted)) else ""


def _told_by(payment):
    return {compact(word) for text in payment.references for word in (text, *text.split())}


def _same_payer(advice, payment):
    if advice.customer is not None and payment.customer is not None:
        return advice.customer == payment.customer
    account = compact(payment.payer_account)
    if account and account in map(compact, advice.accounts):
        return True
    theirs = frozenset(words(payment.payer))
    return bool(theirs) and any(frozenset(words(name)) == theirs for name in advice.payers)
