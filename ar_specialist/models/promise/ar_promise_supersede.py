from odoo import models


class ArPromise(models.Model):
    """A new promise in the place of older ones."""

    _inherit = "ar.promise"

    def _supersede_older(self):
        """Let this promise take the place of older open ones for the same items, unless all fit beside each other.

        SAP keeps one promise per invoice that is not confirmed, and a new one confirms the old. Two amounts that
        together are not more than what is open are no contradiction, so both stand.
        """
        self.ensure_one()
        items = set(self.move_line_ids.ids)
        older = self.search([
            ("account_id", "=", self.account_id.id), ("state", "=", "open"), ("id", "!=", self.id),
            ("currency_id", "=", self.currency_id.id)])
        older |= self.search([
            ("account_id", "=", self.account_id.id), ("state", "=", "open"), ("id", "!=", self.id),
            ("move_line_ids", "in", self.move_line_ids.ids)])
        older = older.filtered(
            lambda one: not items or not one.move_line_ids or not items.isdisjoint(one.move_line_ids.ids))
        if not older or self._fits_beside(older):
            return
        for one in older:
            one._set_state("superseded", keep_until=False, superseded_by_id=self.id)
        self.account_id._ar_evaluate_promises()

    def _fits_beside(self, older):
        """Return whether what is still to come of all of them is no more than what is open of their items."""
        promises = self + older
        company = self.company_id.currency_id
        if any(not promise.move_line_ids for promise in promises):
            is_open = self._open_of_account(self.account_id, company)
        else:
            is_open = sum(promises.move_line_ids.mapped("amount_residual"))
        to_come = sum(promise.amount_company - promise.amount_paid_company for promise in promises)
        return company.compare_amounts(to_come, is_open) <= 0
