from contextlib import contextmanager
from datetime import datetime, time, timedelta

from odoo import models
from odoo.tools import SQL

from .follow_ups import CALLED_AFTER

#: Tables that a run leaves rows in, with the columns that say when.
TRACES = {
    "mail_message": ("date", "create_date"), "mail_tracking_value": ("create_date",),
    "mail_activity": ("date_deadline", "create_date"), "ar_run": ("create_date",), "ar_notice": ("create_date",),
    "ar_account": ("create_date",), "ar_statement": ("create_date", "sent_on"), "ar_statement_batch": ("create_date",),
    "ar_balance_request": ("create_date", "sent_on"), "ar_balance_request_line": ("create_date", "sent_on"),
    "ar_balance_answer": ("create_date", "answered_on"),
}


class ArDemo(models.AbstractModel):
    """A run of a past day as it was on that day: items that were open then, their amounts then, dated then."""

    _inherit = "ar.demo"

    def _replay(self, company, day):
        """Plan the run of `day` and deliver it; return the run, done, its mails sent and its letters printed."""
        with self._on_day(day):
            self._leave_stages(company, day)
            self._do_calls(company, day)
            run = self.env["ar.run"].plan(day, companies=company)._system_of()
            run.planned_on = day
            run.action_approve_all()
            run._start()
            # What has happened since is not looked at: executing would hold what was paid after that day.
            run._deliver_checked(run.notice_ids.filtered(lambda notice: notice.state == "planned"))
            run._finish()
            self._count_as_sent(run)
            run.notice_ids.filtered("letter_state").write({
                "letter_state": "printed", "printed_on": day, "printed_by_id": self.env.ref("base.user_admin").id})
        return run

    @contextmanager
    def _on_day(self, day):
        """Date what the block leaves on the morning of `day`."""
        self.env.flush_all()
        last = {}
        for table in TRACES:
            [[last[table]]] = self.env.execute_query(
                SQL("SELECT COALESCE(MAX(id), 0) FROM %s", SQL.identifier(table)))
        yield
        self.env.flush_all()
        morning = datetime.combine(day, time(8))
        for table, columns in TRACES.items():
            for column in columns:
                self.env.cr.execute(SQL(
                    "UPDATE %s SET %s = %s WHERE id > %s",
                    SQL.identifier(table), SQL.identifier(column), morning, last[table]))
        self.env.cr.execute(SQL(
            "UPDATE account_move SET ar_stage_date = %s WHERE id IN (SELECT message.res_id FROM mail_message message"
            " JOIN mail_tracking_value value ON value.mail_message_id = message.id"
            " JOIN ir_model_fields field ON field.id = value.field_id AND field.name = 'ar_stage_id'"
            " WHERE message.model = 'account.move' AND message.id > %s)", day, last["mail_message"]))
        self.env.invalidate_all()

    def _leave_stages(self, company, day):
        """Put the invoices that were settled by `day` back to the first stage, as their payments did then."""
        staged = self.env["account.move"].search([
            ("company_id", "=", company.id), ("ar_stage_id", "!=", False), ("amount_residual", "=", 0)])
        staged.filtered(lambda move: max(
            (move.line_ids.matched_debit_ids | move.line_ids.matched_credit_ids).mapped("max_date"), default=day,
        ) <= day)._ar_leave_stage_if_settled()

    def _do_calls(self, company, day):
        """Do the activities that runs have asked for a while ago."""
        accounts = self.env["ar.account"].search([("company_id", "=", company.id)])
        self.env["mail.activity"].search([
            ("res_model", "=", "ar.account"), ("res_id", "in", accounts.ids),
            ("activity_type_id", "!=", self.env.ref("ar_specialist.activity_type_address").id),
            ("date_deadline", "<=", day - timedelta(days=CALLED_AFTER)),
        ]).action_done()

    def _count_as_sent(self, run):
        """Leave the mails of `run` as they are once a mail server has them: gone, and noted as sent."""
        mails = self.env["mail.mail"].search([("mail_message_id", "in", run.notice_ids.mail_message_id.ids)])
        run.notice_ids.documents_waiting = False
        self.env["mail.notification"].search([("mail_mail_id", "in", mails.ids)]).notification_status = "sent"
        run.notice_ids._update_delivery()
        mails.unlink()
