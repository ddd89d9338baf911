from odoo import api, fields, models

from ...logic.confirmation import Candidate, Choice, chosen, coverage, population
from ...queries.confirmation import moved_customers

CHOICE = ("date", "company_id", "how", "least", "number", "seed", "with_credits", "with_zeros", "picked_ids")


class ArBalanceRequest(models.Model):
    """Whom a request asks, and how much of the receivables that covers."""

    _inherit = "ar.balance.request"

    population_count = fields.Integer(
        string="Customers with a Balance", compute="_compute_selection", store=True, copy=False,
        help="With zero balances, if these are asked too.")
    population_amount = fields.Monetary(
        string="Their Balances", compute="_compute_selection", store=True, copy=False,
        help="Debit and credit balances without sign, in company currency.")
    ledger_amount = fields.Monetary(
        string="Receivables by the Ledger", compute="_compute_selection", store=True, copy=False,
        help="All receivables of the day, credits taken off, in company currency.")
    selected_count = fields.Integer(string="Customers Chosen", compute="_compute_selection", store=True, copy=False)
    selected_amount = fields.Monetary(
        string="Their Part", compute="_compute_selection", store=True, copy=False,
        help="Balances of those chosen, without sign, in company currency.")
    coverage_count = fields.Float(
        string="Coverage by Number", compute="_compute_selection", store=True, copy=False, aggregator=None)
    coverage_amount = fields.Float(
        string="Coverage by Amount", compute="_compute_selection", store=True, copy=False, aggregator=None)

    @api.depends(*CHOICE)
    def _compute_selection(self):
        for request in self:
            if request.state and request.state != "draft":
                continue  # what was chosen stays, whatever is booked into the day later
            balances, _figures, ledger = request._balances()
            request._write_selection(balances, request._chosen(balances), ledger)

    def _write_selection(self, balances, chosen_keys, ledger):
        found = coverage(
            [balances[key].balance for key in chosen_keys],
            [one.balance for one in population(balances.values(), self._choice())])
        rounded = self.company_id.currency_id.round
        self.update({
            "population_count": found.count_all, "population_amount": rounded(found.amount_all),
            "ledger_amount": ledger, "selected_count": found.count, "selected_amount": rounded(found.amount),
            "coverage_count": min(found.by_count, 1.0), "coverage_amount": min(found.by_amount, 1.0),
        })

    def _choice(self):
        """Return the request's :class:`Choice`; customers are known by the ids of their commercial partners."""
        return Choice(
            self.how, self.least, self.number, self.seed, self.with_credits, self.with_zeros,
            frozenset(self.picked_ids.partner_id.ids))

    def _chosen(self, balances):
        return chosen(balances.values(), self._choice())

    def _balances(self):
        """Return ({customer id: :class:`Candidate`}, {customer id: {currency: amount}}, balance of the ledger).

        Customers are commercial partners; the figures are those of the aging on the day.
        """
        company = self.company_id
        if not (company and self.date):
            return {}, {}, 0.0
        aging = self.env["ar.aging"]
        owed = aging.compute(self.date, companies=company)
        figures = {}
        for row in aging.compute(self.date, companies=company, currency="document").rows:
            customer, currency = row.key
            amount = currency.round(row.total)
            if customer and amount:
                figures.setdefault(customer.id, {})[currency] = amount
        sums = {row.key.id: company.currency_id.round(row.total) for row in owed.rows if row.key}
        keys = {*figures, *(key for key, amount in sums.items() if amount), *self.picked_ids.partner_id.ids}
        if self.with_zeros:
            keys |= moved_customers(self.env, company, self.date)
        found = {
            key: Candidate(key, sums.get(key, 0.0), bool(sums.get(key) or figures.get(key))) for key in keys}
        return found, figures, company.currency_id.round(owed.total)
