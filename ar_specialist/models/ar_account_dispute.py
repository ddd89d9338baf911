from odoo import api, fields, models


class ArAccount(models.Model):
    """What a customer contests, and what of it is kept out of follow-ups."""

    _inherit = "ar.account"

    dispute_ids = fields.One2many("ar.dispute", "account_id", string="Disputes")
    dispute_count = fields.Integer(
        string="Open Disputes", compute="_compute_dispute_count", help="Disputes and inquiries that are open.")
    amount_disputed = fields.Monetary(
        string="Disputed", compute="_compute_amount_disputed",
        help="What is contested of overdue items, in the company's currency.")

    @api.depends("dispute_ids.state")
    def _compute_dispute_count(self):
        counts = dict(self.env["ar.dispute"]._read_group(
            [("account_id", "in", self.ids), ("state", "=", "open")], ["account_id"], ["__count"]))
        for account in self:
            account.dispute_count = counts.get(account, 0)

    @api.depends("dispute_ids.state", "dispute_ids.kind", "dispute_ids.amount_open_company")
    @api.depends_context("tz", "uid")
    def _compute_amount_disputed(self):
        rows = self.env["ar.dispute.line"]._read_group(
            [("dispute_id.account_id", "in", self.ids), ("dispute_id.state", "=", "open"),
             ("dispute_id.kind", "=", "dispute"), ("date_due", "<", fields.Date.context_today(self))],
            ["dispute_id"], ["amount_open_company:sum"])
        amounts = {}
        for dispute, amount in rows:
            amounts[dispute.account_id] = amounts.get(dispute.account_id, 0.0) + amount
        for account in self:
            account.amount_disputed = amounts.get(account, 0.0)
