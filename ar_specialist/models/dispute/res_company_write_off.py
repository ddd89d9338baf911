from odoo import models

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
        self.ensure_one()
        if self.env.user.has_group("ar_specialist.group_manager"):
            return True
        before = sum(written_off_of(self.env, documents.ids).values())
        return self.currency_id.compare_amounts(amount + before, self.ar_writeoff_limit) <= 0
