from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_bucket_set_id = fields.Many2one(related="company_id.ar_bucket_set_id", readonly=False)
    ar_aging_basis = fields.Selection(related="company_id.ar_aging_basis", readonly=False, required=True)
    ar_credits_apart = fields.Boolean(related="company_id.ar_credits_apart", readonly=False)
    ar_manager_id = fields.Many2one(related="company_id.ar_manager_id", readonly=False)
    ar_promise_tolerance_days = fields.Integer(related="company_id.ar_promise_tolerance_days", readonly=False)
    ar_promise_tolerance_amount = fields.Monetary(
        related="company_id.ar_promise_tolerance_amount", readonly=False)
    ar_follow_up_auto = fields.Boolean(related="company_id.ar_follow_up_auto", readonly=False)
    ar_writeoff_account_id = fields.Many2one(related="company_id.ar_writeoff_account_id", readonly=False)
    ar_writeoff_limit = fields.Monetary(
        related="company_id.ar_writeoff_limit", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_writeoff_currency_id = fields.Many2one(related="company_id.currency_id", string="Write-off Currency")
    ar_portal_days = fields.Integer(related="company_id.ar_portal_days", readonly=False)
