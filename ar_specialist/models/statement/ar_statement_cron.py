from datetime import timedelta

from odoo import api, models
from odoo.tools import groupby

from ...queries.ledger_facts import receivable_accounts
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
        batch = self._automatic(company, day - timedelta(days=1)) if orders else self.browse()
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

    def _plan_committing(self, orders):
        """Plan what is left to plan, a commit after each lot; return whether it went to its end."""
        order_of = {
            account: order
            for domain, order in orders
            for account in self.env["ar.account"].search(
                [("company_id", "=", self.company_id.id), ("id", ">", self.position), *domain]).ids
        }

        def plan(accounts):
            for order, own in groupby(accounts, order_of.get):
                self._plan_accounts(self.env["ar.account"].browse(own), order)

        return self._plan_in_lots(sorted(order_of), ACCOUNTS, plan)
