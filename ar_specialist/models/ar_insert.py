import json

from odoo import api, models
from odoo.tools import SQL


class ArInsert(models.AbstractModel):
    """Records by the hundred in one statement, for what nobody but the system makes and nothing hangs on."""

    _name = "ar.insert"
    _description = "Insertion of many rows at once"

    @api.model
    def _insert_rows(self, names, rows, when_there=None):
        """Insert `rows`, values in the order of the fields `names`; return the new records in this order.

        Core inserts a hundred at once and converts each value by itself. Values are those of the columns; what they
        are is the caller's to check.

        :param when_there: SQL for what to do with one that exists already
        :raise UniqueViolation: when one of them exists already, unless `when_there` says otherwise
        """
        if not rows:
            return self.browse()
        fields = [self._fields[name] for name in names]
        columns = [
            [value if value is None or field.type != "json" else json.dumps(value) for value in column]
            for field, column in zip(fields, zip(*rows, strict=True), strict=True)
        ]
        arrays = SQL(", ").join(
            # An array of documents is sent as texts.
            SQL("%s::" + ("text" if field.type == "json" else field.column_type[0]) + "[]", column)
            for field, column in zip(fields, columns, strict=True))
        values = SQL(", ").join(SQL("%s::" + field.column_type[0], SQL.identifier(field.name)) for field in fields)
        listed = SQL(", ").join(SQL.identifier(name) for name in names)
        # Foreign keys are checked by plans that PostgreSQL keeps: one made while there is hardly a row would read
        # all of them for each row of a run of thousands.
        self.env.cr.execute(SQL(
            "SET LOCAL enable_seqscan TO off;"
            " INSERT INTO %(table)s (%(names)s) SELECT %(values)s FROM unnest(%(arrays)s) WITH ORDINALITY"
            " AS given (%(names)s, place) ORDER BY place %(when_there)s RETURNING id",
            table=SQL.identifier(self._table), names=listed, values=values, arrays=arrays,
            when_there=when_there or SQL(),
        ))
        # Rows are inserted, and their ids given, in the order of the query.
        made = self.browse(sorted(row[0] for row in self.env.cr.fetchall()))
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan TO DEFAULT"))
        self.invalidate_model()
        return made
