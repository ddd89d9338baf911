from odoo import models

from ...queries.statement_group import customers_below, heads_above


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
        place = {partner: number for number, partner in enumerate(readable.ids)}

        def members(account):
            own = account.partner_id.id
            found = below[own] & place.keys() - {own}
            return self.env["res.partner"].browse([own, *sorted(found, key=place.get)]).with_prefetch(readable.ids)

        return {account: members(account) for account in self}
