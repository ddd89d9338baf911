from datetime import timedelta

import psycopg2
from odoo import api, models
from odoo.tools import split_every

from ..queries.ledger_facts import receivable_accounts
from .ar_statement_plan import ACCOUNTS

#: How far back days are made up for on which the scheduled action did not run.
DAYS_BACK = 31


class ArStatementBatch(models.Model):
    """The scheduled actions: every lot is committed, and after any commit the work can be taken up again."""

    _inherit = "ar.statement.batch"

    @api.model
    def _cron_scheduled(self):
        """Plan and send the statements that schedules say, of every company, for each day since the last look."""
        for company in self.env["res.company"].search([], order="id"):
            batches = self.with_company(company)
            if not batches._guarded(lambda batches=batches, company=company: batches._for_one_company(company)):
                return

    @api.model
    def _cron_execute(self):
        """Go on with every sending that was started."""
        for batch in self.search([("state", "=", "running")], order="id"):
            if not batch._guarded(batch._execute_committing):
                return

    def _for_one_company(self, company):
        """Plan and send for `company`; return False when the time of the scheduled action is over."""
        today = company._ar_today()
        looked = company.ar_statement_looked_on or today - timedelta(days=1)
        days = [today - timedelta(days=back) for back in range(min((today - looked).days, DAYS_BACK) - 1, -1, -1)]
        for day in days:
            if not self._plan_day(company, day):
                return False
        for batch in self.search([
            ("company_id", "=", company.id), ("automatic", "=", True), ("is_planned", "=", True),
            ("state", "in", ("planned", "running")),
        ], order="id"):
            if not batch._execute_committing():
                return False
        return True

    def _plan_day(self, company, day):
        """Plan what goes out on `day`, a commit after each batch; return False when the time is over."""
        orders = self._orders(company, day)
        batch = self._automatic_batch(company, day) if orders else self.browse()
        if batch and not batch.is_planned and not batch._plan_committing(orders):
            return False
        self._again_when_disturbed(lambda: company.write({"ar_statement_looked_on": day}))
        return bool(self._commit(0, 0))

    def _orders(self, company, day):
        """Return [(domain of accounts, their order)] of what goes out on `day`."""
        found = []
        if company._ar_statement_schedule().is_due(day):
            # Whoever has only begun to owe gets one, too.
            self.env["ar.account"]._make_missing(company, receivable_accounts(self.env))
            found.append(([("ar_statement_every", "=", False)], company._ar_scheduled_order(day)))
        own = self.env["ar.account"].search([
            ("company_id", "=", company.id), ("ar_statement_every", "not in", (False, "never"))])
        by_order = {}
        for account in own:
            if account._ar_statement_schedule().is_due(day):
                by_order.setdefault(account._ar_scheduled_order(day), []).append(account.id)
        found += [([("id", "in", ids)], order) for order, ids in by_order.items()]
        return found

    def _automatic_batch(self, company, day):
        """Return the sending of the scheduled action for `company` on `day`, made when missing."""
        as_of = day - timedelta(days=1)
        domain = [("company_id", "=", company.id), ("date", "=", as_of), ("automatic", "=", True)]
        batch = self.search(domain, limit=1)
        if not batch:
            try:
                with self.env.cr.savepoint():
                    batch = self.create({
                        "company_id": company.id, "date": as_of, "automatic": True, "is_planned": False})
            except psycopg2.errors.UniqueViolation:
                # Another process has just begun with it.
                return batch
            self._commit(0, 1)
        return batch

    def _plan_committing(self, orders):
        ids = sorted({
            (account, number)
            for number, (domain, _order) in enumerate(orders)
            for account in self.env["ar.account"].search(
                [("company_id", "=", self.company_id.id), ("id", ">", self.position), *domain]).ids
        })
        left = len(ids)
        for some in split_every(ACCOUNTS, ids):
            planned = []
            self._again_when_disturbed(
                lambda some=list(some), planned=planned: planned.append(self._plan_and_move_on(some, orders)))
            left -= len(some)
            if not planned[-1] or not self._commit(len(some), left):
                return False
        self._again_when_disturbed(lambda: self.write({"is_planned": True}))
        return bool(self._commit(0, 0))

    def _plan_and_move_on(self, some, orders):
        """Plan the statements of `some`, (account id, number of its order); return False while another process does."""
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        if self.position >= some[-1][0]:
            return True
        by_order = {}
        for account, number in some:
            by_order.setdefault(number, []).append(account)
        for number, accounts in by_order.items():
            self._plan_accounts(self.env["ar.account"].browse(accounts), orders[number][1])
        self.position = some[-1][0]
        return True
