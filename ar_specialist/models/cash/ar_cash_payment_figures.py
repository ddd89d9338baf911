from odoo import api, fields, models

from ...queries import cash_figures
from .ar_cash_payment import WAITING


class ArCashPayment(models.Model):
    """How long payments wait, and how many need nobody."""

    _inherit = "ar.cash.payment"

    days_open = fields.Integer(compute="_compute_days_open", help="From the payment's date until it was applied.")

    @api.depends("date", "state", "days_to_apply")
    def _compute_days_open(self):
        for company, payments in self.grouped("company_id").items():
            today = company._ar_today() if company else fields.Date.today()
            for payment in payments:
                waits = payment.state in WAITING and payment.date
                payment.days_open = (today - payment.date).days if waits else payment.days_to_apply

    @api.model
    def _straight_through(self, company, date_from, date_to):
        """Return :class:`..logic.cash_rates.StraightThrough` of what was applied in `company` in these days."""
        return cash_figures.straight_through(self.env, company, date_from, date_to)
