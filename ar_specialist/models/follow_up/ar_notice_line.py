from odoo import api, fields, models

#: Fields of the rows of a bulk insertion, in their order.
COLUMNS = (
    "notice_id", "move_line_id", "level_id", "attempt", "date", "date_due", "days_late", "amount_residual",
    "currency_id", "reason_codes", "counted",
)


class ArNoticeLine(models.Model):
    """An item in a notice, with its own level and what was open of it."""

    _name = "ar.notice.line"
    _description = "Item of a notice"
    _inherit = ["ar.insert"]
    _order = "notice_id, date_due, id"
    # Who made it and when is known of its notice: two foreign keys less to check for each of thousands of lines.
    _log_access = False

    notice_id = fields.Many2one("ar.notice", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="notice_id.company_id")
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
    def _insert(self, rows):
        """Make the lines `rows` (values in the order of COLUMNS) in one statement.

        :raise UniqueViolation: when an item has had one of these reminders already
        """
        self.env["ar.notice"].flush_model()
        self._insert_rows(COLUMNS, rows)
        self.env["ar.notice"].invalidate_model(["line_ids"])
