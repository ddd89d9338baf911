from odoo import fields, models


class ResCompany(models.Model):
    """What returned payments cost, and who bears it."""

    _inherit = "res.company"

    ar_cash_fee_most = fields.Monetary(
        string="Largest Fee of a Bank", default=25.0,
        help="A bank takes a returned payment and its fee together; what is up to so much larger is still recognised.")
    ar_cash_fee_charged = fields.Monetary(
        string="Charged to the Customer", help="Proposed for every payment that comes back; 0: the bank's own fee.")
    ar_cash_fee_is_charged = fields.Boolean(
        string="Charge Customers for Returned Payments", help="Proposed; whoever books the return decides.")

    _ar_cash_fees_positive = models.Constraint(
        "CHECK (ar_cash_fee_most >= 0 AND ar_cash_fee_charged >= 0)", "Fees of returned payments can't be negative.")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_cash_fee_most = fields.Monetary(
        related="company_id.ar_cash_fee_most", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_cash_fee_charged = fields.Monetary(
        related="company_id.ar_cash_fee_charged", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_cash_fee_is_charged = fields.Boolean(related="company_id.ar_cash_fee_is_charged", readonly=False)
