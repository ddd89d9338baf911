"""Why the aging of a past day is another one than it was when it was kept."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

REDATED, REGROUPED, MOVED, UNEXPLAINED = "redated", "regrouped", "moved", "unexplained"
#: What a change is one of: open amounts, and what of them was contested or promised.
OPEN, DISPUTED, PROMISED = "open", "disputed", "promised"
DISPUTE, PROMISE, FOLLOWS = "dispute", "promise", "follows"
#: What is inferred where nothing was written down, by what the rest of a difference must agree in to cancel out; the
#: first ones once more after the others, which may have taken away what hid them.
INFERRED = ((REDATED, (0, 1)), (REGROUPED, (1, 2)), (REDATED, (0, 1)), (MOVED, (1,)), (UNEXPLAINED, ()))


@dataclass(frozen=True)
class Change:
    """A customer's amount in a currency and period that changed, and one cause of it.

    :param then: the amount kept, in company currency
    :param now: the amount by the ledger of now, in company currency
    :param amount: what the cause is answerable for, in the documents' currency
    :param amount_company: the same in company currency
    :param items: ids of the journal items it comes from
    :param user: who did it
    """

    partner: Any
    currency: Any
    period: Any
    cause: str
    then: float
    now: float
    amount: float
    amount_company: float
    items: tuple = ()
    user: Any = None
    part: str = OPEN
    detail: str = ""


def explain(then, now, movements, is_zero):
    """Return the :class:`Change` s, each difference split among its causes to the cent.

    What no movement accounts for is a changed due date where it only went from one period of the customer to another, a
    changed customer where it only went from one customer to another, both where it only went; the rest is unexplained.

    :param then: {(partner, currency, period): (amount, amount in company currency)}
    :param now: the same
    :param movements: (cause, partner, currency, period, amount, amount in company currency, items, user)
    :param is_zero: tells of an amount and a currency whether it is none; None is the company's currency
    """
    nothing = (0.0, 0.0)
    found = {key: _less(now.get(key, nothing), then.get(key, nothing)) for key in then.keys() | now.keys()}
    changed = {key: difference for key, difference in found.items() if not _is_none(difference, key[1], is_zero)}
    rest = defaultdict(lambda: nothing, changed)
    causes = []
    for cause, partner, currency, period, amount, company, items, user in movements:
        key = (partner, currency, period)
        rest[key] = _less(rest[key], (amount, company))
        causes.append((key, cause, (amount, company), tuple(items), user))
    rest = {key: amounts for key, amounts in rest.items() if not _is_none(amounts, key[1], is_zero)}
    for cause, shared in INFERRED:
        for keys in _sets(rest, shared):
            if cause == UNEXPLAINED or _cancels(keys, rest, is_zero):
                causes += [(key, cause, rest.pop(key), (), None) for key in keys]
    # Causes that cancel out are no news, unless one of them is that nobody knows.
    shown = changed.keys() | {key for key, cause, *_rest in causes if cause == UNEXPLAINED}
    made = [
        Change(*key, cause, then.get(key, nothing)[1], now.get(key, nothing)[1], *amounts, items, user)
        for key, cause, amounts, items, user in causes if key in shown]
    return sorted(made, key=lambda one: (
        -abs(one.amount_company), str((one.partner, one.currency, one.period, one.cause))))


def _less(one, other):
    return (one[0] - other[0], one[1] - other[1])


def _is_none(amounts, currency, is_zero):
    return is_zero(amounts[0], currency) and is_zero(amounts[1], None)


def _sets(rest, shared):
    """Return the keys of `rest` in lists that agree in their parts `shared`; without any, each by itself."""
    sets = defaultdict(list)
    for key in rest:
        sets[tuple(key[number] for number in shared) or key].append(key)
    return list(sets.values())


def _cancels(keys, rest, is_zero):
    total = (sum(rest[key][0] for key in keys), sum(rest[key][1] for key in keys))
    return _is_none(total, keys[0][1], is_zero)


def part_changes(part, then, now, touched, moved, is_zero):
    """Return the :class:`Change` s of what was contested or promised, each with its cause.

    A case that somebody touched since tells why; a promised part gives way to a contested one; both follow what is
    open.

    :param part: DISPUTED or PROMISED
    :param then: {(partner, currency, period): amount in company currency}
    :param now: the same
    :param touched: {DISPUTE and PROMISE: {partner: (names of the cases touched since, who touched the last one)}}
    :param moved: partners whose open amounts changed
    :param is_zero: as of :func:`explain`
    """
    changes = []
    for key in then.keys() | now.keys():
        before, after = then.get(key, 0.0), now.get(key, 0.0)
        if is_zero(after - before, None):
            continue
        cause, detail, user = _touched(part, key[0], touched) or (
            FOLLOWS if key[0] in moved else UNEXPLAINED, "", None)
        changes.append(Change(*key, cause, before, after, 0.0, after - before, (), user, part, detail))
    return sorted(changes, key=lambda one: (-abs(one.amount_company), str((one.partner, one.currency, one.period))))


def _touched(part, partner, touched):
    for cause in (DISPUTE,) if part == DISPUTED else (PROMISE, DISPUTE):
        if found := touched[cause].get(partner):
            return (cause, *found)
    return None
