import base64
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.receivables_import import ar_receivables_import_run
from .common_import import ImportCommon


@tagged("-at_install", "post_install")
class TestReceivablesImportRun(ImportCommon):
    def upload(self, content):
        return self.imports.create({"name": "file.csv", "file": base64.b64encode(content)})

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_receivables_import").method_direct_trigger()
        self.env.invalidate_all()

    def test_many_rows_go_on_in_the_background(self):
        with patch.object(ar_receivables_import_run, "BATCH", 2):
            record = self.upload(self.file(*[{}] * 5))
            record.action_import()
            self.assertEqual((record.state, record.done_count, record.progress), ("importing", 0, 0.0))
            self.run_cron()
        self.assertEqual((record.state, record.done_count, record.progress), ("done", 5, 100.0))
        self.assertEqual(record.line_ids.move_id.create_uid, self.specialist)

    def test_killed_in_the_middle_and_started_again(self):
        cls = type(self.env["ar.receivables.import"])
        book = cls._book

        def killed(record, lines):
            book(record, lines)
            raise MemoryError("killed")

        with patch.object(ar_receivables_import_run, "BATCH", 2):
            record = self.upload(self.file(*[{"Settled on": "2024-02-01"}] * 5))
            record.action_import()
            record._import_lines(record._next_lines())
            with patch.object(cls, "_book", killed), self.assertRaises(MemoryError):
                record._import_lines(record._next_lines())
            self.env.invalidate_all()
            self.assertEqual((record.state, record.done_count), ("importing", 2))
            self.run_cron()
        self.assertEqual((record.state, record.done_count, record.payment_count), ("done", 5, 5))
        self.assertEqual(self.env["account.move"].search_count(
            [("journal_id.ar_keeps_numbers", "=", True), ("company_id", "=", self.company.id)]), 5)

    def test_options_are_closed_once_it_began(self):
        record = self.load(self.file({}))
        with self.assertRaises(UserError):
            record.mode = "all"
        with self.assertRaises(UserError):
            record.unlink()
        with self.assertRaises(UserError):
            record.action_import()

    def test_queries_do_not_grow_with_the_rows(self):
        def queries(rows):
            content = self.file(*[{"Customer code": f"Q{at}"} for at in range(rows)])
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.upload(content)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(3)
        # Rows are inserted by the hundred.
        self.assertLessEqual(queries(200) - queries(10), 6)

    def test_take_back(self):
        record = self.load(self.file({"Settled on": "2024-02-01", "Settled amount": "40"}, {}))
        moves, payments = record.line_ids.move_id, record.line_ids.payment_id
        entries = payments.move_id
        record.action_take_back()
        self.assertEqual(record.state, "undone")
        self.assertFalse((moves + entries).exists())
        self.assertFalse(payments.exists())
        again = self.load(self.file({}, {}))
        self.assertEqual(again.done_count, 2)

    def test_take_back_with_an_audit_trail(self):
        record = self.load(self.file({"Settled on": "2024-02-01"}))
        self.company.restrictive_audit_trail = True
        move = record.line_ids.move_id
        record.action_take_back()
        self.assertEqual(move.state, "cancel")
        self.assertEqual(self.load(self.file({})).done_count, 1)

    def test_take_back_refused(self):
        record = self.load(self.file({}, {}))
        moves = record.line_ids.move_id
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=moves[0].ids).create({})._create_payments()
        with self.assertRaisesRegex(UserError, "has been reconciled"):
            record.action_take_back()
        self.assertEqual(set(moves.mapped("state")), {"posted"})
        locked = self.load(self.file({"Invoice number": "L1"}))
        self.company.fiscalyear_lock_date = "2024-01-31"
        with self.assertRaisesRegex(UserError, "locked"):
            locked.action_take_back()

    def test_screens_open_what_was_made(self):
        record = self.load(self.file({"Settled on": "2024-02-01"}, {}))
        for action, count in [(record.action_open_moves(), 2), (record.action_open_payments(), 1),
                              (record.action_open_lines(), 2)]:
            self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), count)

    def test_what_the_database_refuses_stops_no_other_row(self):
        book = type(self.imports)._book

        def refuse(record, lines):
            if "R-1" in lines.mapped("number"):
                record.env.cr.execute("SELECT 'many'::int")
            book(record, lines)

        with patch.object(type(self.imports), "_book", refuse), mute_logger("odoo.sql_db"):
            record = self.load(self.file({}, {}, {}))
        self.assertEqual((record.state, record.done_count), ("done", 2))
        self.assertEqual(self.codes(record), [(3, "Invoice number", "refused")])
        self.assertIn("the database refuses it", record.fault_ids.cause)
