from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.roll_forward_sums import RollForward, RollRow, rolled
from ...queries.ledger_as_of import ledger_as_of
from ...queries.roll_forward import BALANCES, opening_balances, roll_forward_facts

GROUPINGS = ("partner", "account", "company")


class ArRollForward(models.AbstractModel):
    """Roll-forward of receivables: how what was open became what is open, by customer, account or company."""

    _name = "ar.roll.forward"
    _description = "Roll-forward of receivables"

    @api.private
    def compute(
        self, date_from, date_to, companies=None, group_by="partner", currency="company", *, domain=None,
    ):
        """Sum what a period did to receivables: opening + movements by class = closing, to the cent.

        Opening and closing are those of `ar.aging` on the day before the period and on its last day; in company
        currency their totals are the receivable accounts' balances in the general ledger. Items of companies, or under
        record rules, that the user may not read are left out.

        :param date_from: first day of the period, a date or "YYYY-MM-DD"
        :param date_to: last day of it
        :param companies: res.company records; the user's active ones unless given
        :param group_by: "partner" (commercial entity), "account" or "company"
        :param currency: "company" or "document"
        :param domain: further domain on account.move.line, by customer or account
        :return: :class:`RollForward`; row keys are records, or (record, currency) where currencies differ by row:
            always for "document", for "company" when the companies keep their books in several
        :raise UserError: for an unknown grouping or currency, or a period that ends before it begins
        :raise AccessError: when the user may not read journal items
        """
        companies = self.env.companies if companies is None else companies
        self._check_choice("group_by", group_by, GROUPINGS)
        return self._rolled(
            *self._period(date_from, date_to), companies, BALANCES[group_by], currency, list(domain or []))

    def _period(self, date_from, date_to):
        first, last = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        if not first or not last or first > last:
            raise UserError(self.env._(
                "Roll-forward: a period is from its first day to its last, not from %(first)s to %(last)s.",
                first=date_from, last=date_to))
        return first, last

    def _check_choice(self, name, value, choices):
        if not isinstance(value, str) or value not in choices:
            raise UserError(self.env._(
                "Roll-forward: %(name)s can't be “%(value)s”; choose one of %(choices)s.",
                name=name, value=value, choices=", ".join(choices)))

    def _rolled(self, first, last, companies, balance, currency, domain):
        """Return the :class:`RollForward` of a :class:`Balance`; the rest as in :meth:`compute`."""
        self._check_choice("currency", currency, ("company", "document"))
        in_document = currency == "document"
        companies.sudo().fetch(["currency_id"])
        own = {company.id: company.currency_id for company in companies}
        currencies = self.env["res.currency"]

        def unit(row_key, company_id, currency_id):
            return row_key, currencies.browse(currency_id) if in_document else own[company_id]

        openings = {}
        with ledger_as_of(self.env, first - timedelta(days=1), companies, domain) as (scope, route):
            for key, company_id, currency_id, amount in opening_balances(
                    self.env, scope, route, balance, in_document=in_document):
                place = unit(key, company_id, currency_id)
                openings[place] = openings.get(place, 0.0) + amount
        with ledger_as_of(self.env, last, companies, domain) as (scope, _route):
            facts = [
                (unit(fact.key, fact.company_id, fact.currency_id), fact)
                for fact in roll_forward_facts(self.env, scope, first, balance, in_document=in_document)]
        sums = rolled(openings, facts, lambda place, amount: place[1].round(amount))
        several = in_document or len(set(own.values())) > 1
        records = self.env[balance.model]
        return RollForward([
            RollRow((records.browse(key or ()), money) if several else records.browse(key or ()), money, amounts)
            for (key, money), amounts in sums.items()])
