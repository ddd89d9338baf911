import base64

import psycopg2.errors
from odoo import api, models
from odoo.exceptions import UserError

from ...logic.receivables_rows import Fault

BATCH = 200


class ArReceivablesImport(models.Model):
    """Carrying the import out: in batches that are whole or absent, so that it may stop and start at any point."""

    _inherit = "ar.receivables.import"

    @api.model
    def _import_file(self, content, filename, progress=None, **options):
        """Import a file in the present transaction and return its import, without a screen.

        :param content: bytes of a CSV or XLSX file
        :param progress: called after each batch with (rows done, rows to do)
        :param options: values of the import's fields: company_id, mode, document, account_id, …
        :return: ar.receivables.import, "done"; or "checked" with `fault_ids` when nothing could be imported
        :raise UserError: when the file can't be read
        """
        record = self.create({"name": filename, "file": base64.b64encode(content), **options})
        if record.good_count and not (record.mode == "all" and record.bad_count):
            record._start()
            record._run(progress)
        elif record.there_count and not record.bad_count:
            record._start()
            record._finish()
        return record

    def action_import(self):
        """Import the good rows: few at once, many by the scheduled action, which goes on when the browser closes."""
        self.ensure_one()
        self._check_file()
        self._refuse_start()
        self._start()
        if self.good_count <= BATCH:
            self._run()
        else:
            # Starting a job of the system is what the button is for; the job works with the user's own rights.
            self.env.ref("ar_specialist.ir_cron_receivables_import").sudo()._trigger()

    def _refuse_start(self):
        if not self.good_count:
            raise UserError(self.env._(
                "There is no row to import: %(bad)s have a fault, %(there)s are in the ledger already.",
                bad=self.bad_count, there=self.there_count))
        if self.mode == "all" and self.bad_count:
            raise UserError(self.env._(
                "%(bad)s rows have a fault and you chose all or nothing. Correct the file and upload it again, or "
                "choose to take all good rows.", bad=self.bad_count))

    def _refuse_without_accounts(self):
        accounts = self.env["account.account"].with_company(self.company_id)
        receivable = accounts.search_count(
            [*accounts._check_company_domain(self.company_id), ("account_type", "=", "asset_receivable")], limit=1)
        if not (receivable and self.account_id):
            raise UserError(self.env._(
                "%(company)s lacks a receivable account, or the import the account to book against. Install a chart "
                "of accounts under Configuration ‣ Settings, or choose the account.", company=self.company_id.name,
            ))

    def _start(self):
        self._refuse_without_accounts()
        self._set_state("importing")
        # Not a field of the form: it says with whose rights the scheduled action works.
        self.sudo().user_id = self.env.user

    def _run(self, progress=None):
        """Import what is left in the present transaction."""
        total = self.good_count
        while lines := self._next_lines():
            self._import_lines(lines)
            if self.state != "importing":
                return
            if progress:
                progress(total - self.good_count, total)
        self._finish()

    @api.model
    def _cron_import(self):
        """Go on with every import that was started, each with its user's rights, a commit after each batch."""
        for record in self.search([("state", "=", "importing")], order="id"):
            user = record.user_id
            mine = record.with_user(user).with_context(allowed_company_ids=record.company_id.ids)
            if not mine._run_committing():
                return

    def _run_committing(self):
        """Import what is left, committing; return False when the time of the scheduled action is over."""
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.good_count)
        while self.state == "importing":
            if not self.try_lock_for_update():
                return True
            lines = self._next_lines()
            if lines:
                self._import_lines(lines)
            else:
                self._finish()
            if not commit(len(lines), remaining=self.good_count):
                return False
        return True

    def _next_lines(self):
        return self.env["ar.receivables.import.line"].search(
            [("import_id", "=", self.id), ("state", "=", "good")], limit=BATCH)

    def _import_lines(self, lines):
        """Book a batch; when it is refused, book its rows one by one and keep the refused ones with the cause."""
        self._one_at_a_time()
        if self._booked(lines) is None:
            return
        for line in lines:
            cause = self._booked(line)
            if cause is not None:
                self._refuse(line, cause)
        if self.mode == "all" and self.bad_count:
            self._take_back()
            self._set_state("checked")

    def _booked(self, lines):
        """Book rows; return None, or why not, with nothing of them booked."""
        try:
            with self.env.cr.savepoint():
                self._book(lines)
        except psycopg2.errors.UniqueViolation:
            return self.env._("another import has just brought this number in")
        except (psycopg2.IntegrityError, psycopg2.DataError) as error:
            # Left to itself it would stop the scheduled action at this row for good, and every import after it.
            return self.env._("the database refuses it: %s", str(error).partition("\n")[0])
        except UserError as error:
            return str(error)
        return None

    def _refuse(self, line, cause):
        # Rows are closed to users' own writing.
        line.sudo().state = "bad"
        self._add_faults([(Fault(line.row, "number", "refused", cause), line.id)])

    def _finish(self):
        self._set_state("done")

    def _last_day(self):
        """Return the last day on which something of the file was invoiced, today at the latest."""
        days = [line.date for line in self.line_ids if line.date and line.state != "bad"]
        return min(max(days, default=self.env.company._ar_today()), self.env.company._ar_today())
