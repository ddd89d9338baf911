from odoo import models

from ...logic.statement_sending import Order, Wish, reasons_against

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

    def _lot(self):
        return STATEMENTS

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
