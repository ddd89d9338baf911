from odoo import api, fields, models

from .ar_cash_payment import WAITING


class ArAccount(models.Model):
    """The customer's payments that wait to be applied."""

    _inherit = "ar.account"

    cash_count = fields.Integer(string="Unapplied Payments", compute="_compute_cash_count")

    @api.depends_context("uid")
    def _compute_cash_count(self):
        counts = dict(self.env["ar.cash.payment"]._read_group(
            [("account_id", "in", self.ids), ("state", "in", WAITING)], ["account_id"], ["__count"]))
        for account in self:
            account.cash_count = counts.get(account, 0)

    def action_cash_payments(self):
        """Open the customer's incoming payments, those that wait first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_cash_payment_action")
        return {
            **action, "display_name": self.env._("Payments of %s", self.display_name),
            "domain": [("account_id", "in", self.ids)],
        }
