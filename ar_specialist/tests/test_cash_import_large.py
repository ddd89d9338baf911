from datetime import date
from unittest.mock import patch

from odoo.addons.base.models import ir_cron
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import ar_background
from ..models.cash import ar_cash_import_run, ar_cash_import_take, ar_cash_import_undo
from .common_cash import Clock
from .common_cash_import import IBAN, CashImportCommon
from .common_formats import sample

RECEIVABLES = "camt053_receivables.xml"
SAID = (
    "journal_id", "date", "amount", "payment_ref", "partner_name", "account_number", "transaction_details", "ar_text",
    "ar_structured_reference", "ar_bank_reference", "ar_charges", "ar_entry_key", "ar_entry_part", "state",
    "amount_residual")
STATEMENT = ("name", "date", "balance_start", "balance_end_real", "is_complete", "ar_account_number", "reference")
HEADINGS = "Booking date;Amount;Currency;Account;Name;Reference;Text\n"


@tagged("-at_install", "post_install")
class TestCashImportLarge(CashImportCommon):
    """Large files are stored, then read and booked in lots by the scheduled action."""

    def setUp(self):
        super().setUp()
        for module, name, value in (
                (ar_cash_import_take, "READ_AT_ONCE", 600), (ar_cash_import_take, "BOOKED_AT_ONCE", 2),
                (ar_cash_import_run, "LOT", 2), (ar_cash_import_undo, "LOT", 2)):
            patcher = patch.object(module, name, value)
            patcher.start()
            self.addCleanup(patcher.stop)

    def queued(self, content, **options):
        outcome = self.take(content, **options)
        self.assertEqual(outcome.state, "queued", outcome.faults)
        return outcome.record

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_cash_import").method_direct_trigger()
        self.env.invalidate_all()

    def rows(self, number, first=0):
        """Return a table of `number` bookings on the account of the euro bank."""
        return HEADINGS + "".join(
            f"2026-03-{1 + at % 28:02d};{100 + at}.00;EUR;{IBAN};Payer {at};R{at};INV {at}\n"
            for at in range(first, first + number))

    def begun(self, content, lots=1):
        """Return an import of which `lots` lots are booked."""
        record = self.queued(content)
        mine = record.with_company(self.company)
        mine._set_state("reading")
        read = mine._read_own()
        mine._note_read(read)
        for lot in read.plan.lots(2)[:lots]:
            mine._book_payments(lot)
        return record

    def test_same_as_a_small_one(self):
        with patch.object(ar_cash_import_take, "READ_AT_ONCE", 10**6), \
                patch.object(ar_cash_import_take, "BOOKED_AT_ONCE", 100):
            record = self.take_sample(RECEIVABLES)
        expected = self.lines(record).read(SAID, load=""), record.statement_ids.read(STATEMENT, load="")
        record.with_user(self.specialist).action_undo()
        if record.state == "undoing":
            self.run_cron()
        self.assertEqual(record.state, "undone")
        record = self.queued(sample(RECEIVABLES), name=RECEIVABLES)
        self.assertEqual((record.state, record.line_ids, record.format), ("waiting", record.line_ids.browse(), False))
        self.run_cron()
        self.assertRecordValues(record, [{
            "state": "imported", "statement_count": 1, "line_count": 5, "remittance_count": 1, "there_count": 0,
            "format": "camt.053.001.08", "progress": 100.0, "done_count": 5}])
        found = self.lines(record).read(SAID, load=""), record.statement_ids.read(STATEMENT, load="")
        for rows in (*expected, *found):
            for row in rows:
                row.pop("id")
        self.assertEqual(found, expected)
        payments = self.env["ar.cash.payment"].search([("statement_line_id", "in", record.line_ids.ids)])
        self.assertLessEqual({980.0, 1250.0, 750.0, 143.77}, set(payments.mapped("amount")))
        self.assertNotIn("new", payments.mapped("state"))

    def test_many_small_bookings_wait_too(self):
        record = self.queued(self.rows(3))
        self.assertEqual((record.format, record.total_count, record.progress), ("csv", 3, 0.0))
        self.assertEqual(self.take(self.rows(3)).state, "known")
        self.run_cron()
        self.assertEqual((record.state, self.lines(record).mapped("amount")), ("imported", [100.0, 101.0, 102.0]))
        self.assertEqual((record.statement_ids.balance_end_real, record.statement_ids.is_complete), (303.0, True))

    def test_goes_on_for_its_share(self):
        """Each call reads the file anew: one call books lot after lot, and at its end others have their turn."""
        record, clock = self.queued(self.rows(9)), Clock()
        imports = type(self.env["ar.cash.import"])
        read, book, reads = imports._read_own, imports._book_payments, []

        def counted(one):
            reads.append(one.state)
            return read(one)

        def third_is_late(one, lot):
            book(one, lot)
            clock.now = 10.0**12 if one.done_count == 6 else 0.0

        with patch.object(ir_cron, "MIN_TIME_PER_JOB", 0), patch.object(ar_background, "time", clock), \
                patch.object(imports, "_read_own", counted), patch.object(imports, "_book_payments", third_is_late):
            self.run_cron()
            self.assertEqual((record.state, record.done_count, reads), ("booking", 6, ["reading", "booking"]))
            clock.now = 0.0
            self.run_cron()
        self.assertEqual((record.state, len(record.line_ids), len(reads)), ("imported", 9, 3))

    def test_queue_sees_all_of_it_or_nothing(self):
        record = self.begun(self.rows(5), lots=2)
        self.assertEqual((len(record.line_ids), record.done_count, record.progress), (4, 4, 80.0))
        payments = self.env["ar.cash.payment"]
        payments._collect(self.company)
        self.assertFalse(record.line_ids.ar_cash_payment_ids)
        self.run_cron()
        self.assertEqual((record.state, len(record.line_ids.ar_cash_payment_ids)), ("imported", 5))

    def test_refused_whole(self):
        before = self.counts()
        content = sample(RECEIVABLES).replace(b">1873.77<", b">1873.78<")
        record = self.queued(content)
        self.run_cron()
        self.assertEqual(record.state, "refused")
        self.assertEqual(record.fault_ids.mapped(lambda fault: (fault.line, fault.code)), [(6, "sum")])
        self.assertIn("its bookings make", record.fault_ids.cause)
        more = {"ar.cash.import": before["ar.cash.import"] + 1, "files": before["files"] + 1}
        self.assertEqual(self.counts(), before | more)
        # It can be brought again, and does the same.
        self.assertEqual(self.take(content).state, "queued")

    def test_try_again(self):
        self.company.fiscalyear_lock_date = "2026-03-31"
        record = self.queued(self.rows(9))
        self.run_cron()
        self.assertEqual((record.state, set(record.fault_ids.mapped("code"))), ("refused", {"locked"}))
        self.company.fiscalyear_lock_date = False
        colleague = self.new_user("cash_colleague", "ar_specialist.group_specialist")
        with self.assertRaises(AccessError):
            record.with_user(colleague).action_again()
        record.with_user(self.specialist).action_again()
        self.run_cron()
        self.assertEqual((record.state, record.line_count, record.fault_count), ("imported", 9, 0))

    def test_refused_on_the_way(self):
        record = self.queued(self.rows(5))
        before = self.counts()
        imports = type(self.env["ar.cash.import"])
        book, calls, refusal = imports._book_payments, [], UserError("No, 100 %")

        def second_fails(self, lot):
            calls.append(len(lot))
            if len(calls) == 2:
                raise refusal
            return book(self, lot)

        with patch.object(imports, "_book_payments", second_fails):
            self.run_cron()
        self.assertEqual(calls, [2, 2])
        self.assertEqual((record.state, record.fault_ids.value, record.kept_count), ("refused", "No, 100 %", 0))
        self.assertEqual(self.counts(), before)

    def test_questions_are_asked_when_it_was_read(self):
        with patch.object(ar_cash_import_take, "READ_AT_ONCE", 100):
            record = self.queued(sample("mt940_swift.sta"), name="x.sta")
        self.run_cron()
        self.assertEqual((record.state, len(record.line_ids)), ("asked", 0))
        colleague = self.new_user("cash_colleague", "ar_specialist.group_specialist")
        with self.assertRaises(AccessError):
            record.with_user(colleague).action_answer()
        mine = record.with_user(self.specialist)
        upload = self.env["ar.cash.upload"].with_user(self.specialist).browse(mine.action_answer()["res_id"])
        self.assertIn("123-304958", upload.question)
        upload.answer_id = upload.question_id.option_ids.filtered_domain([("value", "=", str(self.euro_bank.id))])
        upload.action_import()
        self.assertEqual((upload.file_ids.state, record.state), ("queued", "waiting"))
        with self.assertRaises(UserError):
            mine.action_answer()
        self.run_cron()
        self.assertEqual((record.state, record.statement_ids.journal_id), ("imported", self.euro_bank))

    def test_journal_is_kept_while_it_is_booked(self):
        record = self.begun(self.rows(5))
        self.euro_bank.bank_account_id = False
        self.journal("E2", self.euro, IBAN)
        self.run_cron()
        self.assertEqual((record.state, record.line_ids.journal_id), ("imported", self.euro_bank))

    def test_cancel(self):
        before = self.counts()
        waiting, booking = self.queued(self.rows(3)), self.begun(self.rows(9, 3))
        with self.assertRaises(AccessError):
            waiting.with_user(self.new_user("cash_colleague", "ar_specialist.group_specialist")).action_cancel()
        (waiting + booking).with_user(self.specialist).action_cancel()
        self.assertEqual((waiting.state, booking.state), ("cancelled", "undoing"))
        self.run_cron()
        self.assertEqual((booking.state, booking.undone_by_id, booking.kept_count), ("cancelled", self.specialist, 0))
        more = {"ar.cash.import": before["ar.cash.import"] + 2, "files": before["files"] + 2}
        self.assertEqual(self.counts(), before | more)
        with self.assertRaises(UserError):
            waiting.with_user(self.specialist).action_cancel()
        self.queued(self.rows(3))

    def imported(self, number):
        record = self.queued(self.rows(number))
        self.run_cron()
        self.assertEqual(record.state, "imported")
        return record

    def test_undo_in_lots(self):
        before = self.counts()
        record = self.imported(5)
        record.with_user(self.specialist).action_undo()
        self.assertEqual((record.state, len(record.line_ids)), ("undoing", 5))
        self.run_cron()
        self.assertEqual((record.state, record.done_count, record.undone_by_id), ("undone", 0, self.specialist))
        more = {"ar.cash.import": before["ar.cash.import"] + 1, "files": before["files"] + 1}
        self.assertEqual(self.counts(), before | more)
        self.assertEqual(self.imported(5).line_count, 5)

    def use(self, line):
        """Let a bookkeeper match a line."""
        invoice = self.init_invoice("out_invoice", partner=self.partner_a, amounts=[1.0], post=True)
        receivable = invoice.line_ids.filtered(lambda each: each.account_type == "asset_receivable")
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = receivable.account_id
        self.assertTrue(line.is_reconciled)

    def test_undo_of_what_is_used_before_it_begins(self):
        record = self.imported(5)
        record.with_user(self.specialist).action_undo()
        self.use(self.lines(record)[3])
        self.run_cron()
        self.assertEqual((record.state, len(record.line_ids), len(record.statement_ids)), ("imported", 5, 1))
        self.assertIn(self.lines(record)[3].move_id.name, record.fault_ids.cause)

    def test_what_is_used_on_the_way_stays(self):
        record = self.imported(5)
        record.with_user(self.specialist).action_undo()
        record._clear_way()
        used = self.lines(record)[3]
        self.use(used)
        self.run_cron()
        self.assertEqual((record.state, record.kept_count, record.line_ids), ("undone", 1, used))
        # Brought again, the rest comes back.
        again = self.imported(5)
        self.assertEqual((again.line_count, again.there_count), (4, 1))

    def test_undo_in_a_locked_period(self):
        record = self.imported(5)
        companies = type(self.company)
        with patch.object(companies, "_get_user_fiscal_lock_date", lambda *_args: date(2026, 3, 31)), \
                self.assertRaisesRegex(UserError, "locked period"):
            record.with_user(self.specialist).action_undo()
        self.assertEqual((record.state, len(record.line_ids)), ("imported", 5))

    def test_another_file_brings_some_of_it_meanwhile(self):
        record = self.begun(self.rows(7))
        with patch.object(ar_cash_import_take, "BOOKED_AT_ONCE", 100):
            other = self.taken(self.rows(3, 4))
        self.assertEqual(other.line_count, 3)
        self.run_cron()
        self.assertEqual((record.state, record.line_count, record.there_count), ("imported", 4, 3))
        self.assertEqual(self.lines(record).mapped("amount"), [100.0, 101.0, 102.0, 103.0])
        self.assertTrue(record.statement_ids.is_complete)

    def test_advices_in_lots(self):
        record = self.queued(sample("camt054_batch.xml"))
        self.run_cron()
        self.assertEqual((record.state, record.remittance_count, record.line_count), ("imported", 2, 0))
        record.with_user(self.specialist).action_undo()
        self.assertEqual((record.state, len(record._advices())), ("undone", 0))

    def test_cheap_look(self):
        for content, code in ((b" " * 700, "empty"), (b"x" * (26 * 1024 * 1024), "size")):
            outcome = self.take(content)
            self.assertEqual((outcome.state, [fault.code for fault in outcome.faults]), ("bad", [code]))
