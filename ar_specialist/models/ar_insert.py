import json

from odoo import api, models
from odoo.tools import SQL


class ArInsert(models.AbstractModel):
    """Records by the hundred in one statement, for what nobody but the system writes and nothing hangs on."""

    _name = "ar.insert"
    _description = "Writing of many rows at once"

    def _delete_rows(self):
        """Delete these records without looking at each; what hangs on them the database deletes or empties."""
        self.env.flush_all()
        # As below: the checks of foreign keys must not read all rows for each.
        self.env.cr.execute(SQL(
            "SET LOCAL enable_seqscan TO off; DELETE FROM %s WHERE id = ANY(%s); SET LOCAL enable_seqscan TO DEFAULT",
            SQL.identifier(self._table), self.ids))
        self.env.invalidate_all()

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
        values = SQL(", ").join(self._given(name) for name in names)
        listed = SQL(", ").join(SQL.identifier(name) for name in names)
        # Foreign keys are checked by plans that PostgreSQL keeps: one made while there is hardly a row would read
        # all of them for each row of a run of thousands.
        self.env.cr.execute(SQL(
            "SET LOCAL enable_seqscan TO off;"
            " INSERT INTO %(table)s (%(names)s) SELECT %(values)s FROM %(rows)s WITH ORDINALITY"
            " AS given (%(names)s, place) ORDER BY place %(when_there)s RETURNING id",
            table=SQL.identifier(self._table), names=listed, values=values,
            rows=self._as_rows(names, rows), when_there=when_there or SQL(),
        ))
        # Rows are inserted, and their ids given, in the order of the query.
        made = self.browse(sorted(row[0] for row in self.env.cr.fetchall()))
        self.env.cr.execute(SQL("SET LOCAL enable_seqscan TO DEFAULT"))
        self.invalidate_model()
        return made

    @api.model
    def _update_rows(self, names, rows):
        """Write the fields `names` of the records whose ids `rows` begin with, in one statement.

        Values are those of the columns; what depends on them is the caller's to write.
        """
        if not rows:
            return
        self.flush_model(names)
        self.env.cr.execute(SQL(
            "UPDATE %(table)s SET %(values)s FROM %(rows)s AS given (%(names)s) WHERE %(table)s.id = given.id",
            table=SQL.identifier(self._table), rows=self._as_rows(("id", *names), rows),
            values=SQL(", ").join(SQL("%s = %s", SQL.identifier(name), self._given(name, "given")) for name in names),
            names=SQL(", ").join(map(SQL.identifier, ("id", *names)))))
        self.invalidate_model(names)

    def _given(self, name, table=None):
        """Return SQL for the value of field `name` in a row that was sent."""
        column = SQL.identifier(table, name) if table else SQL.identifier(name)
        return SQL("%s::" + self._fields[name].column_type[0], column)

    def _as_rows(self, names, rows):
        """Return SQL for rows of values in the order of the fields `names`."""
        arrays = []
        for name, column in zip(names, zip(*rows, strict=True), strict=True):
            field = self._fields[name]
            # An array of documents is sent as texts.
            is_json = field.type == "json"
            values = [json.dumps(value) if is_json and value is not None else value for value in column]
            arrays.append(SQL("%s::" + ("text" if is_json else field.column_type[0]) + "[]", values))
        return SQL("unnest(%s)", SQL(", ").join(arrays))
