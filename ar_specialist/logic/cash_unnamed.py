"""Which items a payment pays that names none: the one, or the few, that its amount can mean."""

from .cash_allocate import ORDERS, allocate
from .cash_proposal import LATE_DISCOUNT, SHORT, Line, Match, Reason
from .cash_sums import chance, solutions
from .cash_tokens import segments

#: How sure each reading of an amount is; discounted amounts one less.
POINTS = {
    "one_exact": 92, "all_open": 92, "all_due": 91, "oldest_run": 90, "one_month": 90, "few_exact": 90,
    "some_exact": 80, "by_chance": 65, "credits_netted": 75, "one_tolerated": 75,
    "late_discount": 75, "oldest_first": 58, "settled_by_rule": 91,
}
LESS = {"discount": 1, "subsidiary": 3, "number_unknown": 15, "number_paid": 15, "later_item": 12}
#: A habit seen so often says something; it gives so many points, and never makes sure what isn't.
HABIT, HABIT_POINTS, MOST = 3, 3, 95
#: Sums that chance alone would bring about more often than this don't say much; by number of items.
RARE, UNLIKELY = 0.01, 0.05
FEW = 3
#: The effort is bounded: with more items only those due first are combined.
MOST_ITEMS = 20


def by_amount(case):
    """Return the :class:`Match` that the amount alone suggests, or None."""
    found = _reading_of(case, case.items)
    if found is None and len(case.below) > len(case.items):
        found = _reading_of(case, case.below)
        found = found and found.less(LESS["subsidiary"], Reason("subsidiary"))
    if found is None or (found.rival and case.rules.oldest_first):
        found = _oldest_first(case)
    if found is None:
        return None
    dated = {item.id: item.date for item in case.below or case.items}
    if any(dated.get(line.item, case.payment.day) > case.payment.day for line in found.lines):
        found = found.less(LESS["later_item"], Reason("later_item"))
    if case.reading.paid:
        return found.less(LESS["number_paid"], Reason("number_paid", 0, case.reading.paid[0]))
    unknown = _unknown(case)
    return found.less(LESS["number_unknown"], Reason("number_unknown", 0, unknown)) if unknown else found


def _unknown(case):
    """Return a number in the text that looks like one of ours and is none of this customer's, or ""."""
    other = next((hit.text for hit in case.reading.hits.values()), "")
    return other or next(
        (chunk for chunk in case.reading.chunks if case.index.looks_like_ours(segments(chunk))), "") or next(
        (run for run, said in case.reading.runs.items() if said and len(run) > 1), "")


def _reading_of(case, items):
    owed = [item for item in items if 0 < item.open - case.discount(item) <= case.target]
    ways = _ways(case, owed)
    if ways:
        return _graded(case, items, owed, ways)
    credits = [item for item in items if item.open < 0]
    if credits:
        limit = case.target - sum(item.open for item in credits)
        pool = sorted((item for item in items if item.open <= limit), key=ORDERS["due"])[:MOST_ITEMS]
        ways = _as_pairs(pool, solutions(case.target, [(item.open, None) for item in pool]))
        every = _as_pairs(items, [tuple(item.open for item in items)])
        if sum(item.open for item in items) == case.target:
            ways = every
        if ways:
            return _graded(case, items, pool, ways, "credits_netted")
    return _late_discounted(case, items) or _tolerated(case, items)


def _as_pairs(items, ways):
    return [
        tuple((item, value) for item, value in zip(items, way, strict=True) if value is not None) for way in ways]


def _ways(case, owed):
    """Return the ways to explain the amount, each [(item, value)], the simplest first."""
    ordered = sorted(owed, key=ORDERS["due"])
    pool = ordered if len(ordered) <= MOST_ITEMS else ordered[:MOST_ITEMS]
    found = _as_pairs(pool, solutions(case.target, [(*case.values(item), None) for item in pool]))
    if len(pool) < len(ordered):
        found = [((item, value),) for item in ordered for value in case.values(item) if value == case.target] + found
    for group in _natural(case, ordered):
        for values in ([item.open for item in group], [case.value(item) for item in group]):
            if sum(values) == case.target:
                found.append(tuple(zip(group, values, strict=True)))
    unique = {frozenset(item.id for item, _value in way): way for way in reversed(found)}
    return sorted(unique.values(), key=lambda way: (len(way), [str(item.id) for item, _value in way]))


def _natural(case, ordered):
    """Return groups that people pay together: all of them, all that are due, those of a month."""
    due = [item for item in ordered if item.due <= case.payment.day]
    months = {}
    for item in ordered:
        months.setdefault((item.date.year, item.date.month), []).append(item)
    return [group for group in (ordered, due, *months.values()) if len(group) > 1]


def _graded(case, items, owed, ways, code=None):
    """Return the match of the likeliest way: a natural group comes before a chance sum."""
    graded = sorted(
        ((_kind(case, items, owed, way, code), way) for way in ways),
        key=lambda pair: (-POINTS[pair[0]], len(pair[1]), [str(item.id) for item, _value in pair[1]]))
    kind, way = graded[0]
    rivals = [way for other, way in graded[1:] if POINTS[other] > POINTS["by_chance"] or len(way) <= FEW]
    points = POINTS[kind]
    lines = tuple(Line(item.id, item.open, value, item.open - value) for item, value in way)
    if any(line.discount for line in lines):
        points -= LESS["discount"]
    habits = case.index.customers[case.customer].habits
    if kind in ("all_open", "all_due", "one_month") and habits.statement >= HABIT:
        points = min(points + HABIT_POINTS, MOST)
    return Match(lines, 0, points, (Reason(kind, points),), agrees=True, rival=bool(rivals))


def _kind(case, items, owed, way, code):
    chosen = {item.id for item, _value in way}
    if code:
        return "all_open" if len(chosen) == len(items) else code
    if len(way) == 1:
        return "one_exact"
    positive = {item.id for item in items if item.open > 0}
    if chosen == positive:
        return "all_open"
    if chosen == {item.id for item in items if item.open > 0 and item.due <= case.payment.day}:
        return "all_due"
    luck = chance(len(way), len(owed), case.target, [value for _item, value in way])
    ordered = [item.id for item in sorted(owed, key=ORDERS["due"])]
    natural = chosen == set(ordered[:len(way)])
    months = {(item.date.year, item.date.month) for item, _value in way}
    if len(months) == 1 and chosen == {
            item.id for item in items if item.open > 0 and (item.date.year, item.date.month) in months}:
        return "one_month" if luck < UNLIKELY else "some_exact"
    if natural and luck < UNLIKELY:
        return "oldest_run"
    if luck < RARE and len(way) <= FEW:
        return "few_exact"
    return "some_exact" if luck < UNLIKELY else "by_chance"


def _late_discounted(case, items):
    """Return the match of the only item that the amount pays less a discount which is granted no more."""
    late = [item for item in items if item.discount > 0 and item.open - item.discount == case.target]
    if not late:
        return None
    item = late[0]
    usual = case.index.customers[case.customer].habits.late_discount >= HABIT
    points = POINTS["late_discount"] + (HABIT_POINTS if usual else 0)
    line = Line(item.id, item.open, case.target)
    return Match((line,), 0, points, (Reason("late_discount", points),), LATE_DISCOUNT, rival=len(late) > 1)


def _tolerated(case, items):
    """Return the match of the only item that the amount misses by no more than is allowed."""
    allowed = case.rules.allowed(case.payment.currency)
    near = [
        (item, value) for item in items for value in case.values(item)
        if item.open > 0 and 0 < value - case.target <= allowed]
    if not near:
        return None
    item, value = min(near, key=lambda pair: (pair[1] - case.target, str(pair[0].id)))
    line = Line(item.id, item.open, case.target, item.open - value, write_off=value - case.target)
    reason = Reason("one_tolerated", POINTS["one_tolerated"])
    return Match((line,), 0, reason.points, (reason,), agrees=True, rival=len({item.id for item, _ in near}) > 1)


def _oldest_first(case):
    """Return what the order of settlement gives a payment that explains nothing, where that is wanted or usual."""
    usual = case.index.customers[case.customer].habits.oldest >= HABIT
    items = [item for item in case.items if item.open > 0]
    if not items or not (case.rules.oldest_first or usual):
        return None
    lines, remainder = allocate(case.target, items, case.rules, case.payment.day)
    points = POINTS["settled_by_rule" if case.rules.oldest_first else "oldest_first"]
    choice = None if case.rules.oldest_first or not any(line.left for line in lines) else SHORT
    return Match(lines, remainder, points, (Reason("oldest_first", points),), choice)
