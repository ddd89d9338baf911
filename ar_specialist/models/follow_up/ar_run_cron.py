from odoo import api, models

from .ar_run_plan import CUSTOMERS


class ArRun(models.Model):
    """The scheduled actions: every batch is committed, and after any commit the work can be taken up again."""

    _inherit = "ar.run"

    @api.model
    def _cron_follow_up(self):
        """Plan and execute today's follow-ups of every company that has them on."""
        companies = self.env["res.company"].search([("ar_follow_up_auto", "=", True)], order="id")
        for company in companies:
            if not self.with_company(company)._for_one_company(company):
                return

    def _for_one_company(self, company):
        """Plan and execute for `company`; return False when the time of the scheduled action is over."""
        today = self._today(company)
        unfinished = self.search([
            ("company_id", "=", company.id), ("automatic", "=", True), ("state", "in", ("planned", "running")),
            ("date", "<", today),
        ], order="id")
        for run in unfinished:
            # What an older day has not planned, today's run will.
            run.is_planned = True
            if not run._guarded(run._execute_committing):
                return False
        run = self._automatic_run(company, today)
        if not run:
            return True
        return run._guarded(lambda: run._plan_committing() and run._execute_committing())

    @api.model
    def _automatic_run(self, company, day):
        """Return the run of the scheduled action for `company` on `day`, made when missing; none when it is over."""
        run = self._automatic(company, day, **self._run_vals(company, day))
        return run.filtered(lambda run: run.state in ("planned", "running"))

    def _plan_committing(self):
        """Plan what is left to plan, a commit after each lot; return whether it went to its end."""
        return self.is_planned or self._plan_in_lots(
            list(self._customers(after=self.position)), CUSTOMERS, self._plan_batch)
