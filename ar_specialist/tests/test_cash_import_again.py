import psycopg2.errors
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_cash_import import CashImportCommon
from .common_formats import sample

RECEIVABLES = "camt053_receivables.xml"


@tagged("-at_install", "post_install")
class TestCashImportAgain(CashImportCommon):
    """Nothing enters twice, and an import can be taken back."""

    def test_same_file(self):
        record = self.take_sample(RECEIVABLES)
        before = self.counts()
        outcome = self.take(sample(RECEIVABLES), name="another name.xml")
        self.assertEqual((outcome.state, outcome.record), ("known", record))
        self.assertEqual(self.counts(), before)

    def test_same_bookings_in_another_file(self):
        self.take_sample(RECEIVABLES)
        before = self.counts()
        outcome = self.take(sample(RECEIVABLES).replace(b"S-2026-041", b"S-2026-042"))
        self.assertEqual((outcome.state, outcome.there), ("there", 4))
        self.assertEqual(self.counts(), before)

    def test_a_collective_booking_without_its_parts_is_the_same(self):
        self.take_sample(RECEIVABLES)
        content = sample(RECEIVABLES).decode()
        start = content.index("<NtryDtls>\n          <Btch>")
        content = content[:start] + content[content.index("</NtryDtls>", start) + len("</NtryDtls>"):]
        self.assertEqual(self.take(content).state, "there")

    def test_overlapping_tables(self):
        journals = {("", "EUR"): self.euro_bank.id}
        first = self.table(
            "2026-03-02;100.00;EUR;Nordwind;R1;INV 1", "2026-03-03;50.00;EUR;Südwind;R2;INV 2",
            "2026-03-03;50.00;EUR;Südwind;;INV 3", "2026-03-03;50.00;EUR;Südwind;;INV 3")
        second = self.table(
            "2026-03-03;50.00;EUR;Südwind;;INV 3", "2026-03-03;50.00;EUR;Südwind;;INV 3",
            "2026-03-03;50.00;EUR;Südwind;;INV 3", "2026-03-03;50.00;EUR;Südwind;R2;other words",
            "2026-03-04;7.00;EUR;Ostwind;R3;INV 4")
        self.assertEqual(len(self.lines(self.taken(first, journals=journals))), 4)
        outcome = self.take(second, journals=journals)
        # The third of the equal bookings is one more, and the bank's reference outweighs the words.
        self.assertEqual(self.lines(outcome.record).mapped("amount"), [50.0, 7.0])
        self.assertEqual((outcome.there, outcome.record.there_count), (3, 3))

    def test_same_booking_in_two_formats(self):
        self.taken(self.table("2026-03-02;100.00;EUR;Nordwind;B7;INV 1"), journals={("", "EUR"): self.euro_bank.id})
        content = (
            ":20:X\n:25:DE89370400440532013000EUR\n:28C:1/1\n:60F:C260302EUR0,00\n"
            ":61:2603020302C100,00NTRFNONREF//B7\n:86:INV 1\n:62F:C260302EUR100,00\n-\n")
        self.assertEqual(self.take(content).state, "there")

    def test_same_file_in_two_companies(self):
        other = self.setup_other_company()["company"]
        self.env["account.journal"].create({
            "name": "Other bank", "code": "OB", "type": "bank", "company_id": other.id, "currency_id": self.euro.id,
        })
        self.specialist.company_ids += other
        self.take_sample(RECEIVABLES)
        outcome = self.take(sample(RECEIVABLES), company=other)
        # The account number is the first company's; here it is a question, and its bookings are new.
        self.assertEqual(outcome.state, "asked")
        answers = {(each.account, each.currency): each.candidates[-1] for each in outcome.questions}
        record = self.take(sample(RECEIVABLES), company=other, journals=answers).record
        self.assertEqual(record.company_id, other)
        self.assertEqual(record.statement_ids.company_id, other)

    def test_answers_are_remembered(self):
        content = sample("mt940_swift.sta")
        outcome = self.take(content)
        self.assertEqual([(each.account, each.currency) for each in outcome.questions], [("123-304958", "EUR")])
        # Another journal than those that were offered is no answer.
        self.assertEqual(self.take(content, journals={("123-304958", "EUR"): self.bank.id}).state, "asked")
        self.taken(content, journals={("123-304958", "EUR"): self.euro_bank.id})
        later = content.replace(b"0905280528", b"0905290529")
        self.assertEqual(self.taken(later).statement_ids.journal_id, self.euro_bank)

    def test_the_database_refuses_a_second_one(self):
        line = self.lines(self.take_sample(RECEIVABLES))[0]
        values = {"journal_id": line.journal_id.id, "date": line.date, "amount": 1.0, "payment_ref": "x"}
        with self.assertRaises(psycopg2.errors.UniqueViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env["account.bank.statement.line"].create({
                **values, "ar_entry_key": line.ar_entry_key, "ar_entry_part": line.ar_entry_part})
        # Lines that a person enters have no key, and meet nothing.
        self.env["account.bank.statement.line"].create([values, values])

    def test_undo(self):
        before = self.counts()
        record = self.take_sample(RECEIVABLES)
        moves = record.line_ids.move_id
        record.with_user(self.specialist).action_undo()
        self.assertFalse(moves.exists())
        self.assertEqual((record.state, record.undone_by_id), ("undone", self.specialist))
        self.assertEqual(self.counts(), before | {"ar.cash.import": before["ar.cash.import"] + 1,
                                                  "files": before["files"] + 1})
        with self.assertRaises(UserError):
            record.action_undo()
        again = self.take_sample(RECEIVABLES)
        self.assertEqual(again.line_count, 5)

    def test_undo_of_what_was_used(self):
        record = self.take_sample(RECEIVABLES)
        line = self.lines(record)[0]
        invoice = self.init_invoice("out_invoice", partner=self.partner_a, amounts=[1.0], post=True)
        receivable = invoice.line_ids.filtered(lambda each: each.account_type == "asset_receivable")
        _liquidity, suspense, _other = line._seek_for_lines()
        suspense.account_id = receivable.account_id
        with self.assertRaisesRegex(UserError, line.move_id.name):
            record.action_undo()
        self.assertEqual(record.state, "imported")
        self.assertEqual(len(record.line_ids), 5)

    def test_undo_is_for_whoever_imported_and_managers(self):
        record = self.take_sample(RECEIVABLES)
        colleague = self.new_user("cash_colleague", "ar_specialist.group_specialist")
        reader = self.new_user("cash_reader", "account.group_account_readonly")
        manager = self.new_user("cash_manager", "ar_specialist.group_manager")
        for user in (colleague, reader):
            with self.assertRaises(AccessError):
                record.with_user(user).action_undo()
        record.with_user(manager).action_undo()
        self.assertEqual(record.state, "undone")

    def test_undo_with_an_audit_trail(self):
        self.company.restrictive_audit_trail = True
        record = self.take_sample(RECEIVABLES)
        moves = record.line_ids.move_id
        record.action_undo()
        self.assertEqual(set(moves.exists().mapped("state")), {"cancel"})
        self.assertFalse(record.statement_ids)
        self.assertEqual(self.take_sample(RECEIVABLES).line_count, 5)
