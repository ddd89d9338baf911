from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...logic.periods import Periods, PeriodsError, parse_limits


class ArBucketSet(models.Model):
    """Aging buckets of one's own: where days late are cut into periods."""

    _name = "ar.bucket.set"
    _description = "Aging bucket set"
    _inherit = ["ar.choice"]

    limits = fields.Char(
        string="Days late",
        required=True,
        default="30, 60, 90, 120",
        help="The last day of each bucket after the due date, ascending. What is later falls into a last "
        "bucket without an upper end.",
    )
    limits_before = fields.Char(
        string="Days before due",
        help="Optional: cuts what is not due yet, in days until the due date, ascending.",
    )
    bucket_summary = fields.Char(string="Buckets", compute="_compute_bucket_summary")

    @api.depends("limits", "limits_before")
    @api.depends_context("lang")
    def _compute_bucket_summary(self):
        for record in self:
            try:
                record.bucket_summary = " | ".join(record._labels())
            except PeriodsError:
                record.bucket_summary = False

    @api.constrains("limits", "limits_before")
    def _check_limits(self):
        for record in self:
            try:
                record._periods()
            except PeriodsError as error:
                raise ValidationError(record._explain(error)) from error

    @api.constrains("company_id")
    def _check_company_users(self):
        # Companies that the user may not enter age by a set, too.
        self.env["res.company"].sudo().search([("ar_bucket_set_id", "in", self.ids)])._check_ar_bucket_set()

    def _explain(self, error):
        causes = {
            "syntax": self.env._("“%s” is not a whole number of days.", error.text),
            "empty": self.env._("Give at least one limit, for example 30, 60, 90."),
            "range": self.env._("A limit must lie between 1 and 3650 days, not %s.", error.text),
            "order": self.env._("Limits must ascend, these do not: %s.", error.text),
            "many": self.env._("%s limits are too many: 12 at the most.", error.text),
        }
        return self.env._("Bucket set “%(name)s”: %(cause)s", name=self.name, cause=causes[error.code])

    @api.model
    def _default_for(self, company):
        """Return the bucket set that `company` ages by: its own choice, else the first one."""
        own = company.sudo().ar_bucket_set_id
        return own or self.search_fetch(
            self._check_company_domain(company), ["limits", "limits_before"], limit=1)

    def _periods(self):
        """Return the :class:`Periods` of this set; the standard ones when `self` is empty."""
        if not self:
            return Periods.from_limits()
        return Periods.from_limits(parse_limits(self.limits), parse_limits(self.limits_before))

    def _labels(self, basis="due"):
        """Return one label per period, in order; a period is named by its days."""
        return [self._label(period, basis) for period in self._periods()]

    def _label(self, period, basis):
        first, last = period.first, period.last
        if last is None:
            return self.env._("> %s", first - 1)
        if period.is_late:
            return f"{first}-{last}"
        if basis != "due":
            return self._label_ahead(first, last)
        if first is None and last == 0:
            return self.env._("Not due")
        if first is None:
            return self.env._("Due in > %s days", -last - 1)
        return self.env._("Due in %(first)s-%(last)s days", first=-last, last=-first)

    def _label_ahead(self, first, last):
        """Name a period of age zero or less: the document is not older than the day aged on."""
        if first is None and last == 0:
            return self.env._("Day 0")
        if first is None:
            return self.env._("< %s", last + 1)
        return f"{first}-{last}"
