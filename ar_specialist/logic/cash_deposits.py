"""One amount of the bank for several payments registered before: cheques paid in together, card sales, a collection."""

from collections import defaultdict
from dataclasses import dataclass, replace

from .cash_facts import Customer
from .cash_index import CashIndex
from .cash_proposal import APPLY, SUGGEST, Line, Proposal, Reason
from .cash_reading import read
from .cash_registered import MARGIN
from .cash_sums import chance, solutions

#: Points of what says that it is these. What somebody keeps of the sum wants a look, and so does a sum that may be one
#: of many: neither reaches what is applied without a person.
POINTS = {"deposit_named": 95, "deposit_day": 80, "deposit_all": 75, "deposit_sum": 60, "deposit_chance": 50}
KEPT = 20
#: So many registered payments, the latest, are tried for a sum; by chance, from so many sums that would do.
MOST_TRIED, HARDLY = 22, 0.02


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A registered payment that the bank has not confirmed; `method`: what is brought to the bank together."""

    item: object
    method: object = None


@dataclass(frozen=True, slots=True)
class _Way:
    items: tuple
    code: str
    kept: int = 0
    told: int = 0

    @property
    def points(self):
        return POINTS[self.code] - (KEPT if self.kept > self.told else 0)

    @property
    def ids(self):
        return frozenset(item.id for item in self.items)


def with_deposits(found, deposits):
    """Return {payment id: proposal}, `found` but for those that are several registered payments.

    A registered payment is money once; where an open item of the payer wants it as well, a person knows.
    """
    return {id_: _better(proposal, deposits.get(id_)) for id_, proposal in found.items()}


def _better(proposal, deposit):
    if deposit is None:
        return proposal
    named = any(reason.code == "deposit_named" for reason in deposit.reasons)
    if not proposal.lines:
        theirs = proposal.customer in (None, deposit.customer)
        return deposit if named or theirs else proposal
    if proposal.items == deposit.items or deposit.score < proposal.score - MARGIN:
        return proposal
    if named and proposal.score < deposit.score - MARGIN:
        return deposit
    return replace(
        proposal, ambiguous=True, decision=SUGGEST, reasons=(*proposal.reasons, Reason("registered")))


def deposit_of(payment, on_their_way, rules, most_kept=0.0):
    """Return the :class:`.cash_proposal.Proposal` of several registered payments that make up `payment`; None: none do.

    Customers may be several: the proposal has one only where all are of the same. Of one payment alone only what is
    kept is told here, the others are found as items.

    :param on_their_way: list of :class:`OnItsWay` of the payment's account, currency and time
    :param most_kept: percent of the sum that whoever collected the money keeps at most
    """
    known = _of_customer(payment, on_their_way)
    ways = _ways(payment, known, most_kept)
    if not ways:
        return None
    ways.sort(key=lambda way: (-way.points, way.kept, sorted(map(str, way.ids))))
    best = ways[0]
    rival = any(way.points > best.points - MARGIN and way.ids != best.ids for way in ways[1:])
    return _proposal(payment, best, rival or best.code == "deposit_chance", rules)


def _of_customer(payment, on_their_way):
    """A customer's own registered payments come first; what a collector brings in is of many."""
    own = [one for one in on_their_way if payment.customer is not None and one.item.customer == payment.customer]
    return sorted(own or on_their_way, key=lambda one: (one.item.date, one.item.number, str(one.item.id)))


def _ways(payment, known, most_kept):
    named = _named(payment, [one.item for one in known])
    ways = [_fitting(payment, named, "deposit_named", most_kept)] if named else []
    together = defaultdict(list)
    for one in known:
        together[one.item.date, one.method].append(one.item)
    for items in together.values():
        if len(items) > 1:
            ways.append(_fitting(payment, items, "deposit_day", most_kept))
    if len(known) > 1:
        ways.append(_fitting(payment, [one.item for one in known], "deposit_all", most_kept))
    ways = [way for way in ways if way]
    if not any(way.kept <= way.told for way in ways):
        ways += _sums(payment, known, named)
    return list({(way.ids, way.kept): way for way in reversed(ways)}.values())


def _named(payment, items):
    index = CashIndex(items, [Customer(customer) for customer in {item.customer for item in items}])
    return [index.items[id_] for id_ in read(payment, index).hits]


def _fitting(payment, items, code, most_kept):
    """Return the way that takes all of `items`, if the payment is what they come to, or less what was kept."""
    total = sum(item.open for item in items)
    kept = total - payment.amount
    if kept and (kept < 0 or kept > max(payment.charges, int(total * most_kept / 100)) or kept >= _largest(items).open):
        return None
    if len(items) < 2 and not kept:
        return None
    return _Way(tuple(items), code, kept, payment.charges)


def _largest(items):
    return max(items, key=lambda item: (item.open, str(item.id)))


def _sums(payment, known, named):
    """Return the ways in which some come to the amount, with those that are named; the latest are tried."""
    target, must = payment.amount + payment.charges, {item.id for item in named}
    tried = [one.item for one in known if one.item.id in must or one.item.open <= target]
    tried = sorted(tried, key=lambda item: item.id not in must)[:len(must)] + [
        item for item in tried if item.id not in must][-MOST_TRIED:]
    options = [[item.open] if item.id in must else [item.open, None] for item in tried]
    found = []
    for way in solutions(target, options) if len(tried) > 1 else ():
        items = [item for item, value in zip(tried, way, strict=True) if value is not None]
        if len(items) > 1:
            found.append(items)
    if not found:
        return []
    size = min(map(len, found))
    by_chance = len(found) > 1 or chance(size, len(tried), target, [item.open for item in tried]) > HARDLY
    code = "deposit_chance" if by_chance else "deposit_sum"
    return [_Way(tuple(items), code, payment.charges, payment.charges) for items in found]


def _proposal(payment, way, ambiguous, rules):
    largest = _largest(way.items)
    lines = tuple(
        Line(item.id, item.open, item.open - kept, charges=kept)
        for item in way.items for kept in [way.kept if item.id == largest.id else 0])
    customers = {item.customer for item in way.items}
    reasons = [Reason(way.code, way.points, str(len(way.items)))]
    if way.kept:
        reasons.append(Reason("deposit_kept"))
    sure = way.points >= rules.apply and not ambiguous
    return Proposal(
        payment.id, payment.customer or (customers.pop() if len(customers) == 1 else None), lines, 0, way.points,
        tuple(reasons), ambiguous, APPLY if sure else SUGGEST)
