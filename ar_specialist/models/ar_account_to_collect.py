from odoo import api, fields, models

from ..logic.scores import to_collect


class ArAccount(models.Model):
    """What is left to collect of what is overdue, in the company's currency."""

    _inherit = "ar.account"

    amount_unapplied = fields.Monetary(
        string="Unapplied", compute="_compute_amount_unapplied",
        help="Payments and credit notes that settle nothing yet.")
    amount_to_collect = fields.Monetary(
        string="To Collect", compute="_compute_amount_to_collect",
        help="Overdue, less what is promised, contested or there as a credit already.")

    @api.depends("partner_id", "company_id")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amount_unapplied(self):
        sums = self._sums_of_items([("amount_open", "<", 0)])
        for account in self:
            amount, _days = sums.get((account.partner_id.id, account.company_id.id), (0.0, 0))
            account.amount_unapplied = -amount

    @api.depends("amount_overdue", "amount_promised", "amount_disputed", "amount_unapplied")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amount_to_collect(self):
        for account in self:
            account.amount_to_collect = account.currency_id.round(to_collect(
                account.amount_overdue, account.amount_promised, account.amount_disputed, account.amount_unapplied))
