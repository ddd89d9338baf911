from odoo import api, fields, models
from odoo.exceptions import UserError

from ...logic.confirmation import is_to_remind
from .ar_balance_request_execute import REQUESTS


class ArBalanceRequest(models.Model):
    """Reminders of requests that nobody has answered: by the button, and by the scheduled action."""

    _inherit = "ar.balance.request"

    def action_remind(self):
        """Remind all who have not answered: a few at once, many in the background."""
        self._check_may_work()
        for request in self:
            waiting = request._to_remind()
            if not waiting:
                raise UserError(self.env._("Nobody is to be reminded: all have answered, or were reminded today."))
            if len(waiting) <= REQUESTS:
                waiting.action_remind()
            else:
                # sudo: the wish is kept for the scheduled action
                request.sudo().remind_now = True
                self.env.ref("ar_specialist.ir_cron_balance_request_remind").sudo()._trigger()

    remind_now = fields.Boolean(readonly=True, copy=False, help="Somebody wishes all to be reminded.")

    def _to_remind(self):
        """Return those who were asked by a positive request, have not answered, and were not reminded today."""
        self.ensure_one()
        if self.state != "done" or self.form != "positive":
            return self.line_ids.browse()
        return self.line_ids._unanswered_before(self.company_id._ar_today())

    @api.model
    def _cron_remind(self):
        """Remind, of every request, whoever is to be reminded by now; a commit after each lot."""
        for request in self.search([("state", "=", "done"), ("form", "=", "positive")], order="id"):
            request = request.with_company(request.company_id)
            if not request._guarded(request._remind_committing):
                return

    def _remind_committing(self):
        """Return False when the time is over."""
        waiting = self._due_to_remind()
        left = len(waiting)
        for first in range(0, len(waiting), REQUESTS):
            lot = waiting[first:first + REQUESTS]
            self._again_when_disturbed(lambda lot=lot: lot._remind())
            left -= len(lot)
            if not self._commit(len(lot), left):
                return False
        if self.remind_now:
            self._again_when_disturbed(lambda: self.write({"remind_now": False}))
        return bool(self._commit(0, 0))

    def _due_to_remind(self):
        today = self.company_id._ar_today()
        if self.remind_now:
            return self._to_remind()
        return self._to_remind().filtered(lambda line: is_to_remind(
            line.reminded_on or line.sent_on.date(), line.reminders, today, self.remind_after, self.remind_times))


class ArBalanceRequestLine(models.Model):
    _inherit = "ar.balance.request.line"

    def _unanswered_before(self, day):
        """Return those that were asked, have not answered, and were asked or reminded before `day`."""
        return self.filtered(lambda line: (
            line.state in ("sent", "printed") and line.verdict == "none"
            and (line.reminded_on or line.sent_on.date()) < day))

    def action_remind(self):
        """Remind these now."""
        self._check_may_work()
        for line in self:
            if line.request_id.state != "done" or line.request_id.form != "positive":
                raise UserError(self.env._("Only an unanswered, positive request that was sent is reminded."))
        if not self.sudo()._remind():
            raise UserError(self.env._("Nobody is to be reminded: all have answered, or were reminded today."))

    def _remind(self):
        """Send the next reminder to those of these that still are unanswered; return them.

        By email where it reaches somebody; a mail that came back is followed by a letter.
        """
        mine = self.try_lock_for_update(allow_referencing=True)
        mine.invalidate_recordset(["state", "verdict", "reminded_on", "reminders"])
        today = self.company_id[:1]._ar_today()
        mine = mine._unanswered_before(today)
        if not mine:
            return mine
        recipients = self.env["ar.account"]._ar_recipients(mine.account_id)
        for line in mine:
            by_email = (
                line.channel == "email" and line.delivery_state not in ("failed", "bounced")
                and bool(recipients[line.account_id.id]["partners"]))
            line._note({
                "channel": "email" if by_email else "print", "reminded_on": today, "reminders": line.reminders + 1})
            if not by_email:
                line._set_state("to_print")
        mine._send(recipients)
        return mine
