"""Whether promises to pay were kept: by the days of the payments themselves, never by the day of looking."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

OPEN, KEPT, PARTLY, BROKEN, WITHDRAWN, SUPERSEDED = "open", "kept", "partly", "broken", "withdrawn", "superseded"
#: What a promise that stands can be; the other two are a person's word, and take no payments.
VERDICTS = (OPEN, KEPT, PARTLY, BROKEN)
SATURDAY = 5


@dataclass(frozen=True)
class Tolerance:
    """How much later, in working days, and how much less a customer may pay and still keep its word."""

    days: int = 0
    amount: float = 0.0

    def last_day(self, promised):
        """Return the last day on which a payment for `promised` is in time; weekends don't count against anybody."""
        day, left = promised, self.days
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < SATURDAY
        return day


@dataclass(frozen=True)
class Part:
    """One dated amount of a promise; a promise that is no payment plan has a single one."""

    id: Any
    day: date
    amount: float


@dataclass(frozen=True)
class Known:
    """What was settled already when the promise was made, by payments up to the day `until`."""

    amount: float
    until: date


@dataclass(frozen=True)
class Promise:
    """A promise to be judged; amounts in its own currency.

    :param items: ids of the items; empty: the whole account
    :param known: {item id, None for the whole account: :class:`Known`}
    :param tolerance: the amount of it in the promise's currency
    """

    id: Any
    currency: Any
    parts: tuple[Part, ...]
    tolerance: Tolerance
    items: frozenset = frozenset()
    known: dict = field(default_factory=dict)
    rounding: float = 0.01

    @property
    def amount(self):
        return sum(part.amount for part in self.parts)

    @property
    def last_day(self):
        return max(self.tolerance.last_day(part.day) for part in self.parts)

    @property
    def allowed(self):
        """What may lack: the tolerance, or else half of the smallest coin for what arithmetic leaves over."""
        return max(self.tolerance.amount, self.rounding / 2)


@dataclass(frozen=True)
class Payment:
    """What settled an item, or what came in on the account.

    :param credit: id of the item that paid
    :param item: id of the item that was paid; None: nothing yet
    :param came: day of the payment itself
    :param settled: day on which it settled the item: the later day of the two
    :param amounts: {currency: amount}, the same money in each currency that it has a value in
    :param on_account: it counts for promises of the whole account, too
    """

    id: Any
    credit: Any
    item: Any
    came: date
    settled: date
    amounts: dict
    on_account: bool = False

    def counts_for(self, promise):
        return self.item in promise.items if promise.items else self.on_account

    def day_for(self, promise):
        return self.settled if promise.items else self.came


@dataclass(frozen=True)
class Verdict:
    """What became of a promise.

    :param paid: amount that came in time
    :param parts: {part id: (state, paid)}
    :param until: last day on which what is still expected is in time; None once nothing is
    :param credits: ids of the items that paid for it
    """

    state: str
    paid: float
    parts: dict
    until: date | None
    credits: tuple


def judge(promises, payments, day):
    """Return {promise id: :class:`Verdict`} of the promises of one customer account on `day`.

    Money counts once: promises share the payments of an item in the order in which they fall due, and those for
    items come before those for the whole account. What came after a promise's last day is left to the next one.
    """
    left = {payment.id: 1.0 for payment in payments}
    verdicts = {}
    for promise in sorted(promises, key=lambda promise: (not promise.items, promise.last_day, promise.id)):
        counting = [payment for payment in payments if payment.counts_for(promise)]
        counting.sort(key=lambda payment, promise=promise: (payment.day_for(promise), payment.id))
        verdicts[promise.id] = _verdict(promise, _take(promise, counting, left), day)
    return verdicts


def _take(promise, payments, left):
    """Return [(day, amount, credit id)] of what pays for `promise`, and lower `left`, the shares nobody has taken."""
    known = {key: one.amount for key, one in promise.known.items()}
    missing, taken = promise.amount, []
    for payment in payments:
        day, amount = payment.day_for(promise), payment.amounts.get(promise.currency, 0.0)
        if amount <= 0 or day > promise.last_day:
            continue
        part = min(amount - _known_of(promise, payment, amount, known), left[payment.id] * amount, missing)
        if part > promise.rounding / 2:
            left[payment.id] -= part / amount
            missing -= part
            taken.append((day, part, payment.credit))
    return taken


def _known_of(promise, payment, amount, known):
    """Return how much of the payment was there before the promise, and lower `known`, what is left of that."""
    key = payment.item if promise.items else None
    if key not in known or payment.day_for(promise) > promise.known[key].until:
        return 0.0
    old = min(known[key], amount)
    known[key] -= old
    return old


def _verdict(promise, taken, day):
    parts, before, states, until = {}, 0.0, [], None
    for part in sorted(promise.parts, key=lambda part: part.day):
        last = promise.tolerance.last_day(part.day)
        came = sum(amount for paid_on, amount, _credit in taken if paid_on <= last)
        paid = min(max(came - before, 0.0), part.amount)
        before += part.amount
        # The tolerance forgives what lacks of a payment; without any payment nothing was kept.
        if came >= before - promise.allowed and paid > promise.rounding / 2:
            state = KEPT
        elif day <= last:
            state, until = OPEN, until or last
        else:
            state = PARTLY if paid > promise.rounding / 2 else BROKEN
        parts[part.id] = (state, paid)
        states.append(state)
    paid = sum(paid for _state, paid in parts.values())
    state = _state_of(states, paid > promise.rounding / 2)
    return Verdict(state, paid, parts, until if state == OPEN else None, tuple(dict.fromkeys(
        credit for _day, _amount, credit in taken)))


def _state_of(parts, anything_paid):
    """Return the state of the whole: a plan with a part missed has failed, whatever may still come."""
    if any(state in (PARTLY, BROKEN) for state in parts):
        return PARTLY if anything_paid else BROKEN
    return OPEN if OPEN in parts else KEPT
