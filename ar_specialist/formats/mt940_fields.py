"""The lines of an MT940 put together to fields with the numbers of their lines, and fields to statements."""

import re
from dataclasses import dataclass

_FIELD = re.compile(r":(\d{2}[A-Z]?|NS):(.*)")
_END = re.compile(r"-\}?(\{.*)?")


@dataclass(frozen=True)
class Field:
    """A field such as :61: with its text; lines of one field are separated by a line feed."""

    line: int
    tag: str
    text: str


def statements_of(text):
    """Return a list of lists of :class:`Field`, one list per message; what stands outside of messages is left out.

    A message begins with :20: and ends with a line "-", "-}" or the next :20:.
    """
    messages, fields = [], None
    # A field is (line, tag, parts of its text) until all its lines are known.
    for number, line in enumerate(text.splitlines(), 1):
        # A header may stand before the first field on one line: {1:...}{2:...}{4::20:...
        match = _FIELD.fullmatch(re.sub(r"^\{.*\{4:", "", line))
        if match and match[1] == "20":
            fields = []
            messages.append(fields)
        if _END.fullmatch(line):
            fields = None
        elif match and fields is not None:
            fields.append((number, match[1], [match[2]]))
        elif fields:
            fields[-1][2].append(line)
    return [[Field(number, tag, "\n".join(parts)) for number, tag, parts in fields] for fields in messages]
