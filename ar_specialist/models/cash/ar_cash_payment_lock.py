from odoo import models
from odoo.exceptions import UserError


class ArCashPayment(models.Model):
    """One at a time works on a customer's money: accounts of payers and of items are locked, then read anew."""

    _inherit = "ar.cash.payment"

    def _lock_accounts(self):
        """Return those of the payments whose customers nobody else works on now, locked and fresh.

        Everything is taken in the order of ids, so that no two wait for each other.
        """
        locked = self.try_lock_for_update(allow_referencing=True)
        locked.invalidate_recordset()
        of_company = {}
        for payment in locked:
            for company, partners in payment._customers_touched().items():
                of_company.setdefault(company, {})[payment] = partners
        free = locked
        for company in sorted(of_company, key=lambda company: company.id):
            partners_of = of_company[company]
            partners = self.env["res.partner"].union(*partners_of.values())
            accounts = self.env["ar.account"]._for_many(partners, company)
            mine = accounts.try_lock_for_update(allow_referencing=True).partner_id
            free -= self.browse().union(
                *(payment for payment, partners in partners_of.items() if not partners <= mine))
        free.allocation_ids.move_line_id.invalidate_recordset(["amount_residual", "amount_residual_currency"])
        return free

    def _customers_touched(self):
        """Return {company: customers} of the payment and of the items that it pays, which may be a branch's."""
        touched = {self.company_id: self.partner_id}
        for company, items in self.allocation_ids.move_line_id.grouped("company_id").items():
            before = touched.get(company, self.partner_id.browse())
            touched[company] = before + items.partner_id.commercial_partner_id
        return touched

    def _lock_or_refuse(self):
        """Lock the customers of these payments.

        :raise UserError: when somebody else works on one of them
        """
        if busy := self - self._lock_accounts():
            raise UserError(self.env._(
                "Somebody else is working on %s, or on an account it pays for, at this very moment. Try again.",
                ", ".join(busy.mapped("display_name"))))
