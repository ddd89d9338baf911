import signal

from odoo.tests import tagged

from .common_processes import ProcessesCase

RUN = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.cash import ar_cash_import_run
from odoo.addons.ar_specialist.models.cash import ar_cash_import_undo
ar_cash_import_run.LOT = ar_cash_import_undo.LOT = 2
imports = type(env["ar.cash.import"])
lines = type(env["account.bank.statement.line"])
{killed}
env["ar.cash.import"]._cron_import()
"""
ACCOUNT = "DE02120300000000202051"
NUMBER = 7


@tagged("-at_install", "post_install")
class TestCashImportProcesses(ProcessesCase):
    """Large files, brought by several at once and worked on by processes that die: each booking once, none lost."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        self.imports = []
        with self.environment() as env:
            company = self.company_of(env)
            journal = env["account.journal"].create({
                "name": "Large files", "code": "LARGE", "type": "bank", "company_id": company.id})
            self.journal = journal.id
            currency = company.currency_id.name
            self.journals = {(ACCOUNT, currency): journal.id}
            self.content = ("Booking date;Amount;Currency;Account;Name;Reference;Text\n" + "".join(
                f"2024-03-{1 + at:02d};{100 + at}.00;{currency};{ACCOUNT};Payer {at};R{at};INV {at}\n"
                for at in range(NUMBER))).encode()

    def clean(self):
        with self.environment() as env:
            journal = env["account.journal"].browse(self.journal)
            lines = env["account.bank.statement.line"].search([("journal_id", "=", self.journal)])
            lines.ar_cash_payment_ids.unlink()
            lines.statement_id.unlink()
            lines.unlink()
            records = env["ar.cash.import"].browse(self.imports)
            records.unlink()
            journal.unlink()

    def store(self, env):
        """Store the file as a large one; return its import."""
        imports = env["ar.cash.import"].with_company(self.company_of(env))
        answers = {"order": None, "mark": None, "journals": self.journals}
        digest = "0" * 63 + str(len(self.imports))
        record = imports._make(imports._prepare_import_vals("large.csv", digest, self.company_of(env), answers),
                               self.content)
        self.imports.append(record.id)
        return record

    def found(self, number):
        """Return state of an import, its amounts, whether its statement is complete, and payments in the queue."""
        with self.environment() as env:
            record = env["ar.cash.import"].browse(number)
            amounts = record.line_ids.sorted("id").mapped("amount")
            every = env["account.bank.statement.line"].search_count([("journal_id", "=", self.journal)])
            self.assertEqual(every, len(amounts))
            return record.state, amounts, record.statement_ids.mapped("is_complete"), len(
                record.line_ids.ar_cash_payment_ids)

    def test_killed_on_the_way(self):
        """Killed while reading, in the second lot, before a commit, and before the end; then all is there once."""
        with self.environment() as env:
            number = self.store(env).id
        whole = [100.0 + at for at in range(NUMBER)]
        for killed, state, done in (
                ('kill_at(imports, "_note_read", 1)', "reading", 0), ('kill_at(lines, "create", 2)', "booking", 2),
                ('kill_at(Cursor, "commit", 2)', "booking", 4),
                ('kill_at(imports, "_finish_booking", 1)', "booking", NUMBER)):
            code = self.run_process(RUN.format(killed=killed))
            self.assertEqual((code, self.found(number)), (-signal.SIGKILL, (state, whole[:done], [], 0)), killed)
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(number), ("imported", whole, [True], NUMBER))
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(number), ("imported", whole, [True], NUMBER))
        self.killed_while_undone(number, whole)

    def killed_while_undone(self, number, whole):
        """Taken back in lots by processes that die, nothing is left either."""
        with self.environment() as env:
            env["ar.cash.import"].browse(number)._begin_undoing("undone")
        for killed, left in (
                ('kill_at(imports, "_remove_lines", 1)', whole), ('kill_at(imports, "_remove_lines", 2)', whole[2:])):
            code = self.run_process(RUN.format(killed=killed))
            self.assertEqual((code, self.found(number)), (-signal.SIGKILL, ("undoing", left, [], 0)), killed)
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(number), ("undone", [], [], 0))

    def test_two_processes_at_one_file(self):
        with self.environment() as env:
            number = self.store(env).id

        def work(env):
            env["ar.cash.import"]._cron_import()

        self.at_once(work, work)
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(number), ("imported", [100.0 + at for at in range(NUMBER)], [True], NUMBER))

    def test_one_file_brought_by_two(self):
        """Both at the same moment: one brings it, the other is told so."""
        outcomes = []

        def work(env):
            company = self.company_of(env)
            outcome = env["ar.cash.import"]._take(self.content, "two.csv", company, journals=self.journals)
            outcomes.append(outcome.state)
            if outcome.state == "imported":
                self.imports.append(outcome.record.id)

        self.at_once(work, work)
        self.assertEqual(outcomes.count("imported"), 1)
        self.assertIn(({*outcomes} - {"imported"}).pop(), ("known", "bad"))
        self.assertEqual(self.found(self.imports[-1])[:2], ("imported", [100.0 + at for at in range(NUMBER)]))
