from odoo import fields, models


class ResCompany(models.Model):
    """What is a small balance."""

    _inherit = "res.company"

    ar_small_balance_limit = fields.Monetary(
        string="Small Balance", default=1.0,
        help="Up to so much of an item, in company currency, a specialist clears in bulk; managers up to their own "
             "limit.")

    _ar_small_balance_limit_positive = models.Constraint(
        "CHECK (ar_small_balance_limit >= 0)", "What is a small balance can't be negative.")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_small_balance_limit = fields.Monetary(
        related="company_id.ar_small_balance_limit", readonly=False, currency_field="ar_writeoff_currency_id")
