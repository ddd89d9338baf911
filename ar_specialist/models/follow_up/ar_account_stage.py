from odoo import api, models
from odoo.fields import Domain

from ..account_move import LATE_TYPES


class ArAccount(models.Model):
    """The stage of a customer account: the most severe of its open invoices, unless a person pinned it."""

    _inherit = "ar.account"

    def write(self, vals):
        """A stage set by hand stays: it is pinned."""
        by_rule = self.env.su and self.env.context.get("ar_stage_by_rule")
        if "stage_id" in vals and "stage_pinned" not in vals and not by_rule:
            vals = {**vals, "stage_pinned": True}
            self._track_set_log_message(self.env._(
                "Moved by hand: the stage stays until somebody unpins it, whatever is sent or paid."))
        return super().write(vals)

    def action_unpin_stage(self):
        """Let the stage follow the open invoices again."""
        self.check_access("write")
        self.write({"stage_pinned": False})
        self._ar_refresh_stages()

    @api.model
    def _ar_refresh_of_moves(self, moves):
        """Refresh the accounts that `moves` belong to, in a constant number of queries."""
        if not moves:
            return
        found = self.sudo().with_context(active_test=False).search([
            ("partner_id", "in", moves.commercial_partner_id.ids), ("company_id", "in", moves.company_id.ids)])
        found._ar_refresh_stages()

    def _ar_refresh_stages(self):
        """Bring the stage of each account that isn't pinned up to date, and log the changes with their reason."""
        # A payment by whoever may register it changes the account, without the right to work accounts.
        accounts = self.sudo().filtered(lambda account: not account.stage_pinned)
        if not accounts:
            return
        severest, companies = accounts._ar_severest_stages(), accounts.company_id
        firsts = {company: self.env["ar.stage"].sudo()._stages_of(company)[:1] for company in companies}
        wanted = {
            account.id: severest.get((account.partner_id.id, account.company_id.id)) or firsts[account.company_id]
            for account in accounts
        }
        before = {account.id: account.stage_id for account in accounts}
        moving = accounts.filtered(lambda account: wanted[account.id] != account.stage_id)
        writable = moving.with_context(tracking_disable=True, ar_stage_by_rule=True)
        for stage, part in writable.grouped(lambda account: wanted[account.id]).items():
            part.write({"stage_id": stage.id})
        self.env["ar.stage"]._log_changes(moving, "stage_id", before, wanted, {
            account.id: self.env._("The most severe stage of the open invoices.") for account in moving})

    def _ar_severest_stages(self):
        """Return {(partner id, company id): the most severe stage among the open invoices}, in one query."""
        rows = self.env["account.move"].sudo()._read_group(
            Domain("ar_stage_id", "!=", False) & Domain("state", "=", "posted") & Domain("amount_residual", "!=", 0)
            & Domain("move_type", "in", LATE_TYPES) & Domain("commercial_partner_id", "in", self.partner_id.ids)
            & Domain("company_id", "in", self.company_id.ids),
            ["commercial_partner_id", "company_id", "ar_stage_id"],
        )
        found = {}
        for partner, company, stage in rows:
            key = partner.id, company.id
            found[key] = stage._severest(stage | found.get(key, stage))
        return found
