"""How money is spread over items in the order of settlement; every remainder is said."""

from datetime import timedelta

from .cash_facts import FEE
from .cash_proposal import Line

#: Orders of settlement: what the law of a country or the company's terms say is settled first.
ORDERS = {
    "fees_first": lambda item: (item.kind != FEE, item.due, item.date, item.number, str(item.id)),
    "due": lambda item: (item.due, item.date, item.number, str(item.id)),
    "date": lambda item: (item.date, item.due, item.number, str(item.id)),
}


def granted(item, day, days=0):
    """Return the cash discount that the item still has on `day`, at most what is open."""
    if item.discount_until is None or item.open <= 0 or day > item.discount_until + timedelta(days=days):
        return 0
    return max(min(item.discount, item.open - 1), 0)


def allocate(amount, items, rules, day):
    """Return (lines, remainder): the amount spread over items of its currency; credits serve only as far as needed.

    A part payment in time has its part of the discount; what a payer could have deducted but paid is not granted.

    :param amount: not negative, in the smallest coins
    :raise ValueError: when the amount is negative
    """
    if amount < 0:
        raise ValueError("only money received is allocated")
    ordered = sorted(items, key=ORDERS[rules.order])
    owed = [item for item in ordered if item.open > 0]
    costs = {item.id: item.open - granted(item, day, rules.discount_days) for item in owed}
    lines, missing = [], max(sum(costs.values()) - amount, 0)
    for credit in ordered:
        if credit.open < 0 and missing:
            taken = min(-credit.open, missing)
            missing -= taken
            lines.append(Line(credit.id, credit.open, -taken))
    left = amount - sum(line.amount for line in lines)
    for item in owed:
        if not left:
            break
        paid = min(left, costs[item.id])
        left -= paid
        lines.append(Line(item.id, item.open, paid, _part(item.open - costs[item.id], paid, costs[item.id])))
    return _without_needless_discount(lines, left)


def _part(discount, paid, cost):
    """Return the discount that belongs to a part payment, half a coin rounded up."""
    return (2 * discount * paid + cost) // (2 * cost)


def _without_needless_discount(lines, left):
    kept = []
    for line in lines:
        back = min(left, line.discount)
        left -= back
        kept.append(Line(line.item, line.open, line.amount + back, line.discount - back))
    return tuple(kept), left
