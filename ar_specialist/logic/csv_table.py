"""Text files of separated values: their encoding, their delimiter, their rows."""

import csv
import io

DELIMITERS = (",", ";", "\t", "|")


class TableError(ValueError):
    """A file that can't be read as a table; `code` says why, `details` hold the figures of its message."""

    def __init__(self, code, **details):
        super().__init__(code)
        self.code = code
        self.details = details


def csv_rows(content, limit):
    """Return [(row number, list of str)] of a file's bytes; rows are numbered as an editor shows them.

    :raise TableError: "binary", "broken" or "rows" (more than `limit`)
    """
    text = decoded(content)
    first, _end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        # A spreadsheet's own hint; its line is kept so that the numbers stay right.
        delimiter, text = first.strip()[-1], "\n" + rest
    else:
        delimiter = delimiter_of(text)
    rows, last = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            number, last = last + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > limit:
                raise TableError("rows", limit=limit)
    except csv.Error as error:
        raise TableError("broken", row=reader.line_num) from error
    return rows


def decoded(content):
    """Return the text of `content`: UTF-8, UTF-16 or what Western Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content[:2000].count(0) > len(content[:2000]) // 3:
        # Western text in two bytes a letter, without the mark that says so.
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(letter in "\x00\x01\x02\x03\x04\x05\x06\x07\x08" for letter in text[:20000]):
            break
        return text
    raise TableError("binary")


def delimiter_of(text):
    """Return the delimiter by which the first lines fall into the most columns of the same number."""
    sample = "\n".join(text.splitlines()[:40])

    def evenness(delimiter):
        try:
            widths = [len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=delimiter) if cells]
        except csv.Error:
            return (0, 0)
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=evenness)
