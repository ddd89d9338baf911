import hashlib
from dataclasses import dataclass, field

import psycopg2.errors
from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ...formats.bank_file import looked_at
from ...logic.cash_import import Fault, Plan

#: Files of more bytes are read by the scheduled action, files of more payments and advices are booked by it.
READ_AT_ONCE = 400_000
BOOKED_AT_ONCE = 200


@dataclass
class Outcome:
    """What became of a file.

    :param state: "imported"; "queued", the scheduled action goes on with it; "known", the same file was imported
        before as `record`; "there", all its bookings are in the books already; "asked", an answer is missing; "bad",
        it has `faults`; "planned", it was read and has no fault
    :param record: ar.cash.import
    :param questions: :class:`~..logic.cash_import.Question` s, answered by `journals`
    :param asks: what must be said of a table, {"order": sample, "mark": sample}
    :param there: how many bookings were there already
    :param plan: :class:`~..logic.cash_import.Plan`
    """

    state: str
    format: str = ""
    record: models.BaseModel | None = None
    faults: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    asks: dict = field(default_factory=dict)
    there: int = 0
    plan: Plan | None = None


class ArCashImport(models.Model):
    """Taking a file: read, checked as a whole, and then in the books as a whole or not at all."""

    _inherit = "ar.cash.import"

    @api.model
    def _take(self, content, name, company, *, order=None, mark=None, journals=None):
        """Import a file in the present transaction and return its :class:`Outcome`; nothing is left of a refused one.

        A large file is only stored, for the scheduled action.

        :param content: bytes
        :param order, mark: how a table writes days ("dmy", "mdy") and decimals (".", ",") where it leaves it open
        :param journals: {(account, currency): journal id} for the accounts that were asked about
        :raise AccessError: for those who don't apply payments
        """
        self.env["ar.cash.payment"].check_access("write")
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        digest = hashlib.sha256(content).hexdigest()
        known = self.search([
            ("company_id", "=", company.id), ("content_hash", "=", digest),
            ("state", "not in", ("refused", "cancelled", "undone"))])
        if known:
            return Outcome("known", known.format, known)
        answers = {"order": order, "mark": mark, "journals": journals or {}}
        vals = self._prepare_import_vals(name, digest, company, answers)
        if len(content) > READ_AT_ONCE:
            faults = looked_at(content, name)
            return Outcome("bad", faults=faults) if faults else self._whole(lambda: self._queue(vals, content), "")
        read = self._read(content, name, company, answers)
        if read.state != "planned":
            return read
        vals |= {"format": read.format, "there_count": read.plan.there, "total_count": read.plan.work}
        if read.plan.work > BOOKED_AT_ONCE:
            return self._whole(lambda: self._queue(vals, content), read.format)
        return self._whole(lambda: self._book_at_once(vals, content, read.plan), read.format)

    def _whole(self, work, file_format):
        """Return the outcome of `work`, or why it was refused, with nothing done."""
        try:
            with self.env.cr.savepoint():
                return work()
        except psycopg2.errors.UniqueViolation:
            cause = self.env._("another import has just brought some of it in; import the file once more")
        except (UserError, ValidationError) as error:
            cause = str(error)
        except (psycopg2.DataError, psycopg2.IntegrityError) as error:
            cause = str(error).partition("\n")[0]
        self.env.invalidate_all(flush=False)
        return Outcome("bad", file_format, faults=[Fault(0, "", "refused", cause)])

    def _queue(self, vals, content):
        record = self._make(vals, content)
        self._wake()
        return Outcome("queued", record.format or "", record)

    def _wake(self):
        # sudo: starting a job of the system is what importing is for; the job works with the user's own rights
        self.env.ref("ar_specialist.ir_cron_cash_import").sudo()._trigger()

    def _book_at_once(self, vals, content, plan):
        record = self._make({**vals, "state": "booking"}, content)
        record._book_payments([pair for lot in plan.lots(BOOKED_AT_ONCE) for pair in lot])
        record._keep_advices(plan.advices, "file")
        record._finish_booking(plan)
        return Outcome("imported", record.format, record, there=plan.there)
