"""Faults of a customer's table, told as those of the readers of formats are."""


class RowFault:
    """A fault of a row, told as those of the readers are."""

    def __init__(self, line, column, code, value):
        self.line, self.column, self.code, self.value = line, column, code, value


class TableFault(RowFault):
    """What keeps a file from being read as a table."""

    def __init__(self, error):
        limit = error.details.get("limit") or error.details.get("row") or ""
        super().__init__(0, "", error.code, str(limit))
