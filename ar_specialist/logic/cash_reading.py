"""What the text of a payment names, before anything is known of the payer."""

import re
from dataclasses import dataclass, field

from .cash_index import code_of
from .cash_names import FILLERS
from .cash_tokens import (
    CHUNK,
    DATE,
    DOCUMENT_WORDS,
    MOST_PIECES,
    bare,
    canonical,
    chunks,
    compact,
    number_keys,
    plain,
    segments,
    tail,
    uncoded,
)

_MARK = re.compile(r"[A-Z]+|[0-9]+")
_YEAR = re.compile(r"20\d{2}")
_RANGE = re.compile(r"(?<!\d)(\d{2,9})(?=\s*(?:-|BIS|TO|TIL|THRU|AU|AL|TOT|T/M|HASTA)\s*(\d{2,9})(?!\d))")
#: What stands for a number that was found: a word after which figures alone go on the list, as in "INV/7 + 8".
FOUND = " NR "
#: Pieces of one number stand no further apart.
WIDEST_GAP = 3
#: A range names no more documents than these.
LONGEST_RANGE = 30
#: Banks cut their lines anywhere, so that a number may go on in the next one.
LINE = "\n"
#: A number of so many figures may stand alone, less need a word for "invoice" before them.
ALONE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An item named by `text`; `shared`: others are named as well by it."""

    item: object
    code: str
    text: str
    shared: bool = False


@dataclass(slots=True)
class Reading:
    """What stands in a payment.

    :param hits: {item id: Hit}
    :param left: plain text that named nothing
    :param runs: {figures: whether a word for "invoice" stands before them}
    :param paid: numbers of documents that are paid already
    """

    hits: dict = field(default_factory=dict)
    left: str = ""
    runs: dict = field(default_factory=dict)
    chunks: list = field(default_factory=list)
    paid: list = field(default_factory=list)

    def add(self, items, code, text, shared=None):
        shared = len(items) > 1 if shared is None else shared
        for item in items:
            if item.id not in self.hits or self.hits[item.id].shared:
                self.hits[item.id] = Hit(item, code or code_of(item, text), text, shared)

    def note_paid(self, keys, index):
        """Note the document that one of `keys` is the number of, where none is open that has it and one is paid."""
        found = [index.paid[key] for key in sorted(keys) if key in index.paid and not index.by_key(key)]
        self.paid += [number for number in found[:1] if number not in self.paid]


def read(payment, index):
    """Return the :class:`Reading` of a payment."""
    reading = Reading()
    for reference in payment.references:
        value = compact(reference.value)
        reading.add(index.by_key(value), "reference" if reference.valid else "number", value)
        reading.note_paid((value,), index)
    for document in payment.documents:
        keys = number_keys(document.number)[0]
        for key in keys:
            reading.add(index.by_key(key), None, key)
        reading.note_paid(keys, index)
    text = uncoded(plain(LINE.join(filter(None, (payment.structured_reference, *payment.texts)))))
    text = DATE.sub(lambda found: _undated(found[0], index), text)
    reading.left = _scan(text, index, reading)
    reading.chunks = _unknown_chunks(reading, index)
    # What is left of our series is another document's; in "RE-2024-42 - 45" the end of a number begins a range.
    _runs(_with_ours(bare(reading.left), index, lambda parts: ";"), reading.runs, DOCUMENT_WORDS | index.series)
    _ranges(_with_ours(text, index, lambda parts: parts[-1]), reading.runs)
    return reading


def keys_in(text, index):
    """Return the keys of the documents in `index` that a text names for certain."""
    reading = Reading()
    _scan(DATE.sub(lambda found: _undated(found[0], index), uncoded(plain(text))), index, reading)
    return {hit.text for hit in reading.hits.values() if not hit.shared}


def _undated(date, index):
    """Return a date as a mark that ends a list; as it stands where documents are numbered like that."""
    key = canonical(segments(date))
    return date if key in index.keys or key in index.paid else ";"


def _scan(text, index, reading):
    """Look up every sequence of pieces, the longest first; return the text without what was found."""
    marks = [(found[0], found.start(), found.end()) for found in _MARK.finditer(text)]
    kept, position, at = [], 0, 0
    while at < len(marks):
        last, key = _longest(text, marks, at, index)
        if last is None:
            joined = _tiles(marks[at][0], index)
            if joined:
                for part in joined:
                    reading.add(index.by_key(part), None, part)
                last = at
        else:
            found = index.by_key(key)
            if found:
                reading.add(found, None, key)
                _add_without_letters(marks[at:last + 1], index, reading)
            else:
                reading.note_paid((key,), index)
        if last is None:
            at += 1
            continue
        kept.append(text[position:marks[at][1]])
        position, at = marks[last][2], last + 1
    kept.append(text[position:])
    return FOUND.join(kept)


def _add_without_letters(marks, index, reading):
    """Add the items that have the figures alone as their number: in "RE 2024-42", RE may mean "Rechnung"."""
    parts = tail([part for part, _start, _end in marks])
    if len(parts) < len(marks):
        for key in ("".join(parts), canonical(parts)):
            others = [item for item in index.by_key(key) if item.id not in reading.hits]
            if others:
                reading.add(others, "near", key, shared=True)


def _longest(text, marks, at, index):
    """Return (place of its last piece, key) of the longest known number that begins at piece `at`, or (None, None)."""
    joined = dashed = ""
    found = None, None
    for place in range(at, min(at + MOST_PIECES, len(marks))):
        part, start, _end = marks[place]
        if place > at:
            between = text[marks[place - 1][2]:start]
            letters = part.isalpha() and joined[-1].isalpha()
            if len(between) > WIDEST_GAP or (letters and " " in between):
                break
            dashed = f"{dashed}-{part.lstrip('0') or '0'}"
        else:
            dashed = part.lstrip("0") or "0"
        joined += part
        for key in filter(None, (joined, dashed, _year_first(marks[at:place + 1]))):
            if key in index.keys or key in index.paid:
                found = place, key
    return found


def _year_first(marks):
    """Return "2026-745" for "745/2026": some write the year last; below 100 it would be a month's."""
    if len(marks) != 2 or not _YEAR.fullmatch(marks[1][0]) or not marks[0][0].isdigit() or int(marks[0][0]) < 100:
        return ""
    return canonical([marks[1][0], marks[0][0]])


def _tiles(run, index):
    """Return the numbers that a long run of figures is made of, without a rest; () for none."""
    if len(run) < 12 or len(run) > 60 or not run.isdigit():
        return ()
    for length in range(6, len(run) // 2 + 1):
        parts = [run[start:start + length] for start in range(0, len(run), length)]
        if len(parts[-1]) == length and all(part in index.keys for part in parts):
            return parts
    return ()


def _unknown_chunks(reading, index):
    """Return compact pieces that may be mistyped numbers: with letters and figures as they stand together."""
    found = []
    for chunk in chunks(reading.left):
        parts = segments(chunk)
        joined = "".join(parts)
        if joined not in index.keys and joined not in index.paid and canonical(parts) not in index.paid:
            found.append(joined)
    return list(dict.fromkeys(found))


def _with_ours(text, index, instead):
    """Return the text with `instead`(its parts) for each whole number of our series: they count nothing else."""
    def changed(found):
        parts = segments(found[0])
        return instead(parts) if len(parts) > 1 and index.looks_like_ours(parts) else found[0]
    return CHUNK.sub(changed, text)


def _runs(text, runs, introducing):
    """Collect the runs of figures, and whether they are said to be documents: "invoices 42, 43 and 44"."""
    said = False
    for part in segments(text):
        if part[0].isdigit():
            if said or len(part) >= ALONE:
                runs[part] = runs.get(part, False) or said
        elif part in introducing:
            said = True
        elif part.lower() not in FILLERS:
            said = False


def _ranges(text, runs):
    for first, last in _RANGE.findall(text):
        low = int(first)
        high = int(first[:-len(last)] + last) if len(last) < len(first) else int(last)
        if low < high <= low + LONGEST_RANGE:
            runs.update(dict.fromkeys(map(str, range(low, high + 1)), True))


