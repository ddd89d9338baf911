import psycopg2
from odoo import api, models
from odoo.tools import split_every

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

    @api.model
    def _cron_execute(self):
        """Go on with every run that was started, and with what was approved in the meantime."""
        for run in self.search([("state", "=", "running")], order="id"):
            if not run._guarded(run._execute_committing):
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
        domain = [("company_id", "=", company.id), ("date", "=", day), ("automatic", "=", True)]
        run = self.search(domain, limit=1)
        if not run:
            try:
                with self.env.cr.savepoint():
                    run = self.create(self._run_vals(company, day, automatic=True, is_planned=False))
            except psycopg2.errors.UniqueViolation:
                return self.browse()
            self.env["ir.cron"]._commit_progress()
        return run.filtered(lambda run: run.state in ("planned", "running"))

    def _plan_committing(self):
        """Plan what is left to plan, a commit after each batch.

        :return: False when the time is over, or when another process plans the run: that one sees to the rest
        """
        if self.is_planned:
            return True
        before = self.position
        customers = self._customers(after=before)
        left = len(customers)
        for batch in split_every(CUSTOMERS, customers):
            if not self._again_when_disturbed(
                    lambda batch=batch, before=before: self._plan_and_move_on(batch, before)):
                return False
            before = batch[-1]
            left -= len(batch)
            if not self._commit(len(batch), left):
                return False
        self.is_planned = True
        return bool(self._commit(0, 0))

    def _plan_and_move_on(self, batch, before):
        """Plan `batch`, which follows customer `before`; return False when another process is at it, or was.

        Two at once must not plan the same batch, and neither may pass the other: what it left out would be lost.
        """
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset(["position"])
        if self.position != before:
            return False
        self._plan_batch(list(batch))
        self.position = batch[-1]
        return True

    def _execute_committing(self):
        """Carry out what is planned, a commit after each batch; return False when the time is over."""
        self = self._system_of()
        self._start()
        self._commit(0, self._left())
        after = 0
        while notices := self._waiting(after):
            after = notices[-1].id
            self._again_when_disturbed(lambda ids=notices.ids: self._execute_batch(self.env["ar.notice"].browse(ids)))
            if not self._commit(len(notices), self._left()):
                return False
        self._finish()
        return bool(self._commit(0, 0))

    def _left(self):
        return self.env["ar.notice"].search_count([("run_id", "=", self.id), ("state", "=", "planned")])
