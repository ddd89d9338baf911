from odoo import api, fields, models

from ...logic.promise_history import kept_rates

JUDGED = ("kept", "partly", "broken")


class ArAccount(models.Model):
    """What customers have promised, and how well they keep their word; a constant number of queries."""

    _inherit = "ar.account"

    promise_ids = fields.One2many("ar.promise", "account_id")
    promise_count = fields.Integer(string="Promises", compute="_compute_promise_figures")
    promise_open_count = fields.Integer(string="Open Promises", compute="_compute_promise_figures")
    promise_broken_count = fields.Integer(string="Missed Promises", compute="_compute_promise_figures")
    promise_kept_rate = fields.Float(
        string="Promises Kept", compute="_compute_promise_figures",
        help="Part of the promises judged that were kept, by their number.")
    promise_kept_rate_value = fields.Float(
        string="Promised Amount Kept", compute="_compute_promise_figures",
        help="Part of the amount promised that came in time.")

    @api.depends("promise_ids.state", "promise_ids.amount_paid")
    def _compute_promise_figures(self):
        rows = self.env["ar.promise"]._read_group(
            [("account_id", "in", self.ids)], ["account_id", "state"],
            ["__count", "amount_company:sum", "amount_paid_company:sum"])
        found = {account: [] for account in self}
        for account, *row in rows:
            found[account].append(row)
        for account in self:
            counts = {state: number for state, number, _amount, _paid in found[account]}
            account.promise_count = sum(counts.values())
            account.promise_open_count = counts.get("open", 0)
            account.promise_broken_count = counts.get("broken", 0) + counts.get("partly", 0)
            account.promise_kept_rate, account.promise_kept_rate_value = kept_rates(found[account])
