from odoo import api, fields, models
from odoo.tools import SQL

from ...logic.periods import Period

#: Stands for no end: farther than any limit of a bucket set.
ENDLESS = 1_000_000


class ArSnapshotBucket(models.Model):
    """A span of days late (or of age) that some snapshot was cut by; shared by all snapshots, never changed.

    A bucket set may be changed at any time; what was kept by its buckets stays what it was.
    """

    _name = "ar.snapshot.bucket"
    _description = "Bucket of snapshots"
    _inherit = ["ar.insert"]
    _order = "by_due desc, first, last"
    _log_access = False

    first = fields.Integer(required=True, help="First day late, counted from the due date.")
    last = fields.Integer(required=True, help="Last day late.")
    by_due = fields.Boolean(required=True, default=True, help="Counted from the due date, else from the document's.")
    is_late = fields.Boolean(compute="_compute_is_late", store=True, precompute=True)

    _span_uniq = models.UniqueIndex("(first, last, by_due)", "This span of days is there already.")

    @api.depends("first")
    def _compute_is_late(self):
        for bucket in self:
            bucket.is_late = bucket._period().is_late

    def _period(self):
        """Return the :class:`Period` it stands for."""
        return Period(
            None if self.first == -ENDLESS else self.first, None if self.last == ENDLESS else self.last)

    @api.depends("first", "last", "by_due")
    @api.depends_context("lang")
    def _compute_display_name(self):
        sets = self.env["ar.bucket.set"]
        for bucket in self:
            bucket.display_name = sets._label(bucket._period(), "due" if bucket.by_due else "invoice")

    @api.model
    def _for_periods(self, periods, basis):
        """Return the buckets of `periods`, in their order, made when missing."""
        by_due = basis == "due"
        spans = [
            (-ENDLESS if one.first is None else one.first, ENDLESS if one.last is None else one.last)
            for one in periods]
        # sudo: spans of days are nobody's secret and nobody's to write
        buckets = self.sudo()
        known = buckets._by_span(by_due)
        missing = [span for span in spans if span not in known]
        if missing:
            buckets._insert_rows(
                ("first", "last", "by_due", "is_late"),
                [(*span, by_due, span[0] > 0) for span in missing], SQL("ON CONFLICT DO NOTHING"))
            known = buckets._by_span(by_due)
        return self.browse([known[span] for span in spans])

    def _by_span(self, by_due):
        return {
            (bucket.first, bucket.last): bucket.id
            for bucket in self.search_fetch([("by_due", "=", by_due)], ["first", "last"])}
