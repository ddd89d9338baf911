from odoo import fields, models


class ResCompany(models.Model):
    """What banks and card companies keep of what they collect."""

    _inherit = "res.company"

    ar_cash_deposit_kept = fields.Float(
        string="Kept of Deposits, at Most %", default=5.0, digits=(5, 2),
        help="Where one line of the bank is for several registered payments, such as cheques or card sales, whoever "
        "collected them keeps no more than this. A person looks at each of these lines.")

    _ar_cash_deposit_kept_span = models.Constraint(
        "CHECK (ar_cash_deposit_kept BETWEEN 0 AND 50)", "What is kept of deposits is 0 to 50 percent.")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_cash_deposit_kept = fields.Float(related="company_id.ar_cash_deposit_kept", readonly=False)
