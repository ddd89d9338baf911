"""Find the one convention in which a column is written, from all its values.

Each value has readings: {convention: meaning}. A convention in which a value makes no sense is missing from its
readings. One value alone is often open ("1/2/2013", "1,234"); the column as a whole rarely is.
"""

from collections import Counter


def agreed(readings, conventions):
    """Return the convention that makes sense of most values, or None when two are as good and would differ.

    :param readings: per value {convention: meaning}; values without any reading are passed over
    :param conventions: the choices, preferred first
    """
    telling = [each for each in readings if each]
    sense = Counter(name for each in telling for name in each)
    best = max((sense[name] for name in conventions), default=0)
    leading = [name for name in conventions if sense[name] == best]
    if len(leading) == 1:
        return leading[0]
    if all(_same(each, leading) for each in telling):
        return leading[0]
    return None


def chosen(reading, convention):
    """Return the meaning under `convention`; without one, the meaning that all possible conventions share.

    :raise LookupError: "ambiguous" or "unreadable"
    """
    if not reading:
        raise LookupError("unreadable")
    if convention is None:
        meanings = set(reading.values())
        if len(meanings) > 1:
            raise LookupError("ambiguous")
        return meanings.pop()
    if convention not in reading:
        raise LookupError("unreadable")
    return reading[convention]


def _same(reading, conventions):
    meanings = [reading.get(name) for name in conventions]
    return all(meaning == meanings[0] for meaning in meanings)
