from odoo import fields, models
from odoo.exceptions import UserError

#: Requests that are made and sent together, a commit after each lot.
REQUESTS = 20


class ArBalanceRequest(models.Model):
    """Sending, in lots that are whole or absent: a few with the click, many in the background."""

    _inherit = "ar.balance.request"

    def action_execute(self):
        """Send what is ready: a few at once, many in the background, which goes on by itself."""
        self._check_may_work()
        # sudo: closed to users' own writing, it is the record of what was done
        for request in self.sudo():
            with request._alone():
                request._check_may_send()
                if request.state != "running":
                    request._set_state("running")
                    request.sent_on = request.sent_on or fields.Datetime.now()
                if request._left() <= REQUESTS:
                    request._execute_batch(request._waiting())
                    request._finish()
                else:
                    self.env.ref("ar_specialist.ir_cron_balance_request_execute").sudo()._trigger()

    def _check_may_send(self):
        if not self._left():
            raise UserError(self.env._("%s: nothing waits to be sent.", self.name))
        if self.reply_by < self.company_id._ar_today():
            raise UserError(self.env._(
                "The day to reply by is over. Set the request back to draft and choose a later one."))

    def _lot(self):
        return REQUESTS

    def _check_and_deliver(self, records):
        if records:
            records._deliver(self.env["ar.account"]._ar_recipients(records.account_id))

    def action_close(self):
        """Wait for no more answers: who did not answer has not answered."""
        self._check_may_work()
        for request in self:
            with request._alone():
                request._set_state("closed")
                # sudo: as the state itself
                request.sudo().closed_on = fields.Datetime.now()

    def action_reopen(self):
        """Take answers again."""
        self._check_may_work()
        for request in self:
            with request._alone():
                request._set_state("done")
                # sudo: as above
                request.sudo().closed_on = False



class ArBalanceRequestLine(models.Model):
    """What goes out: the letter is made and kept in each language of its readers, the mails are queued."""

    _inherit = "ar.balance.request.line"

    def _deliver(self, recipients):
        """Make and send these requests; a number of queries that doesn't grow.

        :param recipients: of `ar.account._ar_recipients`
        """
        now = fields.Datetime.now()
        by_email = self.filtered(lambda line: line._goes_by_email(recipients))
        for lines, state, channel in ((by_email, "sent", "email"), (self - by_email, "to_print", "print")):
            for user, own in lines.grouped(lambda line: line._sending_user()).items():
                own._set_state(state, channel=channel, sent_on=now, sent_by_id=user.id)
        self._send(recipients)
        self._log_with_accounts()

    def _goes_by_email(self, recipients):
        by = self.account_id._ar_asked_by(recipients, self.request_id.by_letter)
        if not by:
            raise UserError(self.env._("Neither an email address nor a postal one is known."))
        return by == "email"

    def _send(self, recipients):
        """Make and keep the letters, and queue the mails that bring them: the request, or its next reminder."""
        contents = self._contents(recipients)
        self._make_documents(contents)
        by_email = self.filtered(lambda line: line.state == "sent")
        by_email._send_mails({line: contents[line] for line in by_email})

    def _sending_user(self):
        """Return who sends: in the background, whoever prepared the request."""
        return self.request_id.user_id if self.env.user._is_superuser() else self.env.user

    def _log_with_accounts(self):
        """Leave a note with each customer account."""
        note, authors = self.env.ref("mail.mt_note").id, {one: one._sending_user().partner_id for one in self}
        # sudo: it leaves its trace whatever the rights of whoever sends it
        self.env["mail.message"].sudo().create([
            {
                "model": line.account_id._name, "res_id": line.account_id.id, "subtype_id": note,
                "body": line._log_body(), "author_id": authors[line].id,
                "email_from": authors[line].email_formatted, "reply_to": False, "message_type": "notification",
                "record_name": False, "subject": False, "record_company_id": line.company_id.id,
            }
            for line in self
        ])

    def action_retry(self):
        """Ask these after all, once there is an address; they go out with the button of their request."""
        self._check_may_work()
        if any(line.request_id.state not in ("planned", "running", "done") for line in self):
            raise UserError(self.env._("The request is done: it asks nobody any more."))
        self._set_state("planned")

    def action_leave_out(self):
        """Leave out those that can't be asked."""
        self._check_may_work()
        self._set_state("cancelled", failure=self.env._("Left out by %s", self.env.user.name))
