from datetime import timedelta

from odoo import api, models

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

    def _execute_committing(self):
        return super(ArRun, self._system_of())._execute_committing()

    def _system_of(self):
        """Return the runs for the system to work on, once the user is known to be allowed to."""
        for run in self:
            self._check_may_run(run.company_id)
        # Runs and notices are closed to users' own writing: they are the record of what was done.
        return self.sudo().with_context(tracking_disable=True)

    def _lot(self):
        return NOTICES

    def _is_left(self):
        """Return whether anything of the run still waits to be sent or approved."""
        return bool(self.env["ar.notice"].search_count(
            [("run_id", "=", self.id), ("state", "in", ("planned", "approval"))], limit=1))

    def _moment(self):
        """Return the day on which the run's notices go out: its date, plus the days since it was planned."""
        return self.date + timedelta(days=(self._today(self.company_id) - self.planned_on).days)

    def _check_and_deliver(self, records):
        self._deliver_checked(self._recheck(records))

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
