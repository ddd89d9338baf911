from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .ar_cash_import_run import LOT

#: A payment in one of these states is nothing but what the bank said.
UNTOUCHED = ("new", "unidentified", "check", "ready", "set_aside")
LISTED = 10


class ArCashImport(models.Model):
    """Taking an import back, as long as nothing of it was applied; a large one in lots, by the scheduled action."""

    _inherit = "ar.cash.import"

    def action_undo(self):
        """Remove the statements and remittance advices of a file; it may be imported again then.

        :raise UserError: when a payment of it was applied or booked; nothing is removed then
        :raise AccessError: for who neither imported it nor is a manager
        """
        for record in self:
            record._refuse_strangers()
            record._wait_for_turn()
            if record.state == "imported":
                record._refuse_used()
            record._begin_undoing("undone")
            if len(record.line_ids) <= LOT:
                record._clear_way()
                record._remove_lines(record.sudo().line_ids)
                record._finish_undoing()
            else:
                record._wake()

    def action_cancel(self):
        """Stop an import; what it has booked is taken out of the books again.

        :raise UserError: when it is through
        :raise AccessError: for who neither imported it nor is a manager
        """
        for record in self:
            record._refuse_strangers()
            record._wait_for_turn()
            if record.state == "booking":
                record._begin_undoing("cancelled")
                record._wake()
            else:
                record._set_state("cancelled", undone_by_id=self.env.uid, undone_on=fields.Datetime.now())

    def action_again(self):
        """Read a refused file once more, when what was against it is mended.

        :raise UserError: when the same file has come in meanwhile
        """
        for record in self:
            record._refuse_strangers()
            record._wait_for_turn()
            record._set_state("waiting", goal=False, done_count=0, total_count=0)
            record._note_faults([])
            record._wake()

    def _refuse_strangers(self):
        self.env["ar.cash.payment"].check_access("write")
        manager = self.env.user.has_group("ar_specialist.group_manager")
        if not (self.env.su or manager or self.create_uid == self.env.user):
            raise AccessError(self.env._(
                "%(user)s imported “%(file)s”. A receivables manager can take it back.",
                user=self.create_uid.name, file=self.name))

    def _wait_for_turn(self):
        """Wait until no other process works on the file; one that has changed it makes the database say so."""
        self.flush_recordset()
        self.env.execute_query(SQL("SELECT id FROM ar_cash_import WHERE id = %s FOR UPDATE", self.id))
        self.invalidate_recordset()

    def _begin_undoing(self, goal):
        self._set_state("undoing", goal=goal, undone_by_id=self.env.uid)

    def _undo_lots(self):
        """Take back what is left; return False when the time of the scheduled action is over."""
        try:
            if not self._again_when_disturbed(lambda: self._mine("undoing") and (self._clear_way() or True)):
                return True
        except UserError as error:
            # Somebody was quicker: it stays imported, and says why.
            self.env.cr.rollback()
            return self._stay_imported(str(error))
        if not self._commit(0, len(self.line_ids) + 1):
            return False
        after = 0
        while lines := self._lines_above(after):
            if not self._again_when_disturbed(
                    lambda ids=lines.ids: self._mine("undoing") and (self._remove_or_keep(ids) or True)):
                return True
            after = max(lines.ids)
            if not self._commit(len(lines), self._left_above(after) + 1):
                return False
        self._again_when_disturbed(lambda: self._mine("undoing") and self._finish_undoing())
        self._commit(1, 0)
        return True

    def _lines_above(self, after):
        # sudo: bank statements are the bookkeepers' otherwise; who takes it back was asked before
        return self.env["account.bank.statement.line"].sudo().search(
            [("ar_cash_import_id", "=", self.id), ("id", ">", after)], order="id", limit=LOT)

    def _left_above(self, after):
        return self.env["account.bank.statement.line"].sudo().search_count(
            [("ar_cash_import_id", "=", self.id), ("id", ">", after)])

    def _clear_way(self):
        """Take the payments out of the queue and remove statements and advices; doing it again changes nothing."""
        own = self.sudo()  # as above
        statements, advices = own.statement_ids, own._advices()
        if self.goal == "undone" and (statements or advices):
            self._refuse_used()
        own.line_ids.ar_cash_payment_ids.unlink()
        advices.unlink()
        # A line of a complete statement is closed to deletion: the statement goes first.
        statements.unlink()

    def _remove_or_keep(self, ids):
        """Remove lines; what was used meanwhile stays, and what the books refuse, which is told."""
        lines = self.env["account.bank.statement.line"].sudo().browse(ids).exists()
        free = lines.filtered(lambda line: not (line.is_reconciled and line.amount))
        try:
            with self.env.cr.savepoint():
                self._remove_lines(free)
        except UserError as error:
            self._add_fault(str(error))

    def _remove_lines(self, lines):
        # sudo: imports are closed to users' own writing
        self.sudo().done_count = max(self.done_count - len(lines), 0)
        # Core would note on each entry that its items go, and then delete it; where it keeps the entry, it notes it.
        lines.with_context(tracking_disable=not self.company_id.restrictive_audit_trail).unlink()

    def _finish_undoing(self):
        kept = self._left_above(0)
        self._set_state(
            self.goal, undone_on=fields.Datetime.now(), kept_count=kept, done_count=kept, remittance_count=0)

    def _stay_imported(self, cause):
        def stay():
            if self._mine("undoing"):
                self._set_state("imported", goal=False, undone_by_id=False)
                self._note_faults([])
                self._add_fault(cause)
        self._again_when_disturbed(stay)
        return self._commit(0, 1)

    def _advices(self):
        """Return the remittance advices that the file brought in."""
        advices = self.env["ar.remittance"]
        return advices.search([("attachment_id", "=", self.attachment_id.id)]) if self.attachment_id else advices

    def _refuse_used(self):
        """Raise UserError when something of it was used, or is closed."""
        own = self.sudo()  # as above
        lines, advices = own.line_ids, own._advices()
        payments = lines.ar_cash_payment_ids
        if len(payments.try_lock_for_update()) < len(payments):
            raise UserError(self.env._("Somebody is just working on a payment of this file. Try again in a moment."))
        reasons = [*self._reasons_of_lines(lines), *self._reasons_of_payments(payments)]
        reasons += [
            self.env._("remittance advice %s was applied", advice.display_name)
            for advice in advices if advice.state == "done"
        ]
        if reasons:
            more = [self.env._("… and %s more", len(reasons) - LISTED)] if len(reasons) > LISTED else []
            raise UserError(self.env._(
                "“%(file)s” can't be taken back:\n%(reasons)s", file=self.name,
                reasons="\n".join([*reasons[:LISTED], *more])))

    def _reasons_of_lines(self, lines):
        closed = {
            journal: self.company_id._get_user_fiscal_lock_date(journal) for journal in lines.journal_id}
        for line in lines:
            used = line.ar_cash_payment_ids.filtered(lambda payment: payment.state not in UNTOUCHED)
            if (line.is_reconciled and line.amount) or used:
                yield self.env._(
                    "%(name)s of %(date)s is reconciled or applied", name=line.move_id.name, date=line.date)
            elif line.date <= closed[line.journal_id]:
                yield self.env._("%s lies in a locked period", line.move_id.name)
            elif line.move_id.inalterable_hash:
                yield self.env._("%s is secured against change", line.move_id.name)

    def _reasons_of_payments(self, payments):
        for payment in payments:
            if payment.application_ids and payment.state in UNTOUCHED:
                yield self.env._("%s was applied and undone: the log of it is kept", payment.display_name)
