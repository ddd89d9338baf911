from odoo import api, fields, models
from odoo.exceptions import UserError


class ArProvisionRate(models.Model):
    """The loss rate of one segment in one bucket, and the history it was derived from."""

    _name = "ar.provision.rate"
    _description = "Loss rate of a provision matrix"
    _inherit = ["ar.provision.period"]
    _order = "matrix_id, segment_id, period, id"

    segment_id = fields.Many2one("ar.provision.segment", required=True, index=True, readonly=True, ondelete="cascade")
    matrix_id = fields.Many2one(related="segment_id.matrix_id", store=True, index=True)
    company_id = fields.Many2one(related="segment_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    rate = fields.Float(string="Loss Rate", digits=(9, 8), help="Share of what is owed that is expected to be lost.")
    reached = fields.Monetary(readonly=True, help="What of the invoices looked at was still unpaid in this bucket.")
    paid = fields.Monetary(readonly=True, help="What of it was paid in this bucket.")
    rolled = fields.Float(string="Rolled On", readonly=True, digits=(9, 8), help="Share that got later still.")

    _cell_uniq = models.UniqueIndex("(segment_id, days)", "A segment has one rate for each bucket.")
    _share = models.Constraint("CHECK (rate BETWEEN 0 AND 1)", "A loss rate lies between 0 and 100 %.")

    def write(self, vals):
        if "rate" in vals and not self.env.su and self.matrix_id.filtered(lambda matrix: matrix.kind != "given"):
            raise UserError(self.env._(
                "These rates follow from the history or from the flat rate of the segment. To write them by hand, "
                "choose rates given by bucket."))
        return super().write(vals)

    @api.depends("segment_id", "label")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.segment_id.name}, {rate.label}"
