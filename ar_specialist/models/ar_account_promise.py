from odoo import api, fields, models

from ..logic.kept_back import kept_shares
from ..logic.promises import kept_rates

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
    amount_promised = fields.Monetary(
        string="Promised", compute="_compute_amount_promised",
        help="What open promises hold of the overdue items, in company currency.")

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

    @api.depends("promise_ids.state", "promise_ids.amount_paid", "promise_ids.keep_until")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amount_promised(self):
        today = fields.Date.context_today(self)
        promising = self.filtered("promise_open_count")
        items = self.env["ar.open.item"].search_fetch([
            ("commercial_partner_id", "in", promising.partner_id.ids), ("company_id", "in", promising.company_id.ids),
            ("is_overdue", "=", True), ("amount_open", ">", 0),
        ], ["commercial_partner_id", "company_id", "amount_open", "move_line_id"]) if promising else []
        kept = self._ar_kept_back(items.move_line_id, today) if items else {}
        totals = {}
        for item in items:
            key = item.commercial_partner_id, item.company_id
            shares = kept_shares(item.amount_open, kept.get(item.id, {}))
            totals[key] = totals.get(key, 0.0) + shares.get("promised", 0.0)
        for account in self:
            account.amount_promised = totals.get((account.partner_id, account.company_id), 0.0)
