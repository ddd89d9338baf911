"""Read a CSV or XLSX file into a table; what the file is, its content says, not its name.

A file comes from outside: its size, rows, columns, cells and what it unpacks to have limits, and of formulas only the
value that was saved with them is read.
"""

import io
import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass

from openpyxl import load_workbook

from ..logic.csv_table import TableError, csv_rows
from ..logic.receivables_columns import heading_row

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 250 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELL = 2_000
MAX_SHEETS = 20


@dataclass(frozen=True)
class Table:
    """Headings, and rows as (row number in the file, cells); cells are str, numbers or dates, "" when empty."""

    headings: list
    rows: list

    def column(self, index):
        return [cells[index] for _number, cells in self.rows]


def read_table(content, find_headings=heading_row):
    """Return the :class:`Table` in `content` (bytes).

    :param find_headings: given the rows' cells, the index of the row of headings; -1: there is none
    :raise TableError: with code empty, size, unpacked, binary, broken, old, rows, columns, cell
    """
    return _table(next(iter(_sheets(content, first=True).values())), find_headings)


def read_tables(content, find_headings=heading_row):
    """Return {name of a sheet: its :class:`Table`} of all visible sheets that hold more than headings.

    A text file is one sheet, named "".

    :raise TableError: as :func:`read_table`
    """
    found = {}
    for name, rows in _sheets(content).items():
        with suppress(_EmptyError):
            found[name] = _table(rows, find_headings)
    if not found:
        raise TableError("empty")
    return found


def _sheets(content, first=False):
    """Return {name: rows} of the visible sheets, or of the first of them alone."""
    if not content:
        raise TableError("empty")
    if len(content) > MAX_BYTES:
        raise TableError("size", limit=MAX_BYTES // 1024 // 1024)
    if content.startswith(b"PK\x03\x04"):
        return _xlsx_sheets(content, first)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise TableError("old" if content[:1] == b"\xd0" else "binary")
    return {"": csv_rows(content, MAX_ROWS)}


class _EmptyError(TableError):
    """A sheet without a table; of several the others may have one."""

    def __init__(self):
        super().__init__("empty")


def _table(rows, find_headings):
    rows = [(number, [_clean(cell) for cell in cells]) for number, cells in rows]
    if not rows:
        raise _EmptyError
    start = find_headings([cells for _number, cells in rows])
    width = max(len(cells) for _number, cells in rows[:MAX_COLUMNS])
    headings = [str(cell) for cell in rows[start][1]] if start >= 0 else list(map(_letters, range(width)))
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MAX_COLUMNS:
        raise TableError("columns", limit=MAX_COLUMNS)
    if not rows[start + 1:]:
        raise _EmptyError
    width = len(headings)
    body = [(number, (cells + [""] * width)[:width]) for number, cells in rows[start + 1:]]
    return Table(headings, [(number, cells) for number, cells in body if any(cell != "" for cell in cells)])


def _letters(index):
    """Return what a spreadsheet calls a column: 0 is A, 26 is AA."""
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _clean(cell):
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    if len(cell) > MAX_CELL:
        raise TableError("cell", limit=MAX_CELL)
    # Control characters have no business in a name or number, and PostgreSQL refuses one of them.
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", cell).replace("\xa0", " ").strip()


def _xlsx_sheets(content, first):
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            sheets = {sheet.title: _sheet_rows(sheet) for sheet in visible[:1 if first else MAX_SHEETS]}
            if not sheets or sum(map(len, sheets.values())) > MAX_ROWS:
                raise TableError("rows" if sheets else "broken", limit=MAX_ROWS, row=0)
            return sheets
        finally:
            book.close()
    except TableError:
        raise
    except Exception as error:  # the reader meets a broken file with whatever its parts raise
        raise TableError("broken", row=0) from error


def _refuse_bombs(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 2000:
                raise TableError("unpacked", limit=MAX_UNPACKED // 1024 // 1024)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares_entities(archive, part):
                    raise TableError("broken", row=0)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise TableError("broken", row=0) from error


def _declares_entities(archive, part):
    """Say whether an XML part has a document type, the only place where entities that explode can be declared."""
    with archive.open(part) as stream:
        head = stream.read(4096)
    return b"<!DOCTYPE" in head or b"\x00" in head


def _sheet_rows(sheet):
    # The size that a sheet declares may be a lie in either direction.
    sheet.reset_dimensions()
    rows = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        if any(cell not in (None, "") for cell in cells):
            rows.append((number, list(cells)))
        if len(rows) > MAX_ROWS or number > MAX_ROWS * 4:
            raise TableError("rows", limit=MAX_ROWS)
    return rows
