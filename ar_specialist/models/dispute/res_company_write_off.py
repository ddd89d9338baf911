from odoo import models
from odoo.exceptions import AccessError

from ...queries.written_off import written_off_of


class ResCompany(models.Model):
    """How much the present user may write off."""

    _inherit = "res.company"

    def _ar_may_write_off(self, amount, documents):
        """Return whether the present user may write `amount` off of `documents` without asking.

        The limit is of a document: what was written off of it before counts, or two small ones would come to what one
        may not.

        :param amount: in company currency
        :param documents: account.move records of the company
        """
        limit = self._ar_write_off_limit()
        if limit is None:
            return True
        before = sum(written_off_of(self.env, documents.ids).values())
        return self.currency_id.compare_amounts(amount + before, limit) <= 0

    def _ar_check_approves(self, name, asked_by, amount, documents):
        """Refuse to approve what the present user has asked for, or may not write off.

        :param name: of the write-off or dispute
        :param amount: in company currency
        :raise AccessError: says why
        """
        if self.env.su:
            return
        if asked_by == self.env.user:
            raise AccessError(self.env._(
                "You have asked for %s yourself: another receivables manager approves it.", name))
        if not self._ar_may_write_off(amount, documents):
            raise AccessError(self.env._(
                "%(amount)s is over your own limit: a manager with a higher one approves it.",
                amount=self.currency_id.format(amount)))

    def _ar_write_off_limit(self):
        """Return how much of a document the present user may write off, in company currency; None is all.

        What is set for the person counts; else managers have no limit and specialists that of the company.
        """
        self.ensure_one()
        # sudo: limits of persons are for managers to read
        own = self.env["ar.write.off.limit"].sudo().search(
            [("company_id", "=", self.id), ("user_id", "=", self.env.uid)], limit=1)
        if own:
            return own.amount
        return None if self.env.user.has_group("ar_specialist.group_manager") else self.ar_writeoff_limit
