from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArProvisionMatrix(models.Model):
    """Loss rates by segment of customers and bucket, from which provisions are reckoned."""

    _name = "ar.provision.matrix"
    _description = "Provision matrix"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company)
    kind = fields.Selection(
        [("given", "Given by bucket"), ("flat", "One flat rate"), ("history", "From own history")],
        string="Rates", required=True, default="given",
        help="Given: you write the rate of each bucket. Flat: one rate for all buckets of a segment, as some local "
        "rules have it. From own history: what became of the invoices of chosen months.",
    )
    bucket_set_id = fields.Many2one(
        "ar.bucket.set", string="Buckets", required=True, check_company=True, ondelete="restrict",
        default=lambda self: self.env["ar.bucket.set"]._default_for(self.env.company))
    credits = fields.Selection(
        [("net", "Lessen what the same customer owes, oldest first"), ("gross", "Are left out")], required=True,
        default="net", help="Credit notes and payments that settle nothing yet.",
    )
    factor = fields.Float(
        string="Forward-looking Factor", default=1.0, digits=(6, 4),
        help="Proposed for each provision: 1.1 for losses a tenth above the rates. 1 changes nothing.")
    factor_reason = fields.Char(string="Reason of the Factor")
    segment_ids = fields.One2many("ar.provision.segment", "matrix_id", string="Segments", copy=True)
    rate_ids = fields.One2many("ar.provision.rate", "matrix_id", string="Loss Rates", copy=False)
    history_until = fields.Date(
        string="Invoices Until", help="Last day of the months looked at. Choose it so that their invoices have had "
        "time to reach the oldest bucket.")
    history_months = fields.Integer(string="Months", default=12)
    history_as_of = fields.Date(string="Derived as of", readonly=True, copy=False)
    history_undecided = fields.Monetary(
        string="Undecided", readonly=True, copy=False,
        help="Still open, but not yet in the oldest bucket: neither paid nor lost, so not in the rates.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    is_stale = fields.Boolean(
        compute="_compute_is_stale", help="The buckets were cut otherwise after the rates were given.")

    _factor_positive = models.Constraint("CHECK (factor >= 0)", "The forward-looking factor can't be negative.")
    _months_positive = models.Constraint(
        "CHECK (history_months BETWEEN 1 AND 120)", "Look at one month at least, and at ten years at most.")

    @api.depends("bucket_set_id.limits", "bucket_set_id.limits_before", "segment_ids", "rate_ids.days")
    def _compute_is_stale(self):
        for matrix in self:
            # What is saved: a segment that is just being written has no rates yet.
            saved = matrix._origin
            there = {(rate.segment_id, rate.days) for rate in saved.rate_ids}
            matrix.is_stale = bool(there) and there != saved._wanted_rates().keys()

    @api.model_create_multi
    def create(self, vals_list):
        matrices = super().create(vals_list)
        matrices._sync_rates()
        return matrices

    def write(self, vals):
        result = super().write(vals)
        if {"kind", "bucket_set_id", "segment_ids"} & vals.keys():
            self._sync_rates()
        return result

    def copy(self, default=None):
        copies = super().copy(default)
        for old, new in zip(self, copies, strict=True):
            segments = dict(zip(old.segment_ids, new.segment_ids, strict=True))
            kept = {(segments[rate.segment_id], rate.days): rate.rate for rate in old.rate_ids}
            for rate in new.rate_ids:
                rate.rate = kept.get((rate.segment_id, rate.days), 0.0)
        return copies

    def action_renew_buckets(self):
        """Take the buckets as they are cut now; the rates of those that stay are kept."""
        self._sync_rates()

    def _sync_rates(self):
        """Give each segment one rate per bucket, and each matrix a last segment of all other customers."""
        for matrix in self:
            if not matrix.segment_ids.filtered("is_rest"):
                matrix.segment_ids = [Command.create({"name": self.env._("All customers") if not matrix.segment_ids
                                                      else self.env._("All other customers")})]
            wanted = matrix._wanted_rates()
            there = {(rate.segment_id, rate.days): rate for rate in matrix.rate_ids}
            for key in there.keys() - wanted.keys():
                there.pop(key).unlink()
            for key, period in wanted.items():
                if key in there:
                    there[key].period = period
            self.env["ar.provision.rate"].create([
                {"segment_id": segment.id, "days": days, "period": period}
                for (segment, days), period in wanted.items() if (segment, days) not in there])
            if matrix.kind == "flat":
                for rate in matrix.rate_ids.sudo():  # closed to users' own writing: it follows from the segment
                    rate.rate = rate.segment_id.flat_rate
        self.invalidate_recordset(["rate_ids"])

    def _wanted_rates(self):
        """Return {(segment, days of the bucket): number of the bucket}."""
        days = self.env["ar.provision.rate"]._days_of(self.bucket_set_id)
        return {(segment, text): number for segment in self.segment_ids for number, text in enumerate(days)}

    def _rates(self):
        """Return {(segment id, number of the bucket): loss rate}.

        :raise UserError: when the buckets were cut otherwise since, or rates from history were never derived
        """
        self.ensure_one()
        if self.is_stale:
            raise UserError(self.env._(
                "The buckets of matrix “%s” were changed after its rates were given. Renew its buckets, and look at "
                "the rates.", self.name))
        if self.kind == "history" and not self.history_as_of:
            raise UserError(self.env._("Derive the rates of matrix “%s” from your history first.", self.name))
        return {(rate.segment_id.id, rate.period): rate.rate for rate in self.rate_ids}
