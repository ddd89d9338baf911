from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import OrderedSet


class ArBucket(models.Model):
    """One bucket of a bucket set, so that lists and pivots can filter and group by it in the order of age.

    Derived from the set's limits and kept by the set; where a bucket begins and ends is known to
    :class:`~odoo.addons.ar_specialist.logic.periods.Periods` alone.
    """

    _name = "ar.bucket"
    _description = "Aging bucket"
    _order = "sequence, id"

    bucket_set_id = fields.Many2one("ar.bucket.set", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(required=True, help="Number of the period, the one farthest before the due date is 0.")
    is_late = fields.Boolean(compute="_compute_period")
    place = fields.Json(
        compute="_compute_period", help="Index, number of buckets, and how many of them are not late: for its colour.")

    _set_sequence_uniq = models.UniqueIndex("(bucket_set_id, sequence)", "A bucket set has each of its buckets once.")

    @api.depends("sequence", "bucket_set_id.limits", "bucket_set_id.limits_before")
    def _compute_period(self):
        for bucket in self:
            late = [period.is_late for period in bucket.bucket_set_id._periods()]
            bucket.is_late = late[bucket.sequence]
            bucket.place = {"index": bucket.sequence, "count": len(late), "ahead": late.count(False)}

    @api.depends("sequence", "bucket_set_id.limits", "bucket_set_id.limits_before")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for bucket in self:
            bucket.display_name = bucket.bucket_set_id._labels()[bucket.sequence]

    @api.model
    def _search_display_name(self, operator, value):
        """Compare with the labels as the user reads them; there are only a few."""
        if operator not in ("in", "=", "ilike", "=ilike", "like", "=like"):
            return NotImplemented
        wanted = [text.casefold() for text in (value if isinstance(value, (OrderedSet, set, list, tuple)) else [value])
                  if isinstance(text, str)]
        exact = operator in ("in", "=")
        found = self.search(Domain.TRUE).filtered(lambda bucket: any(
            text == bucket.display_name.casefold() if exact else text.strip("%") in bucket.display_name.casefold()
            for text in wanted
        ))
        return Domain("id", "in", found.ids)
