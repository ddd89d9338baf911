from odoo import models

from ..queries.statement_group import customers_below, heads_above


class ArAccount(models.Model):
    """A parent company with its subsidiaries: customers of their own that stand below it."""

    _inherit = "ar.account"

    def _ar_group_heads(self):
        """Return the accounts of the companies that the groups of these accounts end in, made when missing."""
        heads = heads_above(self.env, self.partner_id.ids)
        found = self.browse()
        for company, accounts in self.grouped("company_id").items():
            partners = self.env["res.partner"].browse({heads[customer.id] for customer in accounts.partner_id})
            found |= self._for_many(partners, company)
        return found

    def _ar_statement_customers(self, group=False):
        """Return {account: customers whose items its statement has}: its own first, then its subsidiaries by name."""
        if not group:
            return {account: account.partner_id for account in self}
        below = customers_below(self.env, self.partner_id.ids)
        # A search: subsidiaries that the user may not read stay out.
        readable = self.env["res.partner"].with_context(active_test=False).search(
            [("id", "in", list(set().union(*below.values())))], order="name, id")
        return {
            account: account.partner_id | readable.filtered(
                lambda partner, members=below[account.partner_id.id]: partner.id in members)
            for account in self
        }
