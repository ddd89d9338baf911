from odoo import fields, models


class ResCompany(models.Model):
    """What returned payments and deposits cost, and who bears it."""

    _inherit = "res.company"

    ar_cash_fee_most = fields.Monetary(
        string="Largest Fee of a Bank", default=25.0,
        help="A bank takes a returned payment and its fee together; what is up to so much larger is still recognised.")
    ar_cash_fee_charged = fields.Monetary(
        string="Charged to the Customer", help="Proposed for every payment that comes back; 0: the bank's own fee.")
    ar_cash_fee_is_charged = fields.Boolean(
        string="Charge Customers for Returned Payments", help="Proposed; whoever books the return decides.")
    ar_cash_deposit_kept = fields.Float(
        string="Kept of Deposits, at Most %", default=5.0, digits=(5, 2),
        help="Where one line of the bank is for several registered payments, such as cheques or card sales, whoever "
        "collected them keeps no more than this. A person looks at each of these lines.")

    _ar_cash_fees_positive = models.Constraint(
        "CHECK (ar_cash_fee_most >= 0 AND ar_cash_fee_charged >= 0)", "Fees of returned payments can't be negative.")
    _ar_cash_deposit_kept_span = models.Constraint(
        "CHECK (ar_cash_deposit_kept BETWEEN 0 AND 50)", "What is kept of deposits is 0 to 50 percent.")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_cash_fee_most = fields.Monetary(
        related="company_id.ar_cash_fee_most", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_cash_fee_charged = fields.Monetary(
        related="company_id.ar_cash_fee_charged", readonly=False, currency_field="ar_writeoff_currency_id")
    ar_cash_fee_is_charged = fields.Boolean(related="company_id.ar_cash_fee_is_charged", readonly=False)
    ar_cash_deposit_kept = fields.Float(related="company_id.ar_cash_deposit_kept", readonly=False)
