"""From the cells of a receivables file to rows of values, with the faults found on the way."""

from dataclasses import dataclass, field
from datetime import date as Day
from decimal import Decimal

from .conventions import agreed, chosen
from .receivables_columns import AMOUNT_FIELDS, DATE_FIELDS
from .written_amounts import MARKS, amount_readings, currency_in, flag
from .written_dates import ORDERS, date_readings


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: a stable code; a warning lets the row pass. `other` is what it clashes with."""

    row: int
    field: str
    code: str
    value: str = ""
    other: str = ""
    warning: bool = False


@dataclass
class ReceivableRow:
    row: int
    number: str = ""
    customer_ref: str = ""
    customer_name: str = ""
    vat: str = ""
    email: str = ""
    reference: str = ""
    currency: str = ""
    date: Day | None = None
    date_due: Day | None = None
    settled_date: Day | None = None
    amount: Decimal | None = None
    settled_amount: Decimal | None = None
    disputed: bool = False
    faults: list = field(default_factory=list)

    def add(self, field, code, value="", other="", warning=False):
        self.faults.append(Fault(self.row, field, code, str(value)[:200], str(other)[:200], warning))

    @property
    def is_good(self):
        return all(fault.warning for fault in self.faults)


@dataclass(frozen=True)
class Conventions:
    """How each column writes dates and amounts; None where its values leave it open."""

    orders: dict
    marks: dict


TEXT_FIELDS = ("number", "customer_ref", "customer_name", "vat", "email", "reference")


def conventions_of(table, columns, order=None, mark=None):
    """Find how the file writes dates and amounts; `order` and `mark` overrule what its values say.

    A column that leaves it open follows the other columns of its kind.
    """
    return Conventions(
        _agree(table, columns, DATE_FIELDS, date_readings, ORDERS, order),
        _agree(table, columns, AMOUNT_FIELDS, amount_readings, MARKS, mark),
    )


def _agree(table, columns, fields, readings, choices, given):
    names = [name for name in fields if name in columns]
    if given:
        return dict.fromkeys(names, given)
    read = {name: [readings(cell) for cell in table.column(columns[name]) if cell != ""] for name in names}
    together = agreed([each for cells in read.values() for each in cells], choices)
    return {name: agreed(cells, choices) or together for name, cells in read.items()}


def read_rows(table, columns, conventions):
    """Return a :class:`ReceivableRow` for each row of the table.

    :param columns: {field: index of its column}
    """
    return [_read_row(number, cells, columns, conventions) for number, cells in table.rows]


def _read_row(number, cells, columns, conventions):
    row = ReceivableRow(number)
    given = {name: cells[index] for name, index in columns.items()}
    for name in TEXT_FIELDS:
        setattr(row, name, _text(given.get(name, "")))
    for name in DATE_FIELDS:
        _take(row, name, given.get(name, ""), date_readings, conventions.orders.get(name), "date")
    for name in AMOUNT_FIELDS:
        _take(row, name, given.get(name, ""), amount_readings, conventions.marks.get(name), "amount")
    row.currency = _text(given.get("currency", ""))
    if not row.currency and row.amount is not None:
        row.currency = currency_in(given["amount"])
    disputed = flag(given.get("disputed", ""))
    if disputed is None:
        row.add("disputed", "flag", given["disputed"])
    row.disputed = bool(disputed)
    return row


def _take(row, name, cell, readings, convention, kind):
    if cell == "":
        return
    try:
        setattr(row, name, chosen(readings(cell), convention))
    except LookupError as error:
        row.add(name, f"{kind}_{error.args[0]}", cell)


def _text(cell):
    """Return a cell as text; a spreadsheet's whole number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
