from odoo import fields, models


class ResCompany(models.Model):
    """How a company closes its months."""

    _inherit = "res.company"

    ar_close_unapplied_days = fields.Integer(
        string="Days Cash May Wait", default=30, required=True,
        help="Money that is not applied so many days before the end of a month keeps the month from being clean.")
    ar_close_auto = fields.Boolean(
        string="Open the Close of Each Month", default=True,
        help="On the first day of each month, open the close of the month before.")

    _ar_close_unapplied_days_positive = models.Constraint(
        "CHECK (ar_close_unapplied_days BETWEEN 0 AND 3650)",
        "Cash may wait from no day at all to ten years.")
