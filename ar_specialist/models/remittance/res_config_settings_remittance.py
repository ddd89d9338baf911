from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_remittance_alias_name = fields.Char(related="company_id.ar_remittance_alias_name", readonly=False)
    ar_remittance_alias_domain = fields.Char(related="company_id.alias_domain_id.name", string="Domain")
