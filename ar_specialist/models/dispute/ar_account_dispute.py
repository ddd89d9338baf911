from odoo import api, fields, models


class ArAccount(models.Model):
    """What a customer contests."""

    _inherit = "ar.account"

    dispute_ids = fields.One2many("ar.dispute", "account_id", string="Disputes")
    dispute_count = fields.Integer(
        string="Open Disputes", compute="_compute_dispute_count", help="Disputes and inquiries that are open.")

    @api.depends("dispute_ids.state")
    def _compute_dispute_count(self):
        counts = dict(self.env["ar.dispute"]._read_group(
            [("account_id", "in", self.ids), ("state", "=", "open")], ["account_id"], ["__count"]))
        for account in self:
            account.dispute_count = counts.get(account, 0)
