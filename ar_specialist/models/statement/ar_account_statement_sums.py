from itertools import compress

from odoo import models

from ...logic.statement import OPEN_ITEM
from ...logic.statement_sending import Standing


class ArAccount(models.Model):
    """What a sending of statements asks of customer accounts: a constant number of queries."""

    _inherit = "ar.account"

    def _ar_statement_sums(self, as_of, group=False):
        """Return {account id: (balance, overdue before credits)} on `as_of` in company currency.

        :param group: with the subsidiaries of each account
        """
        members = self._ar_statement_customers(group)
        sums = {}
        for company, accounts in self.grouped("company_id").items():
            late = [period.is_late for period in self.env["ar.bucket.set"]._default_for(company)._periods()]
            report = self.env["ar.aging"].compute(
                as_of, companies=company, partners=self.env["res.partner"].union(*(members[one] for one in accounts)),
                credits_apart=True)
            rows = {
                row.key.id: (row.total, sum(compress(row.amounts, late))) for row in report.rows
            }
            for account in accounts:
                found = [rows[partner.id] for partner in members[account] if partner.id in rows]
                sums[account.id] = tuple(
                    company.currency_id.round(sum(column)) for column in zip(*found, strict=True)) or (0.0, 0.0)
        return sums

    def _ar_standings(self, order, figures, sums, recipients, taken=()):
        """Return {account id: :class:`Standing`} of these on the day of `order`.

        :param figures: of `_ar_statement_figures`
        :param sums: of `_ar_statement_sums`
        :param recipients: of `_ar_recipients`
        :param taken: {account id: ALREADY or WAITING}
        """
        below = self._ar_below_others() if order.group else self.browse()
        return {
            account.id: Standing(
                has_items=bool(figures[account.id]) if order.kind == OPEN_ITEM else any(
                    one.closing for one in figures[account.id]),
                balance=sums[account.id][0], is_overdue=any(one.overdue for one in figures[account.id]),
                taken=dict(taken).get(account.id), with_parent=account in below,
                reachable=bool(order.by_email and recipients[account.id]["partners"])
                or account._ar_has_postal_address(),
            )
            for account in self
        }

    def _ar_below_others(self):
        """Return those whose items are on the statement of another one's group."""
        heads = self._ar_group_heads()
        return self - heads

    def _ar_has_postal_address(self):
        address = self._ar_letter_address()
        return bool(address.street or address.city or address.zip)
