import logging
from contextlib import contextmanager
from datetime import timedelta

import psycopg2.errors
from odoo import api, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

#: Notices that are checked and delivered together.
NOTICES = 100


class ArRun(models.Model):
    """Execution: each planned notice is checked again and delivered, in batches that are whole or absent."""

    _inherit = "ar.run"

    def action_execute(self):
        """Carry the run out: a few notices at once, many by the scheduled action, which goes on by itself."""
        waiting = self.env["ar.notice"].search_count([("run_id", "in", self.ids), ("state", "=", "planned")])
        if waiting <= NOTICES:
            self.execute()
            return
        for run in self._system_of():
            with run._alone():
                run._start()
        # Starting a job of the system is what the button is for; it sends what this user has seen planned.
        self.env.ref("ar_specialist.ir_cron_follow_up_execute").sudo()._trigger()

    @api.private
    def execute(self):
        """Carry out the planned notices, checking each again at that moment.

        What waits for approval stays; the run is done when nothing is left. All in the present transaction.

        :raise AccessError: for users who may not work receivables, or not for these companies
        :raise UserError: while somebody else carries out the same run
        """
        for run in self._system_of():
            with run._alone():
                run._start()
                after = 0
                while notices := run._waiting(after):
                    after = notices[-1].id
                    run._execute_batch(notices)
                run._finish()

    @contextmanager
    def _alone(self):
        """Let the block carry out the run, unless another process does: that is refused in words, nothing is done."""
        busy = UserError(self.env._(
            "%s is being carried out by somebody else at this moment. Look again when they are through.", self.name))
        try:
            if not self.try_lock_for_update(allow_referencing=True):
                raise busy
            yield
            self.env.flush_all()
        except psycopg2.errors.SerializationFailure as error:
            # The other one was through before the lock, but after this transaction had begun to look.
            raise busy from error

    def _system_of(self):
        """Return the runs for the system to work on, once the user is known to be allowed to."""
        for run in self:
            self._check_may_run(run.company_id)
        # Runs and notices are closed to users' own writing: they are the record of what was done.
        return self.sudo().with_context(tracking_disable=True)

    def _start(self):
        if self.state == "planned":
            self._set_state("running")

    def _waiting(self, after=0):
        """Return the next notices to carry out, those above the id `after`."""
        return self.env["ar.notice"].search(
            [("run_id", "=", self.id), ("state", "=", "planned"), ("id", ">", after)], order="id", limit=NOTICES)

    def _finish(self):
        left = self.env["ar.notice"].search_count(
            [("run_id", "=", self.id), ("state", "in", ("planned", "approval"))], limit=1)
        if self.state == "running" and self.is_planned and not left:
            self._set_state("done")

    def _moment(self):
        """Return the day on which the run's notices go out: its date, plus the days since it was planned."""
        return self.date + timedelta(days=(self._today(self.company_id) - self.planned_on).days)

    def _execute_batch(self, notices):
        """Deliver a batch; when it fails, one by one, and the one at fault is marked with the cause."""
        self = self.with_company(self.company_id)
        notices = notices.with_env(self.env)._lock_waiting()
        if self._delivered(notices) is None or not notices:
            return
        for notice in notices:
            error = self._delivered(notice)
            if error is not None:
                _logger.warning("Notice %s could not be delivered", notice.id, exc_info=error)
                notice._set_state("failed", failure=str(error))

    def _delivered(self, notices):
        """Check and deliver `notices`; return None, or why it failed, with nothing done."""
        try:
            with self.env.cr.savepoint():
                self._deliver_checked(self._recheck(notices))
        except psycopg2.OperationalError:
            raise
        except Exception as error:  # whatever one customer's message may fail of, the others get theirs
            return error
        return None

    def _deliver_checked(self, notices):
        failures = notices._deliver() if notices else {}
        sent = notices.filtered(lambda notice: notice.id not in failures)
        sent._set_state("sent")
        for notice in notices - sent:
            notice._set_state("failed", failure=failures[notice.id])
        sent._after_sent()

    @api.model
    def _today(self, company):
        """Return the day it is where `company` is."""
        return company._ar_today()
