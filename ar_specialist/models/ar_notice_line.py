from odoo import fields, models


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
