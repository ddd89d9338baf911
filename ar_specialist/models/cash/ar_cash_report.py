from odoo import fields, models
from odoo.tools import SQL

from ...queries.cash_report import cash_report

#: Shares of groups: what is summed over what.
SHARES = {
    "share_items:avg": ("items_straight", "items_applied"), "share_amount:avg": ("amount_straight", "amount_applied"),
}


class ArCashReport(models.Model):
    """Incoming payments in figures: how old what waits is, how long applying takes, how much goes straight through.

    Read-only, as of today, in company currency.
    """

    _name = "ar.cash.report"
    _description = "Incoming payments analysis"
    _inherit = ["ar.described"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "payment_id"

    payment_id = fields.Many2one("ar.cash.payment", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    journal_id = fields.Many2one("account.journal", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    state = fields.Selection(
        selection=lambda self: self.env["ar.cash.payment"]._fields["state"]._description_selection(self.env),
        readonly=True)
    date = fields.Date(string="Received", readonly=True)
    applied_on = fields.Date(readonly=True)
    applied_by_id = fields.Many2one("res.users", readonly=True)
    is_automatic = fields.Boolean(string="Straight Through", readonly=True)
    bucket_id = fields.Many2one("ar.bucket", string="Age", readonly=True)
    bucket_place = fields.Json(related="bucket_id.place", string="Place of the bucket")
    days_open = fields.Integer(
        string="Days Waiting", readonly=True, aggregator="avg", help="Since it came in; of those that wait.")
    days_to_apply = fields.Integer(string="Days to Apply", readonly=True, aggregator="avg")
    share_payments = fields.Float(
        string="Straight Through, Payments (%)", readonly=True, aggregator="avg", digits=(16, 1),
        help="Of the payments applied: how many nobody had to look at.")
    share_items = fields.Float(
        string="Straight Through, Items (%)", readonly=True, aggregator="avg", digits=(16, 1),
        help="Of the items paid: how many by payments that nobody had to look at.")
    share_amount = fields.Float(
        string="Straight Through, Amount (%)", readonly=True, aggregator="avg", digits=(16, 1),
        help="Of the money applied: how much in payments that nobody had to look at.")
    amount = fields.Monetary(readonly=True)
    amount_left = fields.Monetary(string="Not Applied", readonly=True)
    amount_applied = fields.Monetary(string="Applied", readonly=True)
    amount_straight = fields.Monetary(string="Applied Straight Through", readonly=True)
    items_applied = fields.Integer(string="Items Paid", readonly=True)
    items_straight = fields.Integer(string="Items Paid Straight Through", readonly=True)

    _depends = {
        "ar.bucket": ["bucket_set_id", "sequence"],
        "ar.bucket.set": ["limits", "limits_before"],
        "ar.cash.application": ["payment_id", "state"],
        "ar.cash.application.line": ["application_id"],
        "ar.cash.payment": [
            "amount", "amount_company", "amount_left", "applied_by_id", "applied_on", "company_id", "date",
            "days_to_apply", "is_automatic", "is_elsewhere", "journal_id", "partner_id", "state",
        ],
        "ar.cash.release": ["line_id"],
    }

    @property
    def _table_query(self) -> SQL:
        if self._ar_is_described():
            return SQL("SELECT")
        company = self.env.company
        bucket_set = self.env["ar.bucket.set"]._default_for(company)
        payments = self.env["ar.cash.payment"]._search([], bypass_access=False)
        return cash_report(
            payments.subselect(), company._ar_today(), bucket_set.sudo().bucket_ids.ids, bucket_set._periods())

    def _read_group_select(self, aggregate_spec, query):
        """A share of a group is the sum of its parts over the sum of the wholes, never the mean of its rows' shares."""
        part, whole = SHARES.get(aggregate_spec, (None, None))
        if not part:
            return super()._read_group_select(aggregate_spec, query)
        return SQL(
            "100.0 * SUM(%s) / NULLIF(SUM(%s), 0)", self._field_to_sql(self._table, part, query),
            self._field_to_sql(self._table, whole, query))

    def action_open_payment(self):
        """Open the payment that the row stands for."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "ar.cash.payment", "res_id": self.payment_id.id,
            "views": [(False, "form")], "view_mode": "form",
        }
