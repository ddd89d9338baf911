from odoo import models

from ...logic.cash_deposits import deposit_of, with_deposits
from ...logic.cash_proposal import APPLY
from ...queries import cash_registered


class ArCashPayment(models.Model):
    """One line of the bank for several payments registered before: cheques paid in together, card sales."""

    _inherit = "ar.cash.payment"

    def _registered_first(self, facts, proposals, index, rules):
        proposals = super()._registered_first(facts, proposals, index, rules)
        asked = [fact for fact in facts if fact.amount > 0 and proposals[fact.id].decision != APPLY]
        ways = cash_registered.on_their_way(self.env, [fact.id for fact in asked]) if asked else {}
        kept = self.company_id.sudo().ar_cash_deposit_kept
        found = {fact.id: deposit_of(fact, ways[fact.id], rules, kept) for fact in asked if fact.id in ways}
        return with_deposits(proposals, found)

    def _without_grounds(self):
        """What collectors keep of registered payments is no customer's debt: nothing is written off of one."""
        return max(self.currency_id.round(super()._without_grounds() - self._kept_of_deposit()), 0.0)

    def _kept_of_deposit(self):
        """Return what is kept of registered payments, as far as the company takes it for a collector's share."""
        lines = self.allocation_ids.filtered(lambda line: line.move_line_id.account_type != "asset_receivable")
        most = sum(lines.mapped("open_amount")) * self.company_id.sudo().ar_cash_deposit_kept / 100
        return min(max(sum(lines.mapped("charges")) - abs(self.charges), 0.0), most)

    def _screen_deposit(self):
        """Return of how many payments and customers it is, where it is several registered payments, else None."""
        if not self._is_deposit():
            return None
        items = self.allocation_ids.move_line_id
        return {"payments": len(items), "customers": len(items.sudo().partner_id.commercial_partner_id)}
