from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from odoo import api, fields, models
from odoo.fields import Domain

from ...logic.tie_out import CAUSES, DIFFERENCE, Figures, Sums, TieOut, TieOutRow, explained, places, unexplained_places
from ...queries.ledger_as_of import ledger_as_of
from ...queries.open_items import BACKWARD
from ...queries.tie_out_crossing import crossing_sums
from ...queries.tie_out_ledger import beside_domains, ledger_sums, sums_of
from ...queries.tie_out_locked import locked_sums
from ...queries.tie_out_open import CUSTOMERS, open_sums
from ...queries.tie_out_residual import residual_sums


@dataclass(frozen=True)
class Facts:
    """What the database says of a day: sums by place of both ledgers, and of each cause; and how to find the items."""

    subledger: dict
    ledger: dict
    causes: dict
    scope: Any
    route: str
    locks: dict
    beside: dict
    unexplained: frozenset


class ArTieOut(models.AbstractModel):
    """The receivables sub-ledger against the general ledger, with the causes of what differs or looks odd.

    The sub-ledger is what `ar.aging` takes for open on the day, of those who are customers. The general ledger is the
    plain sum of the journal items of each receivable account: neither is computed from the other.
    """

    _name = "ar.tie.out"
    _inherit = "ar.report.screen"
    _description = "Tie-out of receivables with the general ledger"

    @api.private
    def compute(self, as_of, companies=None):
        """Compare both ledgers at the end of a day, per company, receivable account and document currency.

        Journal items of companies, or under record rules, that the user may not read are on neither side.

        :param as_of: a date or "YYYY-MM-DD"
        :param companies: res.company records; the user's active ones unless given
        :return: :class:`TieOut`
        :raise AccessError: when the user may not read journal items
        """
        as_of = fields.Date.to_date(as_of)
        companies = self.env.companies if companies is None else companies
        facts = self._facts(as_of, companies)
        return TieOut(as_of, companies, self._rows(facts), self._causes(facts, companies))

    def _facts(self, as_of, companies):
        locks, beside = self._locks(companies), beside_domains(self.env, as_of, companies)
        with ledger_as_of(self.env, as_of, companies) as (scope, route):
            found = open_sums(self.env, scope, route)
            subledger = found.pop(CUSTOMERS, {})
            by_state = ledger_sums(self.env, as_of, companies)
            ledger = by_state["posted"]
            # What the sub-ledger lacks and the general ledger has makes the difference smaller.
            causes = {
                code: {place: Sums(part.count, -part.amount, -part.amount_currency) for place, part in parts.items()}
                if CAUSES[code] == DIFFERENCE else parts
                for code, parts in found.items()
            }
            causes |= crossing_sums(self.env, scope)
            causes["locked"] = locked_sums(self.env, scope, locks)
            for code, domain in beside.items():
                causes[code] = by_state["draft"] if code == "drafts" else sums_of(self.env, domain)
            unexplained = unexplained_places(subledger, ledger, causes)
            # Reads every item there ever was, so only where something is left to explain.
            if unexplained and route == BACKWARD:
                causes["residual"] = residual_sums(self.env, scope, unexplained)
        return Facts(subledger, ledger, causes, scope, route, locks, beside, frozenset(unexplained))

    def _rows(self, facts):
        """Return the :class:`TieOutRow` list, as a person looks accounts up; names are readable though archived."""
        known, nothing = explained(facts.causes), Sums()
        rows = []
        for place in places(facts.subledger, facts.ledger, facts.causes):
            company, account, currency = self._records(place)
            sides = [sums.get(place, nothing) for sums in (facts.subledger, facts.ledger, known)]
            rows.append(TieOutRow(
                company, account, currency,
                self._figures(company.currency_id, [side.amount for side in sides]),
                self._figures(currency, [side.amount_currency for side in sides]),
            ))
        return sorted(rows, key=lambda row: (
            row.company.sequence, row.company.id, self._code(row.company, row.account), row.account.id,
            row.currency != row.company_currency, row.currency.name))

    def _figures(self, currency, sums):
        return Figures(currency, *(currency.round(float(amount)) for amount in sums))

    def _records(self, place):
        # sudo: names of what the user's own journal items stand on
        return tuple(
            self.env[model].sudo().browse(number)
            for model, number in zip(("res.company", "account.account", "res.currency"), place, strict=True))

    def _code(self, company, account):
        return account.with_company(company).code or ""

    def _causes(self, facts, companies):
        """Return the :class:`TieOutCause` list: those with items, company by company."""
        by_company = defaultdict(dict)
        for code, parts in facts.causes.items():
            for place, part in parts.items():
                by_company[place.company].setdefault(code, {})[place] = part
        return [
            self._cause(facts, company, code, by_company[company.id][code])
            for company in companies for code in CAUSES if code in by_company[company.id]
        ]

    def _cause_domain(self, facts, company, code):
        """Return the domain of the journal items behind a cause in `company`."""
        return Domain("company_id", "=", company.id) & self._items_domain(facts, code)
