from odoo import api, fields, models

from ...logic.periods import Period


class ArProvisionPeriod(models.AbstractModel):
    """One bucket of a provision's matrix, kept with its days: the bucket set may be cut otherwise later."""

    _name = "ar.provision.period"
    _description = "Bucket of a provision's matrix"

    period = fields.Integer(required=True, readonly=True, help="Number of the bucket, from the one not due.")
    days = fields.Char(
        required=True, readonly=True, help="First and last day late, such as 1:30; empty on the side that is open.")
    label = fields.Char(string="Bucket", compute="_compute_label")

    @api.depends("days")
    @api.depends_context("lang")
    def _compute_label(self):
        for record in self:
            first, last = ((int(day) if day else None) for day in (record.days or ":0").split(":"))
            record.label = self.env["ar.bucket.set"]._label(Period(first, last), "due")

    @api.model
    def _days_of(self, bucket_set):
        """Return how each bucket of `bucket_set` is kept, in order."""
        return [
            ":".join("" if day is None else str(day) for day in (period.first, period.last))
            for period in bucket_set._periods()
        ]
