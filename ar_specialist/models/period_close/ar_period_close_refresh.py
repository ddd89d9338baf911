from datetime import date

from odoo import fields, models
from odoo.fields import Domain

from ...logic.period_close import KINDS, deadline_of, judged


class ArPeriodClose(models.Model):
    """The checklist is made from the tasks, and looked at anew as often as one likes while the month is open."""

    _inherit = "ar.period.close"

    def action_refresh(self):
        """Look at the books again."""
        self.check_access("write")
        for company in self.company_id:
            # What was matched in the bank's own screen meanwhile waits no more.
            self.env["ar.cash.payment"]._collect(company)
        self._refresh()

    def _make_checks(self):
        """Give each month the checks that its company's tasks ask for and that it has not yet."""
        tasks = self.env["ar.period.close.task"].sudo()
        values = []
        for period in self:
            company = period.company_id
            wanted = tasks.search(Domain("company_id", "parent_of", company.id) | Domain("company_id", "=", False))
            values += [
                period._check_values(task) for task in wanted - period.sudo().check_ids.task_id
                if period.is_year_end or not task.year_end]
        # sudo: nobody makes checks by hand
        self.env["ar.period.close.check"].sudo().create(values)._remind()

    def _check_values(self, task):
        calendar = self.company_id.sudo().resource_calendar_id
        workdays = {int(day) for day in calendar.attendance_ids.mapped("dayofweek")} or set(range(5))
        return {
            "period_id": self.id, "task_id": task.id, "sequence": task.sequence, "user_id": task.user_id.id,
            "deadline": deadline_of(self.date_to, task.days, lambda day: date.weekday(day) in workdays),
        }

    def _refresh(self):
        """Look at the books for every automatic check of the months that are not closed."""
        for period in self.filtered(lambda period: period.state != "closed"):
            for check in period.check_ids.filtered("code"):
                check.sudo().write(check._found_values(period._found(check.code)))
            period.check_ids._remind()
            period.sudo().refreshed_on = fields.Datetime.now()


class ArPeriodCloseCheck(models.Model):
    _inherit = "ar.period.close.check"

    def _found_values(self, finding):
        """Return the values that tell of `finding`; what a person accepted of another finding is forgotten."""
        state = judged(KINDS[self.code], finding, self.state, self.seen or None)
        values = {
            "state": state, "count": finding.count, "amount": finding.amount or 0.0,
            "has_amount": finding.amount is not None, "detail": finding.detail,
        }
        if self.settled_by_id and list(self.seen or []) != finding.figure:
            values |= {"settled_by_id": False, "settled_on": False, "seen": False, "reason": False}
        return values
