from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_close_unapplied_days = fields.Integer(related="company_id.ar_close_unapplied_days", readonly=False)
    ar_close_auto = fields.Boolean(related="company_id.ar_close_auto", readonly=False)
