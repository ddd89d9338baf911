from odoo import api, fields, models


class ArProvision(models.Model):
    """The sums of a provision, and that they are made of all that the ledger calls receivables."""

    _inherit = "ar.provision"

    receivables = fields.Monetary(
        readonly=True, copy=False, help="What the aging of the day, and with it the general ledger, comes to.")
    credits_left = fields.Monetary(
        string="Credits Left Out", readonly=True, copy=False,
        help="What customers have to their credit beyond what they owe: nothing of it can be lost.")
    exposure_matrix = fields.Monetary(string="In the Matrix", compute="_compute_amounts", store=True)
    exposure_specific = fields.Monetary(string="Named Apart", compute="_compute_amounts", store=True)
    amount_matrix = fields.Monetary(string="Provision by Matrix", compute="_compute_amounts", store=True)
    amount_specific = fields.Monetary(string="Provision of Named Items", compute="_compute_amounts", store=True)
    amount = fields.Monetary(string="Provision", compute="_compute_amounts", store=True)
    coverage = fields.Float(
        compute="_compute_amounts", store=True, digits=(9, 8), aggregator=None,
        help="The provision as a share of what is owed.")
    opening = fields.Monetary(compute="_compute_movements", store=True, aggregator=None)
    charge = fields.Monetary(compute="_compute_movements", store=True)
    used = fields.Monetary(
        compute="_compute_movements", store=True, help="Written off of what the provision before covered.")
    released = fields.Monetary(compute="_compute_movements", store=True)
    closing = fields.Monetary(compute="_compute_movements", store=True, aggregator=None)

    @api.depends("line_ids.amount", "line_ids.exposure", "specific_ids.amount", "specific_ids.exposure")
    def _compute_amounts(self):
        for provision in self:
            lines, named, rounded = provision.line_ids, provision.specific_ids, provision.currency_id.round
            provision.exposure_matrix = rounded(sum(lines.mapped("exposure")))
            provision.exposure_specific = rounded(sum(named.mapped("exposure")))
            provision.amount_matrix = rounded(sum(lines.mapped("amount")))
            provision.amount_specific = rounded(sum(named.mapped("amount")))
            provision.amount = rounded(provision.amount_matrix + provision.amount_specific)
            owed = provision.exposure_matrix + provision.exposure_specific
            provision.coverage = provision.amount / owed if owed else 0.0

    @api.depends(*(f"movement_ids.{name}" for name in ("opening", "charge", "used", "released", "closing")))
    def _compute_movements(self):
        for provision in self:
            for name in ("opening", "charge", "used", "released", "closing"):
                provision[name] = provision.currency_id.round(sum(provision.movement_ids.mapped(name)))
