import logging
import math
import time
from contextlib import contextmanager

import psycopg2
from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

#: How often a batch is tried again that another process disturbed.
TRIES = 5
#: Seconds that one call of a scheduled action goes on where looking at everything anew takes seconds itself: the
#: server's own measure of ten is over then after a lot or two. Much longer, and the server takes it for one that hangs.
SHARE = 50


class ArBackground(models.AbstractModel):
    """Work of many records in batches that are whole or absent: after any commit it can be taken up again.

    What inherits it has a `name`; what it works on has `_lock_waiting` and `_set_state`.
    """

    _name = "ar.background"
    _description = "Work in committed batches"

    @contextmanager
    def _alone(self):
        """Let the block do the work, unless another process does: that is refused in words, nothing is done."""
        busy = UserError(self.env._(
            "%s is being carried out by somebody else at this moment. Look again when they are through.", self.name))
        try:
            if not self.try_lock_for_update(allow_referencing=True):
                raise busy
            yield
            self.env.flush_all()
        except psycopg2.errors.SerializationFailure as error:
            # The other one was through before the lock, but after this transaction had begun to look.
            raise busy from error

    def _guarded(self, work):
        """Call `work`; one company's fault must not keep the others waiting."""
        try:
            return work()
        except Exception:  # whatever it is: it is logged with its traceback, and the work stays to be gone on with
            self.env.cr.rollback()
            _logger.exception("%s stopped; it goes on with the next scheduled action", self)
            return True

    def _again_when_disturbed(self, work):
        """Return `work()`, done in a transaction of its own, again when another process changed the same rows."""
        number = 0
        while True:
            number += 1
            try:
                result = work()
                self.env.flush_all()
                return result
            except psycopg2.errors.OperationalError:
                self.env.cr.rollback()
                if number == TRIES:
                    raise

    def _commit(self, done, left):
        """Commit and note how far it is; return the seconds that are left to the scheduled action."""
        seconds = self.env["ir.cron"]._commit_progress(done, remaining=left)
        return max(seconds, self.env.context.get("ar_share_until", 0.0) - time.monotonic(), 0.0)

    def _with_share(self):
        """Return the records, whose work goes on for :data:`SHARE` seconds from now."""
        return self.with_context(ar_share_until=time.monotonic() + SHARE)

    def _is_share_over(self, left):
        """Return whether this is called again after its share: then others have their turn, before `left` is done."""
        over = self.env.context.get("cron_end_time", math.inf) <= time.monotonic()
        if over:
            self._commit(0, left)
        return over

    def _execute_batch(self, records):
        """Deliver a batch; when it fails, one by one, and the one at fault is marked with the cause."""
        self = self.with_company(self.company_id)
        records = records.with_env(self.env)._lock_waiting()
        if self._delivered(records) is None or not records:
            return
        for record in records:
            error = self._delivered(record)
            if error is not None:
                _logger.warning("%s could not be delivered", record, exc_info=error)
                self._note_failure(record, str(error))

    def _note_failure(self, record, cause):
        """Mark what could not be delivered with its cause."""
        record._set_state("failed", failure=cause)

    def _delivered(self, records):
        """Check and deliver `records`; return None, or why it failed, with nothing done."""
        try:
            with self.env.cr.savepoint():
                self._check_and_deliver(records)
        except psycopg2.OperationalError:
            raise
        except Exception as error:  # whatever one customer's message may fail of, the others get theirs
            return error
        return None

    def _check_and_deliver(self, records):
        """Check each of `records` once more, deliver them and set their states."""
        raise NotImplementedError
