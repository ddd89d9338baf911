from odoo import api, fields, models
from odoo.tools import split_every

from ...logic.follow_up_case import Occasion
from ...queries.follow_up_items import customers_with_items
from .ar_run_plan import CUSTOMERS


class ArRun(models.Model):
    """What would happen on any day, past or future, by the very path that planning takes; nothing stays behind."""

    _inherit = "ar.run"

    @api.model
    def _simulate(self, date, companies=None, partners=None):
        """Yield one dict per notice that would be planned or held on `date`, customer by customer.

        Keys: company_id, partner_id, account_id (False while the customer has no account yet), kind, level_id,
        state, reason_codes, amount (company currency), item_count, items: dicts of move_line_id, level_id, attempt,
        amount_residual, currency_id, reason_codes; level_id is False for items that are only listed beside, and where
        no policy fits.
        """
        day = fields.Date.to_date(date)
        for company in companies if companies is not None else self.env.companies:
            self._check_may_run(company)
            domain = self.env["ar.account"]._ar_open_items_domain(company)
            if partners is not None:
                domain = [("partner_id.commercial_partner_id", "in", partners.commercial_partner_id.ids), *domain]
            # As in planning: what is open counts, not what the present user may see.
            customers = customers_with_items(self.sudo().env, day, company, domain)
            for batch in split_every(CUSTOMERS, customers):
                yield from self._simulate_batch(company, list(batch), day)

    def _simulate_batch(self, company, partner_ids, day):
        known_until = day if day < self._today(company) else None
        cases = [
            case for case in self._cases(company, partner_ids, Occasion(day, day, known_until)) if case.decisions]
        found = []
        for case, account, decision in self._decided(company, cases):
            found.append(self._decision_dict(company, case, account, decision))
        return found

    def _decided(self, company, cases):
        """Return (case, account id or False, decision); accounts that are missing exist only meanwhile."""
        system = self.sudo()
        with system.env.cr.savepoint() as savepoint:
            accounts = system._accounts_of(cases, company)
            found = list(system._addressed(cases, accounts))
            savepoint.rollback()
        return [(case, case.account_id or False, decision) for case, _account, decision in found]

    def _decision_dict(self, company, case, account_id, decision):
        shown = [*(step.item for step in decision.steps), *decision.listed]
        items = [
            {
                "move_line_id": item.id, "level_id": level, "attempt": attempt,
                "amount_residual": case.rows[item.id].amount_currency,
                "currency_id": case.rows[item.id].currency_id, "reason_codes": list(item.against),
            }
            for item, level, attempt in [
                *((step.item, step.level.id, step.attempt) for step in [*decision.steps, *decision.held_back]),
                *((item, False, 1) for item in decision.listed),
            ]
        ]
        return {
            "company_id": company.id, "partner_id": case.partner_id, "account_id": account_id,
            "kind": decision.kind, "level_id": decision.level.id if decision.level else False,
            "state": self._planned_state(decision), "reason_codes": list(decision.reasons),
            "amount": sum(item.amount for item in shown), "item_count": len(shown), "items": items,
        }
