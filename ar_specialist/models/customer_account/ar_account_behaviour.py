from odoo import api, fields, models

from ...logic.payment_behaviour import behaviour, months_until
from ...queries.payments_made import last_payments, paid_by_month


class ArAccount(models.Model):
    """How customers pay, from the days of their payments: two queries per batch."""

    _inherit = "ar.account"

    has_paid = fields.Boolean(
        compute="_compute_payment_behaviour", help="Something was paid in the last twelve months.")
    days_to_pay = fields.Float(
        compute="_compute_payment_behaviour", digits=(16, 1), aggregator=None,
        help="From the invoice to its payment, on average of twelve months, weighted by amount.")
    days_paid_late = fields.Float(
        compute="_compute_payment_behaviour", digits=(16, 1), aggregator=None,
        help="From the due date to the payment, on average of twelve months, weighted by amount; negative is early.")
    paid_text = fields.Char(string="Pays", compute="_compute_paid_text")
    paid_late_by_month = fields.Json(
        compute="_compute_payment_behaviour", help="Average days late of what was paid in each of twelve months.")
    last_payment_date = fields.Date(string="Last Payment", compute="_compute_last_payment")
    last_payment_amount = fields.Monetary(string="Amount of Last Payment", compute="_compute_last_payment")

    @api.depends("partner_id", "company_id")
    @api.depends_context("tz")
    def _compute_payment_behaviour(self):
        today = self.env.company._ar_today()
        paid = paid_by_month(self.env, self.ids, months_until(today)[0]) if self.ids else {}
        for account in self:
            found = behaviour(paid.get(account.id, []), today)
            account.has_paid = found.days_late is not None
            account.days_to_pay = found.days_to_pay or 0.0
            account.days_paid_late = found.days_late or 0.0
            account.paid_late_by_month = [
                {"month": fields.Date.to_string(month), "days": days} for month, days in found.months]

    @api.depends("partner_id", "company_id")
    def _compute_last_payment(self):
        last = last_payments(self.env, self.ids) if self.ids else {}
        for account in self:
            account.last_payment_date, account.last_payment_amount = last.get(account.id, (False, 0.0))

    @api.depends("has_paid", "days_paid_late", "days_to_pay")
    @api.depends_context("lang")
    def _compute_paid_text(self):
        for account in self:
            account.paid_text = account._paid_text()

    def _paid_text(self):
        if not self.has_paid:
            return self.env._("Nothing was paid in the last twelve months")
        late = round(self.days_paid_late)
        days = {"days": abs(late), "all": round(self.days_to_pay)}
        if late > 0:
            return self.env._("On average %(days)s d late, %(all)s d after the invoice", **days)
        if late < 0:
            return self.env._("On average %(days)s d early, %(all)s d after the invoice", **days)
        return self.env._("On average on the due date, %(all)s d after the invoice", **days)
