"""Which items of a customer a payment names."""

import re
from collections import defaultdict

from .cash_index import forms
from .cash_reading import Hit
from .cash_tokens import compact, number_keys, one_edit, plain, segments, sequence, shape, without_zeros

#: Codes of names that leave no doubt; the others want the amount to agree.
CERTAIN = frozenset(("reference", "document", "number", "cut"))
#: The end of a number must have so many figures, and a number found within others so many.
SHORTEST_END, SHORTEST_WITHIN = 4, 7
#: Figures that stand alone, too few for an end, and are not what a bank left of a cut number.
_BARE = re.compile(rf"(?<![^ +&,;/])(?<!\w/)(\d{{1,{SHORTEST_END - 1}}})(?![^ +&,;/])")
#: Mistyped numbers are looked for among so many items.
MOST_TYPED = 500


def named(reading, items):
    """Return {item id: :class:`.cash_reading.Hit`} of the items that the payment names."""
    found = {item.id: reading.hits[item.id] for item in items if item.id in reading.hits}
    rest = [item for item in items if item.id not in found]
    for item, run in _continued(reading, rest):
        found[item.id] = Hit(item, "part", run)
    rest = [item for item in rest if item.id not in found]
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


def _continued(reading, items):
    """Return [(item, figures)] of numbers that are whole but for what a number before them has: "10530 & 31"."""
    short = [run for run in _BARE.findall(reading.left) if reading.runs.get(run)]
    whole = {}
    for hit in reading.hits.values() if short else ():
        figures = sequence(segments(hit.text))
        whole.update({figures[:-len(run)] + run: run for run in short if len(run) < len(figures)})
    ends = ((item, without_zeros(sequence(segments(plain(item.number))))) for item in items) if whole else ()
    return [(item, whole[end]) for item, end in ends if end in whole]


def documents(payment, items, index):
    """Return [(document, item or None)] of what the payer lists; no item is listed twice."""
    left = {item.id: item for item in items}
    found = {}
    # What is paid already is no mistyped other.
    paid = {
        place for place, document in enumerate(payment.documents)
        if any(key in index.paid for key in number_keys(document.number)[0])}
    # What is told exactly is no longer there to be mistaken for a mistyped other.
    for candidates in (_told, _counted, _ended, _near_one):
        fitting = candidates(left, index)
        for place, document in enumerate(payment.documents):
            if place not in found and (candidates is _told or place not in paid):
                item = _only([one for one in fitting(document.number) if one.id in left], document)
                if item:
                    found[place] = left.pop(item.id)
    return [(document, found.get(place)) for place, document in enumerate(payment.documents)]


def _told(left, index):
    def fitting(number):
        keys = number_keys(number)[0] or {compact(number)}
        return list({item.id: item for key in keys for item in index.by_key(key)}.values())
    return fitting


def _counted(left, _index):
    counts = defaultdict(list)
    for item in left.values():
        last = sequence(segments(plain(item.number)))
        if last:
            counts[without_zeros(last)].append(item)
    return lambda number: counts.get(without_zeros(sequence(segments(plain(number))) or " "), ())


def _ended(left, _index):
    figures = {item: figures_of(item.number) for item in _few(left)}
    return lambda number: [item for item, own in figures.items() if _within(sequence(segments(plain(number))), own)]


def _near_one(left, _index):
    known = {item: forms(item) for item in _few(left)}

    def fitting(number):
        wanted = compact(number)
        if len(wanted) <= SHORTEST_END + 1:
            return []
        return [item for item, own in known.items() if any(one_edit(wanted, form) for form in own)]
    return fitting


def _few(left):
    """Return the items, none of them when there are too many to compare each with every number."""
    return list(left.values()) if len(left) <= MOST_TYPED else []


def _only(items, document):
    """Return the item, of several the one that has the document's amount; None when that doesn't tell."""
    if len(items) > 1:
        items = [item for item in items if document.amount in (item.open, item.open - item.discount)]
    return items[0] if len(items) == 1 else None


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
            figures = figures_of(item.number)
            run = next((run for run in runs if _within(run, figures)), None)
        if run is not None:
            found.append((item, run))
    return found


def figures_of(number):
    return "".join(part for part in segments(plain(number)) if part[0].isdigit())


def _within(run, figures):
    if len(run) < len(figures):
        return len(run) >= SHORTEST_END and figures.endswith(run)
    return len(figures) >= SHORTEST_WITHIN and figures in run


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
