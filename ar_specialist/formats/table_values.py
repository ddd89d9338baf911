"""Days and amounts of a table's cells, each column by the one way in which it is written."""

import re

from ..logic.conventions import agreed, chosen
from ..logic.written_amounts import MARKS, amount_readings, currency_in
from ..logic.written_dates import ORDERS, date_readings
from .reading import one_line

_POINTS = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")


def _by_points(days):
    """Return "dmy" for days with points between their figures: who writes the month first writes slashes."""
    return "dmy" if all(_POINTS.fullmatch(str(day)) for day in days) else None


class Cells:
    """The cells of a table by field; faults of a cell go to `faults`.

    :param rows: [(line, cells)]
    :param columns: {field: index}
    :param day_fields, amount_fields: which fields are days and amounts, so that they are read by one convention
    """

    def __init__(self, rows, columns, headings, faults, *, day_fields, amount_fields, order=None, mark=None):
        self.columns, self.headings, self.faults = columns, headings, faults
        days, amounts = self._written(rows, day_fields), self._written(rows, amount_fields)
        self._order = order or agreed([date_readings(cell) for cell in days], ORDERS) or _by_points(days)
        self._mark = mark or agreed([amount_readings(cell) for cell in amounts], MARKS)

    def _written(self, rows, fields):
        indexes = [self.columns[field] for field in fields if field in self.columns]
        return [cells[index] for _line, cells in rows for index in indexes if cells[index] != ""]

    def raw(self, cells, field):
        return cells[self.columns[field]] if field in self.columns else ""

    def text(self, cells, field):
        cell = self.raw(cells, field)
        return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else one_line(str(cell))

    def day(self, line, cells, field):
        """Return the day of a cell, None when it is empty or can't be read, which is noted."""
        return self._read(line, cells, field, date_readings, self._order, "date")

    def amount(self, line, cells, field):
        """Return the amount of a cell, None when it is empty or can't be read, which is noted."""
        return self._read(line, cells, field, amount_readings, self._mark, "amount")

    def currency(self, cells, *amount_fields):
        """Return the currency of a row: its column's, else the code that stands beside an amount."""
        written = self.text(cells, "currency") or next(
            filter(None, (currency_in(self.raw(cells, field)) for field in amount_fields)), "")
        return {"€": "EUR", "£": "GBP", "US$": "USD"}.get(written, written.upper())

    def _read(self, line, cells, field, readings, convention, kind):
        cell = self.raw(cells, field)
        if cell == "":
            return None
        try:
            return chosen(readings(cell), convention)
        except LookupError as error:
            code = kind if error.args[0] == "unreadable" else f"{kind}_ambiguous"
            self.faults.add(line, str(self.headings[self.columns[field]]), code, cell)
            return None
