"""Which items of a customer a payment names."""

from collections import defaultdict

from .cash_index import forms
from .cash_reading import Hit
from .cash_tokens import compact, number_keys, one_edit, plain, segments, sequence, shape, without_zeros

#: Codes of names that leave no doubt; the others want the amount to agree.
CERTAIN = frozenset(("reference", "document", "number", "cut"))
#: The end of a number must have so many figures, and a number found within others so many.
SHORTEST_END, SHORTEST_WITHIN = 4, 7
#: Mistyped numbers are looked for among so many items.
MOST_TYPED = 500


def named(reading, items):
    """Return {item id: :class:`.cash_reading.Hit`} of the items that the payment names."""
    found = {item.id: reading.hits[item.id] for item in items if item.id in reading.hits}
    rest = [item for item in items if item.id not in found]
    for code, pairs in (
            ("part", _parts(reading.runs, rest)), ("typo", _typos(reading.chunks, rest)),
            ("near", _near(reading.chunks, rest))):
        by_text = defaultdict(list)
        for item, text in pairs:
            by_text[text].append(item)
        for text, hit in by_text.items():
            for item in hit:
                found.setdefault(item.id, Hit(item, code, text, len(hit) > 1))
    return found


def documents(payment, items, reading):
    """Return ([(document, item or None)], of those that the payer lists, the items that the numbers tell)."""
    pairs, taken = [], set()
    for document in payment.documents:
        item = _document_item(document, [item for item in items if item.id not in taken])
        if item:
            taken.add(item.id)
        pairs.append((document, item))
    return pairs


def _document_item(document, items):
    wanted = number_keys(document.number)[0] or {compact(document.number)}
    for test in (
            lambda item: wanted & _keys(item),
            lambda item: _ends(compact(document.number), item),
            lambda item: any(one_edit(compact(document.number), form) for form in forms(item))):
        fitting = [item for item in items if test(item)]
        if len(fitting) > 1:
            agreeing = [item for item in fitting if document.amount in (item.open, item.open - item.discount)]
            fitting = agreeing or fitting
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _keys(item):
    whole, cut, _parts_of = number_keys(item.number)
    keys = whole | cut | {compact(item.number)}
    for other in (item.payment_reference, item.reference):
        if other:
            keys |= number_keys(other)[0] | {compact(other)}
    return keys


def _parts(runs, items):
    """Return [(item, figures)] of items whose number ends so, or counts so, or is found in more figures."""
    if not runs:
        return []
    counts = {without_zeros(run): run for run in runs}
    found = []
    for item in items:
        parts = segments(plain(item.number))
        last = sequence(parts)
        if not last:
            continue
        run = counts.get(without_zeros(last))
        if run is None and len(items) <= MOST_TYPED:
            figures = "".join(part for part in parts if part[0].isdigit())
            run = next((run for run in runs if _within(run, figures)), None)
        if run is not None:
            found.append((item, run))
    return found


def _within(run, figures):
    if len(run) < len(figures):
        return len(run) >= SHORTEST_END and figures.endswith(run)
    return len(figures) >= SHORTEST_WITHIN and figures in run


def _ends(text, item):
    run = sequence(segments(text))
    parts = segments(plain(item.number))
    last = sequence(parts)
    if not run or not last:
        return False
    figures = "".join(part for part in parts if part[0].isdigit())
    return without_zeros(run) == without_zeros(last) or _within(run, figures)


def _typos(pieces, items):
    """Return [(item, piece)] of numbers that are none as they stand: a character is missing, too many, or no figure."""
    return [(item, piece) for item, piece, same in _mistyped(pieces, items) if not same]


def _near(pieces, items):
    """Return [(item, piece)] of numbers that differ in a figure: they may as well be another document's."""
    return [(item, piece) for item, piece, same in _mistyped(pieces, items) if same]


def _mistyped(pieces, items):
    """Return [(item, piece, whether it looks like a number of the same series)]."""
    if len(items) > MOST_TYPED:
        return []
    return [
        (item, piece, shape(segments(piece)) == shape(segments(form)))
        for piece in pieces if len(piece) > SHORTEST_END + 1
        for item in items for form in forms(item) if one_edit(piece, form)
    ]
