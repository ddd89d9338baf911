import logging

import psycopg2.errors
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import split_every

from ...logic.follow_up_case import Occasion
from ...queries.follow_up_items import customers_with_items

_logger = logging.getLogger(__name__)

#: Customers whose facts are read and whose notices are made together: their number does not
#: change the number of queries, at most 30.
CUSTOMERS = 300
#: Another process has planned the same step of the same item, or made the same account, at this very moment.
TAKEN = (psycopg2.errors.UniqueViolation, psycopg2.errors.SerializationFailure)


class ArRun(models.Model):
    """Planning: who is to be reminded of what, who is held and why. It sends nothing."""

    _inherit = "ar.run"

    @api.model
    @api.private
    def plan(self, date, companies=None, partners=None):
        """Plan the follow-ups of a day and return the runs, one per company, in state "planned".

        :param date: any day, past or future; what is open on it counts
        :param companies: res.company; those that are active when not given
        :param partners: res.partner; everyone when not given
        :raise AccessError: for users who may not work receivables, or not for these companies
        """
        day = fields.Date.to_date(date)
        runs = self.browse()
        for company in companies if companies is not None else self.env.companies:
            self._check_may_run(company)
            # Runs are closed to users' own writing: they are the record of what was done.
            run = self.sudo().create(self._run_vals(company, day))
            for batch in split_every(CUSTOMERS, run._customers(partners)):
                run._plan_batch(list(batch))
            runs += run.sudo(self.env.su)
        return runs

    @api.model
    def _run_vals(self, company, day):
        return {"date": day, "company_id": company.id, "user_id": self.env.uid, "planned_on": self._today(company)}

    @api.model
    def _check_may_run(self, company):
        if self.env.su:
            return
        if not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._(
                "Follow-ups are for receivables specialists. Ask your administrator for the role “Specialist” under "
                "Receivables."))
        if company not in self.env.companies:
            raise AccessError(self.env._(
                "%(company)s is not among your active companies: choose it at the top right first.",
                company=company.sudo().name))

    def _customers(self, partners=None, after=0):
        """Return the ids, ascending, of the customers to look at: who owe something, with what was sent since."""
        domain = self.env["ar.account"]._ar_open_items_domain(self.company_id)
        if partners is not None:
            domain = [("partner_id.commercial_partner_id", "in", partners.commercial_partner_id.ids), *domain]
        return customers_with_items(self.env, self.date, self.company_id, domain, after)

    def _plan_batch(self, partner_ids):
        """Plan the notices of a batch of customers; return the ids of those whom another process has just taken."""
        self.ensure_one()
        cases = self._cases(self.company_id, partner_ids, Occasion(self.date, self.date))
        return self._record([case for case in cases if case.decisions])

    def _record(self, cases):
        """Make the notices of `cases`; where that fails, of each half, down to the one customer at fault."""
        if not cases:
            return []
        try:
            with self.env.cr.savepoint():
                self._make_notices(cases)
            return []
        except TAKEN:
            if len(cases) == 1:
                return [cases[0].partner_id]
        except psycopg2.OperationalError:
            raise
        except Exception as error:  # one customer's fault must not keep the others from being reminded
            if len(cases) == 1:
                self._note_problem(cases[0].partner_id, error)
                return []
        middle = len(cases) // 2
        return [*self._record(cases[:middle]), *self._record(cases[middle:])]

    def _note_problem(self, partner_id, error):
        _logger.warning("Follow-up of customer %s could not be planned", partner_id, exc_info=error)
        partner = self.env["res.partner"].browse(partner_id)
        self.message_post(body=self.env._(
            "%(customer)s could not be planned: %(error)s", customer=partner.display_name, error=error))

    def _make_notices(self, cases):
        accounts = self._accounts_of(cases, self.company_id)
        found = list(self._addressed(cases, accounts))
        notices = self.env["ar.notice"]._insert([self._prepare_notice_vals(*one) for one in found])
        lines = []
        for notice, (case, _account, decision) in zip(notices, found, strict=True):
            lines += self._line_rows(notice, case, decision)
        self.env["ar.notice.line"]._insert(lines)

    @api.model
    def _accounts_of(self, cases, company):
        """Return {partner id: ar.account} of `cases`, made when missing."""
        missing = self.env["res.partner"].browse(case.partner_id for case in cases if not case.account_id)
        made = self.env["ar.account"]._for_many(missing, company)
        found = made.browse(case.account_id for case in cases if case.account_id)
        return {account.partner_id.id: account for account in made + found}

    def _prepare_notice_vals(self, case, account, decision):
        """Return the values of the notice for `decision`, a :class:`~..logic.follow_up.Decision`; extend freely.

        They are values of columns, stored fields of every notice alike: notices are inserted by the hundred.
        """
        shown = [*(step.item for step in decision.steps), *decision.listed]
        return {
            "run_id": self.id, "account_id": account.id, "company_id": self.company_id.id, "date": self.date,
            "kind": decision.kind, "level_id": decision.level.id if decision.level else False,
            "state": self._planned_state(decision), "reason_codes": list(decision.reasons) or False,
            "amount": self.currency_id.round(sum(item.amount for item in shown)), "item_count": len(shown),
            # What would be computed one by one, given at once.
            "partner_id": case.partner_id, "reason": next(iter(decision.reasons), False),
        }

    @api.model
    def _planned_state(self, decision):
        if decision.reasons:
            return "held"
        return "approval" if self.env["ar.policy.level"].browse(decision.level.id).needs_approval else "planned"

    def _line_rows(self, notice, case, decision):
        counted = not decision.reasons
        steps = [(step.item, step.level.id, step.attempt, counted, ()) for step in decision.steps]
        steps += [(step.item, step.level.id, step.attempt, False, step.item.against) for step in decision.held_back]
        steps += [(item, None, 1, False, ()) for item in decision.listed]
        for item, level, attempt, counts, against in steps:
            row = case.rows[item.id]
            yield (
                notice.id, item.id, level, attempt, self.date, item.due, item.days_late(self.date),
                row.amount_currency, row.currency_id, list(against), counts,
            )
