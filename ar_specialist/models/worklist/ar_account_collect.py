from odoo import api, fields, models
from odoo.fields import Domain

from ...logic.to_collect import kept_of_overdue, to_collect


class ArAccount(models.Model):
    """What there is to collect from customers today: a constant number of queries."""

    _inherit = "ar.account"

    amount_promised = fields.Monetary(
        string="Promised", compute="_compute_amounts_kept", help="What open promises hold of the overdue items.")
    amount_disputed = fields.Monetary(
        string="Disputed", compute="_compute_amounts_kept",
        help="What is contested of overdue items. What is promised as well counts here alone.")
    amount_to_collect = fields.Monetary(
        string="To Collect", compute="_compute_amount_to_collect", search="_search_amount_to_collect",
        help="Overdue, less what is promised, disputed or unapplied: what to ask the customer for today.")

    @api.depends(
        "promise_ids.state", "promise_ids.amount_paid", "promise_ids.keep_until", "dispute_ids.state",
        "dispute_ids.kind", "dispute_ids.amount_open_company")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amounts_kept(self):
        kept = self._kept_of_overdue(self.ids)
        for account in self:
            shares = kept.get(account.id, {})
            account.amount_promised = shares.get("promised", 0.0)
            account.amount_disputed = shares.get("disputed", 0.0)

    @api.depends("amount_overdue", "amount_promised", "amount_disputed", "amount_unapplied")
    @api.depends_context("allowed_company_ids", "tz", "uid")
    def _compute_amount_to_collect(self):
        for account in self:
            left = to_collect(
                account.amount_overdue, account.amount_promised + account.amount_disputed, account.amount_unapplied)
            account.amount_to_collect = account.currency_id.round(left) if account.currency_id else left

    def _search_amount_to_collect(self, operator, value):
        return self._search_figure("amount_to_collect", operator, value)

    @api.model
    def _kept_of_overdue(self, ids=None):
        """Return {account id: {code: amount}} of what is kept of overdue items, by the rule that follow-ups keep to.

        :param ids: of accounts; all of the active companies when not given
        """
        among = Domain("company_id", "in", self.env.companies.ids) if ids is None else Domain("id", "in", ids)
        keeping = self.with_context(active_test=False).search_fetch(
            among & (Domain("promise_ids.state", "=", "open") | Domain("dispute_ids.state", "=", "open")),
            ["partner_id", "company_id"], order="id")
        if not keeping:
            return {}
        items = self.env["ar.open.item"].search_fetch([
            ("commercial_partner_id", "in", keeping.partner_id.ids), ("company_id", "in", keeping.company_id.ids),
            ("is_overdue", "=", True), ("amount_open", ">", 0),
        ], ["commercial_partner_id", "company_id", "amount_open", "move_line_id"])
        kept = self._ar_kept_back(items.move_line_id, self.env.company._ar_today()) if items else {}
        by_account = items.grouped(lambda item: (item.commercial_partner_id, item.company_id))
        return {
            account.id: kept_of_overdue(
                (item.amount_open, kept.get(item.id, {}))
                for item in by_account.get((account.partner_id, account.company_id), ()))
            for account in keeping
        }
