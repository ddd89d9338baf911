import psycopg2.errors
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import split_every

from ...logic.cash_import import Fault
from ...queries import cash_import as facts
from ..ar_background import TRIES
from .ar_cash_import import AT_WORK

#: Payments booked between two commits.
LOT = 200


class ArCashImport(models.Model):
    """The scheduled action: large files are read, then booked in lots; after any commit it can be taken up again."""

    _inherit = "ar.cash.import"

    @api.model
    def _cron_import(self):
        """Go on with every file that waits or was cut short, one after the other, each for who brought it."""
        waiting = self.search([("state", "in", AT_WORK)], order="id")
        if not waiting or self._is_share_over(len(waiting)):
            return
        waiting = waiting._with_share()
        for done, record in enumerate(waiting, 1):
            company = record.company_id
            mine = record.with_user(record.create_uid).with_company(company).with_context(
                allowed_company_ids=company.ids)
            if not mine._guarded(mine._work):
                return
            # One at fault is tried again the next time, not at once for ever.
            if not waiting._commit(0, len(waiting) - done):
                return

    def _work(self):
        """Go on with the file from where it is; return False when the time of the scheduled action is over."""
        while self.state in AT_WORK:
            before = self.state, self.done_count
            steps = {
                "waiting": self._begin_reading, "reading": self._finish_reading, "booking": self._book_lots,
                "undoing": self._undo_lots}
            if not steps[self.state]():
                return False
            if (self.state, self.done_count) == before:
                return True  # another process is at it, and sees to the rest
        self._end()
        return True

    def _mine(self, *states):
        """Lock the file; return whether it is in one of `states` and no other process is at it."""
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset()
        return self.state in states

    def _begin_reading(self):
        self._again_when_disturbed(lambda: self._mine("waiting") and self._set_state("reading"))
        return self._commit(0, 1)

    def _finish_reading(self):
        read = self._read_own()
        self._again_when_disturbed(lambda: self._mine("reading") and self._note_read(read))
        return self._commit(0, 1)

    def _note_read(self, read):
        values = {"format": read.format, "there_count": read.there}
        if read.state == "asked":
            questions = [
                [question.account, question.currency, list(question.candidates), question.suggested]
                for question in read.questions]
            self._set_state("asked", asked={"questions": questions, "asks": read.asks}, **values)
        elif read.state == "bad":
            self._note_faults(read.faults)
            self._set_state("refused", **values)
        elif read.state == "there":
            self._set_state("imported", **values)
        else:
            # From here on each account has its journal, whatever is changed while the file is booked.
            answers = self._stored({**self._said(), "journals": read.plan.chosen})
            self._set_state("booking", total_count=read.plan.work, answers=answers, **values)

    def _book_lots(self):
        """Book what has no line yet; what is refused on the way takes all of it with it."""
        for _try in range(TRIES):
            read = self._read_own()
            if read.state not in ("planned", "there"):
                return self._give_up(read.faults)
            try:
                return self._book_plan(read.plan)
            except psycopg2.errors.UniqueViolation:
                # Another file has brought some of it in: what is left is told by reading anew.
                self.env.cr.rollback()
            except (UserError, psycopg2.DataError, psycopg2.IntegrityError) as error:
                self.env.cr.rollback()
                cause = str(error) if isinstance(error, UserError) else str(error).partition("\n")[0]
                return self._give_up([Fault(0, "", "refused", cause)])
        cause = self.env._("another import keeps bringing some of it in; import the file once more")
        return self._give_up([Fault(0, "", "refused", cause)])

    def _book_plan(self, plan):
        """Book in lots what is missing of `plan`; return False when the time of the scheduled action is over."""
        done = self.done_count
        for lot in plan.lots(LOT, facts.booked(self.env, self.id)):
            if not self._done_to(done, lambda lot=lot: self._book_payments(lot)):
                return True
            done += len(lot)
            if not self._commit(len(lot), plan.work - done + 1):
                return False
        for advices in split_every(LOT, plan.advices[done - plan.payments:], list):
            if not self._done_to(done, lambda advices=advices: self._book_advices(advices)):
                return True
            done += len(advices)
            if not self._commit(len(advices), plan.work - done + 1):
                return False
        self._done_to(done, lambda: self._finish_booking(plan))
        self._commit(1, 0)
        return True

    def _book_advices(self, advices):
        self._keep_advices(advices, "file")
        # sudo: imports are closed to users' own writing
        self.sudo().done_count += len(advices)

    def _done_to(self, done, work):
        """Do `work` where the import stands at `done`; return False when another process is at it, or was."""
        def checked():
            if not self._mine("booking") or self.done_count != done:
                return False
            work()
            return True
        return self._again_when_disturbed(checked)

    def _give_up(self, faults):
        """Take all of it back for `faults`."""
        def stop():
            if self._mine("booking"):
                self._note_faults(faults)
                self._set_state("undoing", goal="refused")
        self._again_when_disturbed(stop)
        return self._commit(0, 1)

    def _end(self):
        """Queue what came in, and tell who brought the file what became of it."""
        if self.state == "imported":
            payments = self.env["ar.cash.payment"]
            self._again_when_disturbed(lambda: payments._collect(self.company_id)._propose())
        (self.sudo().undone_by_id or self.create_uid)._bus_send("simple_notification", {
            "title": self.name, "message": self._told_end(),
            "type": "warning" if self.fault_count or self.state == "asked" else "success",
            "sticky": self.state in ("asked", "refused")})
        self._commit(0, 0)

    def _told_end(self):
        match self.state:
            case "imported" if self.fault_count:
                return self.env._("It can't be taken back. Imported Files shows why.")
            case "imported":
                return self.env._("Imported: %s", self._told_made())
            case "refused":
                return self.env._("Nothing of it was imported. Imported Files shows why.")
            case "asked":
                return self.env._("Not imported yet: it leaves a question. Answer it under Imported Files.")
        return self.env._("Taken back.")
