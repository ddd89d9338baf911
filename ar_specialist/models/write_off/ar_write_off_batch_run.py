from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .ar_write_off import IN_BOOKS

#: Customers whose small balances are booked between two commits.
LOT = 50


class ArWriteOffBatch(models.Model):
    """Execution: a few at once, many in the background, in lots that are whole or absent; and the way back."""

    _inherit = "ar.write.off.batch"

    def action_execute(self):
        """Write the small balances off."""
        self._begin("planned", "running")
        return True

    def action_cancel(self):
        """Drop the clean-up before anything of it is booked."""
        self.env["ar.write.off"]._check_may_work()
        for batch in self.sudo():  # closed to users' own writing
            with batch._alone():
                batch._set_state("cancelled")
                batch.write_off_ids.filtered(lambda one: one.state == "draft").unlink()
        return True

    def action_undo(self):
        """Take back all that was booked of the clean-up and nobody has undone yet.

        :raise AccessError: for who neither carried it out nor is a manager
        """
        for batch in self:
            if not (self.env.su or batch.user_id == self.env.user
                    or self.env.user.has_group("ar_specialist.group_manager")):
                raise AccessError(self.env._(
                    "%s is somebody else's: a receivables manager may undo it.", batch.name))
        self._begin("done", "undoing")
        return True

    def _begin(self, before, state):
        self.env["ar.write.off"]._check_may_work()
        for batch in self.sudo():  # closed to users' own writing
            with batch._alone():
                batch.invalidate_recordset(["state"])
                if batch.state == before:
                    batch._set_state(state)
                elif batch.state != state:
                    batch._set_state(state)  # which says why not
                if batch._left() <= LOT:
                    batch._execute_batch(batch._waiting())
                    batch._finish()
                else:
                    self.env.ref("ar_specialist.ir_cron_write_off_batch").sudo()._trigger()

    def _lot(self):
        return LOT

    def _wanted(self):
        """Return the states of the write-offs that are still to be worked on."""
        return list(IN_BOOKS) if self.state == "undoing" else ["draft"]

    def _waiting(self, after=0):
        return self.env["ar.write.off"].search(
            [("batch_id", "=", self.id), ("state", "in", self._wanted()), ("id", ">", after)], order="id", limit=LOT)

    def _left(self):
        return self.env["ar.write.off"].search_count(
            [("batch_id", "=", self.id), ("state", "in", self._wanted())])

    def _is_left(self):
        return self.state == "running" and bool(self._left())

    def _finish(self):
        if self.state == "undoing":
            # What came in after all stays: its recovery is undone first, by a person.
            self._set_state("undone")
            return None
        return super()._finish()

    @api.model
    def _cron_execute(self):
        """Go on with whatever was started, forwards or backwards."""
        for batch in self.search([("state", "in", ("running", "undoing"))], order="id"):
            if not batch._guarded(batch._execute_committing):
                return

    def _check_and_deliver(self, records):
        if self.state == "undoing":
            records.filtered(lambda one: one.state == "posted")._reverse()
            return
        if not records:
            return
        asked = {"requested_by_id": self.user_id.id, "decided_by_id": self.user_id.id}
        now = fields.Datetime.now()
        records._set_state("approved", requested_on=now, decided_on=now, **asked)
        records._post()

    def _note_failure(self, record, cause):
        if self.state == "running":
            record._set_state("refused", refusal=cause)
        record._message_log(body=cause)


class ArWriteOff(models.Model):
    _inherit = "ar.write.off"

    def _lock_waiting(self):
        """Return those that no other process works on and that are still to be worked on."""
        locked = self.try_lock_for_update(allow_referencing=True)
        locked.invalidate_recordset(["state"])
        return locked.filtered(lambda one: one.state in one.batch_id._wanted())

    @api.ondelete(at_uninstall=False)
    def _unlink_of_batch(self):
        if any(one.batch_id.state in ("running", "undoing") for one in self):
            raise UserError(self.env._("The clean-up is being carried out."))
