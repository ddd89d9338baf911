from odoo import fields, models


class ArAccount(models.Model):
    _inherit = "ar.account"

    timeline_ids = fields.One2many("ar.timeline", "account_id", readonly=True)
