from odoo import api, models
from odoo.tools import SQL

from ...queries import cash_stale
from .ar_cash_payment import WAITING

#: What an item gets, in the order in which it is kept when less is open than it was to get.
PARTS = ("amount", "charges", "write_off", "discount")
#: So many are proposed for anew at once while somebody waits; the others have their turn the next time.
AT_ONCE = 50


class ArCashPayment(models.Model):
    """Proposals follow the books: what something else has settled is not offered, what is open again is."""

    _inherit = "ar.cash.payment"

    def _is_stale(self):
        """Return whether an item of what is proposed is not open as it was any more."""
        return bool(self._stale(SQL("payment.id = ANY(%s)", self.ids)))

    @api.model
    def _stale(self, condition):
        return self.browse(cash_stale.stale(self.env, WAITING, condition))

    @api.model
    def _outdated(self, company, customers=None, most=AT_ONCE):
        """Return payments for which other items may be open by now than when they were proposed for."""
        ids = None if customers is None else customers.ids
        return self.search([("id", "in", cash_stale.outdated(self.env, WAITING, company, ids, most))])

    @api.model
    def _mark_outdated(self, items):
        """Note that these items are open again: what waits may be for them.

        What another transaction is just changing is left out: whoever is at it looks at the books then.
        """
        items = items.sudo()  # whoever keeps the books need not see every contact
        customers = items.partner_id.commercial_partner_id
        self.flush_model(["company_id", "is_chosen", "is_return", "partner_id", "proposed_on", "state"])
        self.env.execute_query(SQL(
            """UPDATE ar_cash_payment SET proposed_on = NULL WHERE id IN (
                   SELECT id FROM ar_cash_payment
                    WHERE company_id = ANY(%s) AND state = ANY(%s) AND is_chosen IS NOT TRUE AND is_return IS NOT TRUE
                      AND proposed_on IS NOT NULL AND (partner_id IS NULL OR partner_id = ANY(%s))
                    FOR NO KEY UPDATE SKIP LOCKED) RETURNING id""",
            items.company_id.parent_ids.ids, list(WAITING), customers.ids))
        self.invalidate_model(["proposed_on"])

    @api.model
    def _renew_for(self, items):
        """Renew what waits for these items and can't have them as proposed, or might have them now; return those.

        What somebody else works on is left to them.
        """
        if not items:
            return self.browse()
        found = self._stale(SQL("allocation.move_line_id = ANY(%s)", items.ids))
        customers = items.sudo().partner_id.commercial_partner_id
        for company in items.sudo().company_id:
            found |= self._outdated(company, customers)
        return found.try_lock_for_update(allow_referencing=True)._renew()

    @api.model
    def _renew_all(self, company):
        """Renew the company's that are stale or outdated, of the latter not too many at once; return them."""
        found = self._stale(SQL("payment.company_id = %s", company.id)) | self._outdated(company)
        return found.try_lock_for_update(allow_referencing=True)._renew()

    def _renew(self):
        """Propose anew, or take out of what a person has chosen what is settled by now; return self."""
        chosen = self.filtered("is_chosen")
        if others := self - chosen:
            others._propose()
        chosen.sudo().allocation_ids._follow_item()  # sudo: closed to users' own writing
        return self


class ArCashAllocation(models.Model):
    _inherit = "ar.cash.allocation"

    def _follow_item(self):
        """Give each item no more than is open of it by now; one that is settled goes."""
        settled = self.filtered("move_line_id.reconciled")
        settled.unlink()
        for line in self - settled:
            if line.move_line_id.currency_id == line.currency_id:
                line._lessen_to(line.move_line_id.amount_residual_currency)

    def _lessen_to(self, opened):
        values, room = {"open_amount": opened}, opened
        for part in PARTS:
            values[part] = self.payment_id._smaller(self[part], room)
            room -= values[part]
        self.write(values)
