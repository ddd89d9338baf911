from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_cash_auto = fields.Boolean(related="company_id.ar_cash_auto", readonly=False)
    ar_cash_apply_points = fields.Integer(related="company_id.ar_cash_apply_points", readonly=False)
    ar_cash_suggest_points = fields.Integer(related="company_id.ar_cash_suggest_points", readonly=False)
    ar_cash_order = fields.Selection(related="company_id.ar_cash_order", readonly=False, required=True)
    ar_cash_oldest_first = fields.Boolean(related="company_id.ar_cash_oldest_first", readonly=False)
    ar_cash_keep_short_open = fields.Boolean(related="company_id.ar_cash_keep_short_open", readonly=False)
    ar_cash_short_default = fields.Selection(
        related="company_id.ar_cash_short_default", readonly=False, required=True)
    ar_cash_tolerance = fields.Monetary(
        related="company_id.ar_cash_tolerance", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_cash_tolerance_account_id = fields.Many2one(
        related="company_id.ar_cash_tolerance_account_id", readonly=False)
    ar_cash_discount_days = fields.Integer(related="company_id.ar_cash_discount_days", readonly=False)
    ar_cash_charges_account_id = fields.Many2one(related="company_id.ar_cash_charges_account_id", readonly=False)
