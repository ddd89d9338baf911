from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round

from ...logic.roll_forward_sums import RollForward, RollRow, rolled
from ...queries.ledger_as_of import ledger_as_of
from ...queries.roll_forward import BALANCES, opening_balances, roll_forward_facts

GROUPINGS = ("partner", "account", "company")


class ArRollForward(models.AbstractModel):
    """Roll-forward of receivables: how what was open became what is open, by customer, account or company."""

    _name = "ar.roll.forward"
    _inherit = "ar.report.screen"
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
        own = {company.id: company.currency_id.id for company in companies}

        def place(row):
            return row[0], row[2] if in_document else own[row[1]]

        openings = {}
        with ledger_as_of(self.env, first - timedelta(days=1), companies, domain) as (scope, route):
            for row in opening_balances(self.env, scope, route, balance, in_document=in_document):
                openings[place(row)] = openings.get(place(row), 0.0) + row[3]
        with ledger_as_of(self.env, last, companies, domain) as (scope, _route):
            facts = [(place(fact), fact) for fact in roll_forward_facts(
                self.env, scope, first, balance, in_document=in_document)]
        # Looked up once for each currency: a hundred thousand amounts are rounded.
        moneys = {number: self.env["res.currency"].browse(number) for number in {
            number for _key, number in (*openings, *(where for where, _fact in facts))}}
        digits = {
            number: partial(float_round, precision_rounding=money.rounding) for number, money in moneys.items()}
        sums = rolled(openings, facts, lambda where: digits[where[1]])
        return self._report(sums, balance, moneys, several=in_document or len(set(own.values())) > 1)

    def _report(self, sums, balance, moneys, several):
        """Return {(key, currency id): amounts} as a :class:`RollForward`: ids become records."""
        # A recordset iterates faster than it browses.
        records = self.env[balance.model].browse([key or 0 for key, _number in sums])
        nobody = self.env[balance.model]
        rows = []
        for record, ((key, number), amounts) in zip(records, sums.items(), strict=True):
            record = record if key else nobody
            rows.append(RollRow((record, moneys[number]) if several else record, moneys[number], amounts))
        return RollForward(rows)
