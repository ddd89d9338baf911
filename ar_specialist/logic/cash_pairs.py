"""Which credit pays which debit, and how much: pairs, so that every item gets exactly what it was to get."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pair:
    """A debit and a credit that settle each other by `amount`, positive."""

    debit: Any
    credit: Any
    amount: int


def pairs(money, amount, parts):
    """Return (pairs, what is left of the money): credits among the items are taken up first, then the money.

    :param money: id of the credit that the money is; a debit for money paid back, whose amount is negative
    :param amount: of the money; negative for money paid back
    :param parts: (id of the item, its part): negative for credits, none of them zero
    :raise ValueError: when the items are to get more than there is, or there is nothing for credits to pay
    """
    debits = [[item, part] for item, part in parts if part > 0]
    credits = [[item, -part] for item, part in parts if part < 0]
    (credits if amount >= 0 else debits).append([money, abs(amount)])
    found = []
    while debits and credits:
        debit, credit = debits[0], credits[0]
        taken = min(debit[1], credit[1])
        if taken:
            found.append(Pair(debit[0], credit[0], taken))
        for queue in (debits, credits):
            queue[0][1] -= taken
            if not queue[0][1]:
                queue.pop(0)
    left = [one for one in debits + credits if one[1]]
    if any(item != money for item, _rest in left):
        raise ValueError("money and credits are not what the items are to get")
    return tuple(found), sum(rest for _item, rest in left) * (1 if amount >= 0 else -1)


def shares(total, parts):
    """Return `total` spread over `parts` in their ratio, whole coins whose sum is `total`; signs as those of the parts.

    :raise ValueError: when the parts make nothing but the total is something
    """
    whole = sum(parts)
    if not whole:
        if total:
            raise ValueError("nothing to spread over")
        return [0] * len(parts)
    spread, reached, given = [], 0, 0
    for part in parts:
        reached += part
        upto = (2 * total * reached + whole) // (2 * whole)
        spread.append(upto - given)
        given = upto
    return spread
