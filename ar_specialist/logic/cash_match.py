"""Which items a payment of a given customer pays: by what it names, else by its amount."""

from dataclasses import replace

from .cash_allocate import allocate, granted
from .cash_facts import CREDIT
from .cash_named import CERTAIN, documents, named
from .cash_proposal import LATE_DISCOUNT, OVER, SHORT, Line, Match, Reason
from .cash_reading import Hit
from .cash_sums import chance, solutions
from .cash_unnamed import HABIT, HABIT_POINTS, RARE, by_amount

#: How sure the items are that the payer names, once the amount agrees.
POINTS = {"reference": 99, "document": 99, "number": 99, "cut": 97, "order": 95, "part": 92, "typo": 91, "near": 85}
#: What each departure from "these items, to the coin" costs.
LESS = {
    "amount_exact": 0, "amount_discount": 1, "amount_charges": 1, "amount_tolerance": 3, "credits_netted": 6,
    "some_of_named": 6, "rest_found": 12, "short": 8, "over": 8, "late_discount": 15, "uncertain": 25,
    "names_others": 20, "same_amounts": 12,
}


class Case:
    """A payment, its text as read, and the items of one customer that it may pay."""

    def __init__(self, payment, reading, index, customer, rules):
        self.payment, self.reading, self.index, self.rules = payment, reading, index, rules
        self.customer = customer
        self.target = payment.amount
        own = index.own_items(customer, payment.currency)
        family = index.family_items(customer, payment.currency)
        wider = any(item.id in reading.hits for item in family if item.customer != customer)
        self.items = family if wider or payment.documents or not own else own
        self.below = index.items_below(customer, payment.currency)
        self.credits = [item for item in self.items if item.open < 0]

    def value(self, item):
        return item.open - self.discount(item)

    def discount(self, item):
        return granted(item, self.payment.day, self.rules.discount_days)

    def values(self, item):
        """Return what a payment for the item alone may be: all of it, or less its discount."""
        discount = self.discount(item)
        return (item.open, item.open - discount) if discount else (item.open,)


def match(payment, reading, index, customer, rules):
    """Return the best :class:`Match` of the payment with items of the customer, or None."""
    case = Case(payment, reading, index, customer, rules)
    pairs = documents(payment, case.items, index) if payment.documents else []
    listed = _listed(case, pairs)
    if listed:
        return listed
    hits = {item.id: Hit(item, "document", item.number) for _document, item in pairs if item}
    hits = hits or named(reading, case.items)
    if not hits and len(case.items) < len(case.below):
        case.items = case.below
        hits = named(reading, case.items)
    found = _by_name(case, hits) if hits else None
    if found and found.agrees:
        return found
    guessed = by_amount(case)
    if hits and guessed:
        # The text speaks of other items than the amount does.
        guessed = guessed.less(LESS["names_others"], Reason("names_others"))
    return max(filter(None, (found, guessed)), key=lambda one: one.points, default=None)


def _listed(case, pairs):
    """Return the match of the documents that the payer lists with their amounts.

    None when not one is known, or when they come to more than the payment, so that the amounts can't be right.
    """
    known = [(document, item) for document, item in pairs if item]
    lines = [line for document, item in known if (line := _listed_line(case, document, item))]
    remainder = case.target - sum(line.amount for line in lines)
    if not lines or remainder < 0:
        return None
    whole = not remainder and len(pairs) == len(known)
    reasons = [Reason("document_listed", POINTS["document"], item.number) for _document, item in known]
    short = any(line.left for line in lines) and not case.rules.keep_short_open
    choice = SHORT if short else OVER if remainder else None
    points = POINTS["document"] - (0 if whole else LESS["over"])
    return Match(tuple(lines), remainder, points, tuple(reasons), choice, True, whole)


def _listed_line(case, document, item):
    """Return the line of a listed document, None when nothing is paid; a credit may be listed without its sign."""
    amount = case.value(item) if document.amount is None else document.amount
    if item.open < 0:
        amount = max(-abs(amount), item.open)
        return Line(item.id, item.open, amount) if amount else None
    amount = min(max(amount, 0), item.open)
    rest = item.open - amount
    discount = case.discount(item)
    taken = min(discount, rest) if document.discount or rest == discount else 0
    rest -= taken
    off = rest if rest <= case.rules.allowed(case.payment.currency) else 0
    return Line(item.id, item.open, amount, taken, off) if amount else None


def _by_name(case, hits):
    """Return the match of the items named, with the difference to the amount explained where it can be."""
    certain = [item for item in case.items if item.id in hits and _certain(hits[item.id])]
    others = [item for item in case.items if item.id in hits and not _certain(hits[item.id])]
    agreed = _agreeing(case, certain + others, []) if others else None
    if agreed is None:
        agreed = _agreeing(case, certain, others)
        agreed = agreed and _doubted(case, agreed, certain + others)
    if agreed is None and len(certain) + len(others) > 1:
        agreed = _agreeing(case, [], certain + others)
        agreed = agreed and agreed.less(LESS["some_of_named"], Reason("some_of_named"))
    if agreed is None:
        agreed = _with_others(case, certain or others)
    if agreed is None:
        agreed = _differing(case, certain or others, sure=bool(certain))
    return _graded(case, agreed, hits)


def _doubted(case, found, items):
    """Return the match, with a rival when others of the named items make up the amount as well."""
    if len(found.lines) == len(items):
        return found
    ways = solutions(case.target, [(*case.values(item), None) for item in items])
    return replace(found, rival=len(_different(items, ways)) > 1)


def _certain(hit):
    return hit.code in CERTAIN and not hit.shared


def _graded(case, found, hits):
    """Return the match with the points of the weakest name that it rests on."""
    used = [hits[line.item] for line in found.lines if line.item in hits]
    reasons = [Reason(f"{hit.code}_named", POINTS[hit.code], hit.item.number) for hit in used]
    weakest = min((reason.points for reason in reasons), default=0)
    found = Match(
        found.lines, found.remainder, max(weakest + found.points, 0), (*reasons, *found.reasons), found.choice, True,
        found.agrees, found.rival, found.write_off)
    if any(hit.code in ("typo", "near") for hit in used) and _has_twin(case, found):
        found = found.less(LESS["same_amounts"], Reason("same_amounts"))
    return found


def _has_twin(case, found):
    """Say whether another item has the amount of one that the match pays: a mistyped number may mean either."""
    taken = {line.item for line in found.lines}
    opens = {line.open for line in found.lines}
    return any(item.open in opens and item.id not in taken for item in case.items)


def _match(lines, code, remainder=0, less=None, **more):
    """Return a match whose points are what it lacks; :func:`_graded` adds what the names are worth."""
    cost = LESS[code] if less is None else less
    return Match(tuple(lines), remainder, -cost, (Reason(code),), **more)


def _agreeing(case, certain, others):
    """Return the match of all `certain` items and some of the others to the coin, or within what is allowed."""
    options = [case.values(item) for item in certain] + [(*case.values(item), None) for item in others]
    items = [*certain, *others]
    charges = case.payment.charges
    for target, kept in ((case.target, 0), (case.target + charges, charges)) if charges else ((case.target, 0),):
        ways = _as_a_whole(case, target, certain) or solutions(target, options)
        if ways:
            lines = lines_of(items[:len(ways[0])], ways[0], kept)
            code = "amount_charges" if kept else "amount_exact"
            if any(line.discount for line in lines):
                code = "amount_discount"
            return _match(lines, code, agrees=True, rival=len(_different(items, ways)) > 1)
    return _tolerated(case, certain or others[:1]) if certain or len(others) == 1 else None


def _different(items, ways):
    """Return what the ways pay of which document; of its instalments the one due first is meant."""
    return {
        tuple(sorted(
            (str(item.customer), item.number, value)
            for item, value in zip(items[:len(way)], way, strict=True) if value is not None))
        for way in ways}


def _as_a_whole(case, target, items):
    """Return the one way in which all items are paid in full, or all less their discounts; quick with any number."""
    for values in (tuple(item.open for item in items), tuple(case.value(item) for item in items)):
        if items and sum(values) == target:
            return [values]
    return []


def _tolerated(case, items):
    allowed = case.rules.allowed(case.payment.currency)
    for values in (tuple(item.open for item in items), tuple(case.value(item) for item in items)):
        missing = sum(values) - case.target
        if allowed and abs(missing) <= allowed and sum(values) > 0:
            lines = lines_of(items, values, 0)
            if missing > 0:
                lines = _lowered(lines, missing, "write_off")
                return lines and _match(lines, "amount_tolerance", agrees=True)
            return _match(lines, "amount_tolerance", -missing, agrees=True, write_off=-missing)
    return None


def lines_of(items, values, charges=0):
    """Return the lines that give each item its value; None: nothing. `charges` come off the largest."""
    lines = [
        Line(item.id, item.open, value, item.open - value)
        for item, value in zip(items, values, strict=True) if value is not None]
    return _lowered(lines, charges, "charges") if charges else lines


def _lowered(lines, amount, kind):
    """Return the lines with `amount` of the largest one explained by its `kind`; [] when it is not that large."""
    place = max(range(len(lines)), key=lambda at: lines[at].amount)
    line = lines[place]
    if line.amount <= amount:
        return []
    changed = Line(line.item, line.open, line.amount - amount, line.discount, **{kind: amount})
    return [*lines[:place], changed, *lines[place + 1:]]


def _with_others(case, certain):
    """Return the match of the named items with credits that nobody named, or with items that make up the rest."""
    rest = case.target - sum(item.open for item in certain)
    taken = {item.id for item in certain}
    if rest < 0:
        others, code = [item for item in case.credits if item.id not in taken], "credits_netted"
    else:
        others = [item for item in case.items if item.id not in taken and 0 < item.open <= rest]
        code = "rest_found"
    options = [(item.open,) for item in certain] + [(item.open, None) for item in others]
    ways = solutions(case.target, options) if others and rest else []
    if not ways:
        return None
    lines = lines_of([*certain, *others], ways[0])
    luck = chance(len(lines) - len(certain), len(others), rest, [item.open for item in (*certain, *others)])
    cost = LESS[code] if luck < RARE else LESS["rest_found"]
    return _match(lines, code, less=cost, agrees=True, rival=len(ways) > 1)


def _differing(case, items, sure):
    """Return the match of named items with more or less money than they need, for a person to choose."""
    late = [item for item in items if item.discount and item.kind != CREDIT]
    if late and case.target == sum(item.open - (item.discount if item in late else 0) for item in items):
        lines = [Line(item.id, item.open, item.open - (item.discount if item in late else 0)) for item in items]
        usual = case.index.customers[case.customer].habits.late_discount >= HABIT
        cost = LESS["late_discount"] - (HABIT_POINTS if usual else 0)
        return _match(lines, "late_discount", less=cost, choice=LATE_DISCOUNT)
    lines, remainder = allocate(case.target, items, case.rules, case.payment.day)
    code = "over" if remainder else "short"
    choice = OVER if remainder else None if case.rules.keep_short_open and len(items) == 1 else SHORT
    cost = LESS[code] if sure and (len(items) == 1 or remainder) else LESS["uncertain"]
    return _match(lines, code, remainder, cost, choice=choice)
