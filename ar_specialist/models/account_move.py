import operator as operators

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .aging.ar_open_item import READERS

# What a customer owes on a document can be late; what stands to its credit can't.
LATE_TYPES = ("out_invoice", "out_receipt")
COMPARISONS = {">": operators.gt, ">=": operators.ge, "<": operators.lt, "<=": operators.le}


class AccountMove(models.Model):
    _inherit = "account.move"

    ar_days_late = fields.Integer(
        string="Days Late", compute="_compute_ar_days_late", search="_search_ar_days_late", groups=READERS,
        aggregator=None,
        help="Days since the oldest open instalment fell due; 0 when nothing is late.",
    )
    ar_bucket_id = fields.Many2one(
        "ar.bucket", string="Aging Bucket", compute="_compute_ar_days_late", groups=READERS,
        help="The aging bucket of the oldest open instalment.",
    )
    ar_bucket_place = fields.Json(compute="_compute_ar_days_late", groups=READERS)

    @api.depends(
        "state", "move_type", "line_ids.account_id", "line_ids.amount_residual", "line_ids.amount_residual_currency",
        "line_ids.date_maturity",
    )
    @api.depends_context("allowed_company_ids", "company", "tz", "uid")
    def _compute_ar_days_late(self):
        oldest = dict(self.env["ar.open.item"]._read_group(
            [("move_id", "in", self._origin.ids), ("move_type", "in", LATE_TYPES), ("amount_open", ">", 0)],
            ["move_id"], ["days_late:max"],
        ))
        bucket_set = self.env["ar.bucket.set"]._default_for(self.env.company)
        periods = bucket_set._periods()
        buckets = bucket_set.sudo().bucket_ids  # names of spans of days, known to every reader of an invoice
        for move in self:
            days = oldest.get(move._origin)
            move.ar_days_late = max(days or 0, 0)
            bucket = buckets[periods.index(days)] if buckets and days is not None else buckets.browse()
            move.ar_bucket_id = bucket
            move.ar_bucket_place = bucket.place

    def _search_ar_days_late(self, operator, value):
        """Find by the days of the oldest open instalment; documents where nothing is late count as 0."""
        days = SQL("MAX(ar_open_item.days_late)")
        if operator == "in":
            values = {self._ar_whole_days(each) for each in value}
            matches_zero, condition = 0 in values, SQL("%s IN %s", days, tuple(values) or (None,))
        elif operator in COMPARISONS:
            limit = self._ar_whole_days(value)
            matches_zero = COMPARISONS[operator](0, limit)
            condition = SQL("%s %s %s", days, SQL(operator), limit)
        else:
            return NotImplemented
        late = self.env["ar.open.item"]._search([("amount_open", ">", 0), ("days_late", ">", 0)])
        late.groupby = SQL.identifier("ar_open_item", "move_id")
        # Without a late item there is nothing to compare: whoever asks for 0 gets all but those that differ from it.
        late.having = SQL("NOT (%s)", condition) if matches_zero else condition
        moves = late.select(SQL.identifier("ar_open_item", "move_id"))
        # The type is asked of the few documents found, not of every open item.
        found = Domain("move_type", "in", LATE_TYPES) & Domain.custom(to_sql=lambda model, alias, query: SQL(
            "%s IN (%s)", model._field_to_sql(alias, "id", query), moves))
        return ~found if matches_zero else found

    def _ar_whole_days(self, value):
        try:
            return int(value)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("Days late: “%s” is not a whole number of days.", value)) from error
