"""Which of several amounts add up to another one, within a bounded effort."""

from math import comb, gcd

#: Combinations of one half of the amounts: above, only pairs are tried.
MOST_HALF = 2048
#: Solutions beyond these are not counted: two are ambiguous already.
MOST_FOUND = 6


def solutions(target, options):
    """Return the ways in which `options` add up to `target`, those of fewest amounts first.

    :param target: whole coins
    :param options: per item the values that it may have, the preferred first; None among them: it may be left out
    :return: list of tuples, per option its value or None; ways that add something that cancels out are left out
    """
    fixed = [choices[0] if len(choices) == 1 else None for choices in options]
    free = [place for place, choices in enumerate(options) if len(choices) > 1]
    rest = target - sum(value for value in fixed if value is not None)
    if not free:
        return [tuple(fixed)] if not rest else []
    half = len(free) // 2
    left, right = free[:half], free[half:]
    if _size(left, options) > MOST_HALF or _size(right, options) > MOST_HALF:
        return _pairs(target, options) if not any(value is not None for value in fixed) else []
    sums = {}
    for total, chosen in _combinations(left, options):
        ways = sums.setdefault(total, [])
        if len(ways) < MOST_FOUND:
            ways.append(chosen)
    found = []
    for total, chosen in _combinations(right, options):
        for other in sums.get(rest - total, ()):
            found.append(_merge(fixed, left, other, right, chosen))
        if len(found) > 20 * MOST_FOUND:
            break
    return _minimal(found)[:MOST_FOUND]


def chance(size, count, target, values):
    """Return how many sums of up to `size` of `count` amounts would hit `target` by chance."""
    step = gcd(*values) or 1
    ways = sum(comb(count, number) for number in range(1, size + 1))
    return ways * step / max(abs(target), 1)


def _size(places, options):
    size = 1
    for place in places:
        size *= len(options[place])
    return size


def _combinations(places, options):
    """Return [(sum, values)] of every choice."""
    found = [(0, ())]
    for place in places:
        choices = options[place]
        found = [
            (total + (value or 0), (*chosen, value)) for total, chosen in found for value in choices]
    return found


def _merge(fixed, left, left_values, right, right_values):
    merged = list(fixed)
    for place, value in zip(left, left_values, strict=True):
        merged[place] = value
    for place, value in zip(right, right_values, strict=True):
        merged[place] = value
    return tuple(merged)


def _minimal(found):
    """Return the solutions that contain no other, the smallest first."""
    kept = []
    for way in sorted(set(found), key=_rank):
        if not any(all(one is None or one == two for one, two in zip(small, way, strict=True)) for small in kept):
            kept.append(way)
    return kept


def _rank(way):
    return sum(value is not None for value in way), [(value is None, value or 0) for value in way]


def _pairs(target, options):
    """Return the single amounts and the pairs that hit the target: all that is quick with many amounts."""
    places, found = {}, []
    for place, choices in enumerate(options):
        for value in choices:
            if value is None:
                continue
            if value == target:
                found.append({place: value})
            found += [{other: target - value, place: value} for other in places.get(target - value, ())]
        for value in choices:
            if value is not None:
                places.setdefault(value, []).append(place)
        if len(found) > 20 * MOST_FOUND:
            break
    return _minimal([tuple(one.get(place) for place in range(len(options))) for one in found])[:MOST_FOUND]
