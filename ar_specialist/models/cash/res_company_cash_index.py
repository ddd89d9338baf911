from odoo import models

from ...logic.cash_facts import Rules
from ...logic.cash_index import Accounts, CashIndex
from ...logic.cash_lookup import narrowed
from ...queries.cash_coins import to_coins
from ...queries.cash_customers import customers, family
from ...queries.cash_items import open_items, owing, shapes
from ...queries.cash_named import may_have
from ...queries.cash_paid import paid_numbers


class ResCompany(models.Model):
    """What a company knows when payments are matched."""

    _inherit = "res.company"

    def _cash_rules(self):
        """Return the company's settings as :class:`..logic.cash_facts.Rules`; the tolerance at today's rates."""
        self.ensure_one()
        company, today = self.sudo(), self._ar_today()  # settings are no secret of a company that one works for
        tolerance = {}
        for currency in self.env["res.currency"].search([]) if company.ar_cash_tolerance else ():
            amount = company.currency_id._convert(company.ar_cash_tolerance, currency, company, today)
            tolerance[currency.id] = to_coins(amount, currency.decimal_places)
        return Rules(
            order=company.ar_cash_order, tolerance=tolerance, discount_days=company.ar_cash_discount_days,
            oldest_first=company.ar_cash_oldest_first, keep_short_open=company.ar_cash_keep_short_open,
            apply=company.ar_cash_apply_points, suggest=company.ar_cash_suggest_points)

    def _cash_index(self, partners=None):
        """Return the :class:`..logic.cash_index.CashIndex` of the company's open items and customers.

        :param partners: only the families of these commercial partners; None: all of the company's customers
        """
        self.ensure_one()
        ids = None if partners is None else family(self.env, partners.ids)
        items = open_items(self.env, self, ids)
        who = customers(self.env, self, ids, {item.customer for item in items})
        return CashIndex(items, who, paid_numbers(self.env, self, self._ar_today(), ids))

    def _cash_accounts(self, partners, opened):
        """Return the :class:`..logic.cash_index.Accounts` of customers, and of those that they belong to.

        :param partners: commercial partners
        :param opened: {item id: coins}, what was open of items that count as they were, though settled by now
        """
        self.ensure_one()
        items = open_items(self.env, self, partners.ids, opened)
        return Accounts(items, customers(self.env, self, partners.ids, {item.customer for item in items}))

    def _cash_index_for(self, payments):
        """Return an index from which a few payments have the same proposals as from the whole one.

        :param payments: :class:`..logic.cash_facts.Payment` s
        """
        self.ensure_one()
        today, known = self._ar_today(), {payment.customer for payment in payments}
        # Where the customers of all payments are known, nobody else's name is looked up.
        ids = None if None in known else family(self.env, known)
        who = customers(self.env, self, ids, owing(self.env, self) if ids is None else ())

        def named(keys):
            found = may_have(self.env, keys)
            return open_items(self.env, self, documents=found), paid_numbers(self.env, self, today, documents=found)

        return narrowed(
            payments, CashIndex((), who), named, lambda of: open_items(self.env, self, family(self.env, of)),
            shapes(self.env, self))
