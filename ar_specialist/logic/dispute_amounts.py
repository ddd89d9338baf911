"""What has become of contested amounts: still open, credited, written off, paid, no longer contested.

Of an item that is contested in part, payments settle the other part first; credit notes and write-offs that come after
the dispute settle the contested part. One that was made for a dispute settles that dispute and no other.
"""

from dataclasses import dataclass
from typing import Any

CREDITED, WRITTEN_OFF, PAID = "credited", "written_off", "paid"


@dataclass(frozen=True)
class Contested:
    """A contested amount of one item, in the item's currency.

    :param dropped: part of `amount` that is contested no longer: rejected, or answered
    :param since: number of the last reconciliation that was there before
    """

    id: Any
    dispute_id: Any
    amount: float
    dropped: float = 0.0
    since: int = 0


@dataclass(frozen=True)
class Settlement:
    """A reconciliation of the item: its number, what it was reconciled with, how much.

    :param dispute_id: the dispute it was made for, None when for none
    """

    id: int
    kind: str
    amount: float
    dispute_id: Any = None


@dataclass(frozen=True)
class Figures:
    open: float = 0.0
    credited: float = 0.0
    written_off: float = 0.0
    paid: float = 0.0


def settle(contested, settlements, residual, rounded=lambda amount: round(amount, 2)):
    """Return {id of the contested amount: :class:`Figures`} for the amounts of one item, oldest first.

    :param residual: what is open of the item
    :param rounded: rounds an amount as its currency does
    """
    left = {one.id: rounded(one.amount - one.dropped) for one in contested}
    told = {one.id: {CREDITED: 0.0, WRITTEN_OFF: 0.0, PAID: 0.0} for one in contested}
    for settlement in sorted(settlements, key=lambda one: one.id):
        if settlement.kind == PAID:
            continue
        amount = settlement.amount
        for one in contested:
            if one.since < settlement.id and settlement.dispute_id in (None, one.dispute_id):
                amount = _take(one.id, settlement.kind, amount, left, told, rounded)
    # Whatever else has settled the item beyond its uncontested part has paid the contested one.
    short = rounded(sum(left.values()) - max(residual, 0.0))
    for one in contested:
        short = _take(one.id, PAID, short, left, told, rounded)
    return {
        one.id: Figures(left[one.id], told[one.id][CREDITED], told[one.id][WRITTEN_OFF], told[one.id][PAID])
        for one in contested
    }


def _take(key, kind, amount, left, told, rounded):
    """Settle a contested amount by up to `amount`; return what remains of it."""
    taken = min(max(amount, 0.0), left[key])
    left[key] = rounded(left[key] - taken)
    told[key][kind] = rounded(told[key][kind] + taken)
    return rounded(amount - taken)


def share(amount, parts, rounded=lambda amount: round(amount, 2)):
    """Share `amount` among `parts`, (key, at most) oldest first; return {key: amount} and what could not be placed."""
    shares = {}
    for key, most in parts:
        shares[key] = rounded(min(amount, most))
        amount = rounded(amount - shares[key])
    return shares, amount


def resolution(credited, written_off, paid, dropped):
    """Return how a case came to its end: one way, or "partly" when several had a part in it."""
    ways = [
        code for code, amount in (
            ("credit_note", credited), ("written_off", written_off), ("paid", paid), ("rejected", dropped),
        ) if amount > 0
    ]
    return ways[0] if len(ways) == 1 else "partly" if ways else None
