from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_snapshot_schedule = fields.Selection(
        related="company_id.ar_snapshot_schedule", readonly=False, required=True)
    ar_snapshot_keep_days = fields.Integer(related="company_id.ar_snapshot_keep_days", readonly=False)
