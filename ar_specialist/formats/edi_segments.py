"""The segments of an X12 interchange, by the delimiters that its first segment shows."""

from dataclasses import dataclass

from .reading import MAX_ENTRIES, FaultError


@dataclass(frozen=True)
class Segment:
    """A segment; in a file of one single line `line` is the segment's number."""

    line: int
    name: str
    elements: list

    def element(self, index):
        return self.elements[index - 1].strip() if index <= len(self.elements) else ""


def segments_of(text):
    """Return the :class:`Segment` s of a file.

    :raise FaultError: broken, when the interchange header shows no delimiters; entries
    """
    text = text.lstrip("\ufeff \r\n\t")
    separator, terminator = _delimiters(text)
    parts = text.split(terminator)
    if len(parts) > 5 * MAX_ENTRIES:
        raise FaultError(1, "", "entries", MAX_ENTRIES)
    by_lines = "\n" in text.strip()
    segments, line = [], 1
    for number, part in enumerate(parts, 1):
        skipped = len(part) - len(part.lstrip("\r\n \t"))
        begins = line + part[:skipped].count("\n")
        line += part.count("\n") + (terminator == "\n")
        name, *elements = part.strip().split(separator)
        if name:
            segments.append(Segment(begins if by_lines else number, name, elements))
    return segments


def _delimiters(text):
    """Return (separator of elements, terminator of segments); ISA has 16 elements, the last of one character."""
    if text.startswith("ISA"):
        separator = text[3:4]
        head = text[:300].split(separator, 16) if separator else []
        if len(head) < 17 or len(head[16]) < 2 or head[16][1].isalnum():
            raise FaultError(1, "ISA", "broken", text[:106])
        terminator = head[16][1]
        return separator, "\n" if terminator in "\r\n" else terminator
    separator = text[2:3]
    return separator, next((mark for mark in "~\\|'" if mark in text), "\n")
