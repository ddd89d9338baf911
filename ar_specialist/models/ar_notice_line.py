import json

from odoo import api, fields, models
from odoo.tools import SQL

#: Columns of a bulk insertion with their types, in the order of its rows.
COLUMNS = {
    "notice_id": "int", "move_line_id": "int", "level_id": "int", "attempt": "int", "date": "date",
    "date_due": "date", "days_late": "int", "amount_residual": "numeric", "currency_id": "int",
    "reason_codes": "jsonb", "counted": "bool",
}


class ArNoticeLine(models.Model):
    """An item in a notice, with its own level and what was open of it."""

    _name = "ar.notice.line"
    _description = "Item of a notice"
    _order = "notice_id, date_due, id"

    notice_id = fields.Many2one("ar.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True)
    move_line_id = fields.Many2one("account.move.line", required=True, ondelete="restrict", index=True)
    move_id = fields.Many2one(related="move_line_id.move_id")
    level_id = fields.Many2one("ar.policy.level", ondelete="restrict", help="Empty: shown beside the others only.")
    attempt = fields.Integer(default=1)
    date = fields.Date(required=True)
    date_due = fields.Date()
    days_late = fields.Integer()
    amount_residual = fields.Monetary(string="Open Amount")
    currency_id = fields.Many2one("res.currency", required=True)
    reason_codes = fields.Json(help="Why the item stays out of the notice.")
    counted = fields.Boolean(
        help="Whether the item has moved on by this line: its notice is planned or sent and nothing was against it.",
    )

    # Each reminder exists at most once, whoever plans it and however often.
    _step_uniq = models.UniqueIndex(
        "(move_line_id, level_id, attempt) WHERE counted AND level_id IS NOT NULL",
        "This item has had this reminder already.",
    )

    @api.model
    def _insert(self, rows, company):
        """Make the lines `rows` (values in the order of COLUMNS) of notices of `company` in one statement.

        :raise UniqueViolation: when an item has had one of these reminders already
        """
        if not rows:
            return
        self.env["ar.notice"].flush_model()
        columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        columns["reason_codes"] = [json.dumps(codes) for codes in columns["reason_codes"]]
        arrays = SQL(", ").join(
            SQL("%s::" + ("text" if kind == "jsonb" else kind) + "[]", columns[name])
            for name, kind in COLUMNS.items())
        values = SQL(", ").join(
            SQL("%s::jsonb", SQL.identifier(name)) if kind == "jsonb" else SQL.identifier(name)
            for name, kind in COLUMNS.items())
        names = SQL(", ").join(map(SQL.identifier, COLUMNS))
        # Foreign keys are checked by plans that PostgreSQL keeps: one made while there is hardly a notice would read
        # all of them for each line of a run of thousands.
        self.env.cr.execute(SQL(
            "SET LOCAL enable_seqscan TO off;"
            " INSERT INTO ar_notice_line (%(names)s, company_id, create_uid, create_date, write_uid, write_date)"
            " SELECT %(values)s, %(company)s, %(uid)s, %(now)s, %(uid)s, %(now)s FROM unnest(%(arrays)s)"
            " AS line (%(names)s);"
            " SET LOCAL enable_seqscan TO DEFAULT",
            names=names, values=values, arrays=arrays, company=company.id, uid=self.env.uid,
            now=fields.Datetime.now(),
        ))
        self.invalidate_model()
        self.env["ar.notice"].invalidate_model(["line_ids"])
