from odoo import models

from ..logic.statement_sending import Order, Wish, reasons_against

#: Statements that are made and sent together, a commit after each lot.
STATEMENTS = 20


class ArStatementBatch(models.Model):
    """Execution: each planned statement is looked at again, made and sent, in lots that are whole or absent."""

    _inherit = "ar.statement.batch"

    def action_execute(self):
        """Send the planned statements: a few at once, many in the background, which goes on by itself."""
        self.env["ar.statement"]._check_may_work()
        self.check_access("read")
        # sudo: sendings and statements are closed to users' own writing, they are the record of what was done
        for batch in self.sudo():
            with batch._alone():
                batch._start()
                if batch._left() <= STATEMENTS:
                    batch._execute_batch(batch._waiting())
                    batch._finish()
                else:
                    self.env.ref("ar_specialist.ir_cron_statement_execute").sudo()._trigger()

    def action_cancel(self):
        """Drop the sending before anything of it goes out; its statements can be planned again."""
        self.env["ar.statement"]._check_may_work()
        self.statement_ids.filtered(lambda one: one.state == "planned")._set_state("cancelled")
        self._set_state("cancelled")

    def _start(self):
        if self.state == "planned":
            self._set_state("running")

    def _left(self):
        return self.env["ar.statement"].search_count([("batch_id", "=", self.id), ("state", "=", "planned")])

    def _waiting(self, after=0):
        """Return the next statements to send, those above the id `after`."""
        return self.env["ar.statement"].search(
            [("batch_id", "=", self.id), ("state", "=", "planned"), ("id", ">", after)], order="id", limit=STATEMENTS)

    def _finish(self):
        if self.state == "running" and self.is_planned and not self._left():
            self._set_state("done")

    def _execute_committing(self):
        """Send what is planned, a commit after each lot; return False when the time is over."""
        self._again_when_disturbed(self._start)
        self._commit(0, self._left())
        after = 0
        while statements := self._waiting(after):
            after = statements[-1].id
            self._again_when_disturbed(
                lambda ids=statements.ids: self._execute_batch(self.env["ar.statement"].browse(ids)))
            if not self._commit(len(statements), self._left()):
                return False
        self._again_when_disturbed(self._finish)
        return bool(self._commit(0, 0))

    def _check_and_deliver(self, records):
        if not records:
            return
        recipients = self.env["ar.account"]._ar_recipients(records.account_id)
        for (day, kind, since, group), statements in records._by_period().items():
            figures = statements.account_id._ar_statement_figures(day, kind, since, group)
            sums = statements.account_id._ar_statement_sums(day, group)
            standings = statements.account_id._ar_standings(Order(kind, day, since, group), figures, sums, recipients)
            statements._leave_out(standings)._deliver(figures, sums, recipients)


class ArStatement(models.Model):
    _inherit = "ar.statement"

    def _leave_out(self, standings):
        """Cancel those whose customer should get none by now, with the reason; return the others."""
        names = dict(self.env["ar.statement.skip"]._fields["reason"]._description_selection(self.env))
        left = self
        for statement in self:
            against = reasons_against(standings[statement.account_id.id], Wish(statement.condition))
            if against:
                statement._set_state("cancelled", failure=names[against[0]])
                left -= statement
        return left
