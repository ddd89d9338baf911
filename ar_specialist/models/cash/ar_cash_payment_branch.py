from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class ArCashPayment(models.Model):
    """A payment to a company settles what is owed to its branches: the books reconcile within one root company.

    The counterpart is in the entry of the payment's company, as in core. The other way round, what a branch got for the
    company above it, moves money that the branch has to hand over: that is no matching of an item.
    """

    _inherit = "ar.cash.payment"

    def _against_company(self, item):
        """Return why the payment can't settle an item of this company, or ""."""
        names = {"item": item.move_name, "payment": self.display_name}
        above = item.company_id.sudo().parent_ids  # itself and those above it; which is so for everyone
        if self.company_id not in above:
            return self.env._("%(item)s is of another company than %(payment)s.", **names)
        if item.company_id != self.company_id and not item.account_id.sudo().company_ids & self.company_id.parent_ids:
            return self.env._(
                "%(item)s is on an account that is %(branch)s's alone: %(company)s can't book on it.", **names,
                branch=item.company_id.name, company=self.company_id.name)
        return ""

    def _companies_domain(self):
        """Return the domain of items of the payment's company, and of its branches that the user works for now."""
        # sudo: which companies are branches is so for everyone
        branches = self.env["res.company"].sudo().search([("id", "child_of", self.company_id.id)])
        return Domain("company_id", "in", (branches & self.env.companies | self.company_id).ids)

    def _check_companies(self, items):
        """Make sure that the user works for the companies of all `items`.

        :raise AccessError: in words, when not
        """
        strange = items.sudo().company_id - self.env.user.company_ids
        if strange and not self.env.su:
            raise AccessError(self.env._(
                "This settles items of %s, for which you do not work.", ", ".join(strange.mapped("name"))))
