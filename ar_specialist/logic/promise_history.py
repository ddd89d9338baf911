"""What a customer's promises say together: how many were missed in a row, how many were kept."""

from .promises import BROKEN, KEPT, OPEN, PARTLY


def level(before):
    """Return the level of a promise: 1, and one more for each promise missed in a row before it.

    As in SAP: whatever was not kept counts as missed, one withdrawn or replaced by a later word as well; one that is
    open beside it says nothing yet.

    :param before: states of the earlier promises for the same items, oldest first
    """
    missed = 0
    for state in reversed(before):
        if state == KEPT:
            break
        missed += state != OPEN
    return 1 + missed


def levels(history):
    """Return {promise id: level} of an account's promises.

    :param history: (promise id, item ids, state), in the order in which they were made; no items: the whole account
    """
    found, seen = {}, []
    for promise, items, state in history:
        found[promise] = level([
            earlier for others, earlier in seen if not items or not others or not items.isdisjoint(others)])
        seen.append((items, state))
    return found


def kept_rates(groups):
    """Return (by count, by value), as parts of 1, of what was promised and judged; (0, 0) when nothing was.

    :param groups: (state, number of promises, amount promised, amount paid in time); all amounts in one currency
    """
    judged = [group for group in groups if group[0] in (KEPT, PARTLY, BROKEN)]
    number = sum(number for _state, number, _amount, _paid in judged)
    promised = sum(amount for _state, _number, amount, _paid in judged)
    if not number or not promised:
        return 0.0, 0.0
    kept = sum(number for state, number, _amount, _paid in judged if state == KEPT)
    return kept / number, sum(paid for _state, _number, _amount, paid in judged) / promised
