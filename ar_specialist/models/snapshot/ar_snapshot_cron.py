import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...logic.snapshot_schedule import DAILY, due, outdated

_logger = logging.getLogger(__name__)


class ArSnapshot(models.Model):
    """Snapshots by schedule, company by company; dailies that have grown old go."""

    _inherit = "ar.snapshot"

    @api.model
    def _cron_take(self):
        """Take what is due, a commit after each; what one company's fault keeps back, others don't wait for."""
        companies = self.env["res.company"].search([("ar_snapshot_schedule", "!=", "never")])
        waiting = [(company.id, day, kind) for company in companies for day, kind in self._due(company)]
        left = len(waiting)
        for company, day, kind in waiting:
            left -= 1
            try:
                with self.env.cr.savepoint():
                    self._take(self.env["res.company"].browse(company), day, kind)
            except UserError as error:  # somebody takes it at this moment
                _logger.info("%s", error)
            except Exception:  # whatever it is: it is logged with its traceback, and taken again tomorrow
                _logger.exception("The snapshot of %s (%s) of company %s could not be taken", day, kind, company)
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                return
        # Dailies of before grow old where none are taken any more, too.
        for [company] in self.sudo()._read_group([("kind", "=", DAILY)], ["company_id"]):
            self._thin_out(company)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _due(self, company):
        """Return [(day, kind)] to take now of `company`."""
        taken = {}
        for snapshot in self.sudo().search_fetch([("company_id", "=", company.id)], ["date", "kind"]):
            taken.setdefault(snapshot.kind, set()).add(snapshot.date)
        return due(company.ar_snapshot_schedule, company._ar_today(), taken)

    @api.model
    def _thin_out(self, company):
        """Drop the dailies of `company` that are older than it keeps them, and the events that nobody compares with."""
        first = outdated(company._ar_today(), company.ar_snapshot_keep_days)
        mine = Domain("company_id", "=", company.id)
        # sudo: nobody may take a snapshot away but the schedule
        snapshots = self.sudo()
        snapshots.search(mine & Domain("kind", "=", DAILY) & Domain("date", "<", first)).unlink()
        [[oldest]] = snapshots._read_group(mine, aggregates=["last_event:min"])
        self.env["ar.snapshot.event"].sudo().search(mine & Domain("id", "<=", oldest or 0)).unlink()
