"""Items in other currencies that a payment names: proposed by the rate of the day, and always for a person to look at.

Banks change money at rates of their own, so an amount seldom agrees to the coin, and one that does proves little: the
number is all there is to go by. A document's number or reference has to stand in the payment in full.
"""

from dataclasses import replace

from .cash_match import POINTS
from .cash_proposal import OVER, SHORT, SUGGEST, Line, Proposal, Reason
from .cash_reasons import NAMED

#: Names that say for certain which document it is.
CERTAIN = frozenset(("reference", "number"))


def names_items(proposal):
    """Say whether a proposal rests on items that the payer names."""
    return any(reason.code in NAMED for reason in proposal.reasons)


def elsewhere(payment, reading, candidates, index, rules):
    """Return the :class:`.cash_proposal.Proposal`, still without lines, for invoices in other currencies that the
    payment names, or None."""
    hits = [
        hit for hit in reading.hits.values()
        if hit.item.currency != payment.currency and hit.code in CERTAIN and not hit.shared and hit.item.open > 0]
    for candidate in candidates if hits else ():
        own = [hit for hit in hits if index.root(hit.item.customer) == index.root(candidate.customer)]
        points = min([candidate.points, *(POINTS[hit.code] for hit in own)])
        if own and points >= rules.suggest:
            own.sort(key=lambda hit: (hit.item.due, hit.item.date, hit.item.number, str(hit.item.id)))
            named = (Reason(f"{hit.code}_named", POINTS[hit.code], hit.item.number) for hit in own)
            return Proposal(
                payment.id, candidate.customer, (), payment.amount, points,
                (*candidate.reasons, *named, Reason("other_currency")), False, SUGGEST,
                elsewhere=tuple(hit.item.id for hit in own))
    return None


def exchanged(proposal, amount, worths, allowed=0):
    """Return the proposal with its lines.

    :param amount: of the payment, in coins
    :param worths: {item: what it has open, in coins of the payment's currency}
    :param allowed: the largest difference that is written off
    """
    lines, left = [], amount
    missing = sum(worths.values()) - amount
    for item in proposal.elsewhere:
        worth, paid = worths[item], min(left, worths[item])
        left -= paid
        off = worth - paid if 0 < worth - paid == missing <= allowed else 0
        if paid:
            lines.append(Line(item, worth, paid, write_off=off))
    short = any(line.left for line in lines) or len(lines) < len(worths)
    choice = OVER if left > allowed else SHORT if short else None
    code = choice or ("amount_tolerance" if missing else "amount_exact")
    return replace(
        proposal, lines=tuple(lines), remainder=left, choice=choice, write_off=0 if choice else left,
        reasons=(*proposal.reasons, Reason(code)))
