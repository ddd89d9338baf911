"""The lines of a BAI2 file put together to records, and records to their fields."""

from dataclasses import dataclass

from .reading import FaultError

KNOWN = {"01", "02", "03", "16", "49", "98", "99"}
_DETAIL_HEAD = 3


@dataclass(frozen=True)
class Record:
    """A record with its continuations (88): its code, fields behind the code, and how many lines it took."""

    line: int
    code: str
    fields: list
    lines: int

    def field(self, index):
        return self.fields[index].strip() if index < len(self.fields) else ""


def records_of(text, faults):
    """Return the :class:`Record` s of a file; lines of another code are noted."""
    grouped = []
    for number, line in enumerate(text.splitlines(), 1):
        code, _comma, rest = line.strip().partition(",")
        if code == "88" and grouped:
            grouped[-1][2].append(rest)
        elif code in KNOWN:
            grouped.append((number, code, [rest]))
        elif line.strip():
            faults.add(number, "record", "format", line)
    return [
        Record(number, code, _detail_fields(parts) if code == "16" else _fields(parts), len(parts))
        for number, code, parts in grouped
    ]


def _fields(parts):
    """Return the fields of a record; "/" ends a line, and what 88 adds are further fields."""
    return ",".join(part.rstrip().removesuffix("/") for part in parts).split(",")


def _detail_fields(parts):
    """Return the fields of a transaction; its last one is text, which may hold commas and slashes and goes on in 88."""
    parts = [part.rstrip() for part in parts]
    fields, used = parts[0].split(","), 1
    while used < len(parts) and len(fields) <= text_index(fields):
        # The line ended before the text began.
        fields[-1] = fields[-1].removesuffix("/")
        fields += parts[used].split(",")
        used += 1
    at = text_index(fields)
    text = "\n".join([",".join(fields[at:]), *parts[used:]])
    return [*(field.strip().removesuffix("/") for field in fields[:at]), text.removesuffix("/")]


def text_index(fields):
    """Return where the text of a transaction stands: behind amount, kind of funds and its days, and two references."""
    return _DETAIL_HEAD + funds_width(fields, _DETAIL_HEAD - 1) + 2


def funds_width(fields, at):
    """Return how many fields tell the days on which funds are available, behind the kind of funds at index `at`."""
    kind = fields[at].strip() if at < len(fields) else ""
    if kind == "S":
        return 3
    if kind == "V":
        return 2
    if kind == "D":
        count = fields[at + 1].strip() if at + 1 < len(fields) else ""
        return 1 + 2 * int(count) if count.isascii() and count.isdigit() and len(count) < 3 else 1
    return 0


def whole(text, line, column):
    """Return a signed whole number.

    :raise FaultError: "amount"
    """
    figures = text.strip().lstrip("+-")
    if not (figures.isascii() and figures.isdigit() and len(figures) <= 18 and len(text.strip()) - len(figures) <= 1):
        raise FaultError(line, column, "amount", text)
    return int(text)
