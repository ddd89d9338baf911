"""Rows of a constant-memory sheet written whole.

XlsxWriter takes 5 µs for a cell; 100,000 items of 13 cells would take seven seconds. Here a row is one string, written
where XlsxWriter itself would write it, several times as fast. It relies on these names of XlsxWriter: `fh`,
`previous_row`, `_check_dimensions`, `_write_single_row` of a worksheet and `_get_xf_index` of a format.

A text is always an in-line string, never guessed to be a formula, a number or markup.
"""

import re
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

LONGEST_TEXT = 32767
LOOKS_ESCAPED = re.compile(r"_x[0-9a-fA-F]{4}_")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@lru_cache(maxsize=4096)
def escape(text):
    """Return `text` as the content of an XML element of a sheet, its start tag included."""
    text = LOOKS_ESCAPED.sub(lambda match: "_x005F" + match[0], text[:LONGEST_TEXT])
    text = NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{text}' if text != text.strip() else f"<t>{text}"


def style_of(cell_format):
    """Return a format as the number that cells refer to it by."""
    return cell_format._get_xf_index()


def text(value, style=0):
    return f' s="{style}" t="inlineStr"><is>{escape(value)}</t></is></c>' if value else ""


def figure(value, style=0):
    return f' s="{style}"><v>{value!r}</v></c>'


def formula(expression, value, style=0):
    """Return a cell of a formula without its equals sign; `value` is what it comes to."""
    return f' s="{style}"><f>{expression}</f><v>{value!r}</v></c>'


class RowWriter:
    """Writes rows below what the sheet has so far; nothing may be written above them later."""

    def __init__(self, sheet, columns):
        self._sheet = sheet
        self._names = [xl_col_to_name(number) for number in range(columns)]
        self._begun = False

    def add(self, line, cells):
        """Write row `line`, counted from zero; `cells` from the first column on, each made by :func:`text`,
        :func:`figure` or :func:`formula`; an empty one is left out."""
        if not self._begun:
            self._begun = True
            self._sheet._write_single_row(line)
        number = line + 1
        parts = [
            f'<c r="{name}{number}"{cell}'
            for name, cell in zip(self._names, cells, strict=True) if cell
        ]
        self._sheet.fh.write(f'<row r="{number}">{"".join(parts)}</row>')

    def end(self, line):
        """Tell the sheet which row was the last."""
        self._sheet._check_dimensions(line, len(self._names) - 1)
        self._sheet.previous_row = line + 1
