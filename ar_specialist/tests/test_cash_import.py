import io
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged
from openpyxl import Workbook

from .common_cash_import import IBAN, CashImportCommon
from .common_formats import sample


@tagged("-at_install", "post_install")
class TestCashImport(CashImportCommon):
    """What the sample files of each format make in the books."""

    def test_camt_statement(self):
        record = self.take_sample("camt053_receivables.xml")
        statement = record.statement_ids
        self.assertRecordValues(statement, [{
            "name": "Bank EB S-2026-041", "journal_id": self.euro_bank.id, "date": date(2026, 3, 2),
            "balance_start": -1000.0, "balance_end_real": 1873.77, "is_complete": True, "ar_account_number": IBAN,
            "reference": "camt053_receivables.xml",
        }])
        lines = self.lines(record)
        self.assertRecordValues(lines, [
            {"amount": 980.0, "partner_name": "Nordwind Handels GmbH", "account_number": "NL91ABNA0417164300",
             "ar_structured_reference": "RF18539007547034", "ar_bank_reference": "R1", "ar_is_reversal": False,
             "ar_return_reason": False, "ar_charges": 0.0, "ar_text": "Rechnungen vom Februar\nabzgl. Skonto",
             "payment_ref": "Rechnungen vom Februar abzgl. Skonto", "state": "posted", "is_reconciled": False},
            {"amount": -250.0, "partner_name": "Contoso AG", "account_number": "DE75512108001245126199",
             "ar_structured_reference": False, "ar_bank_reference": "R2", "ar_is_reversal": True,
             "ar_return_reason": "AM04", "ar_charges": 0.0, "ar_text": "INV/2026/00009", "payment_ref": "R2",
             "state": "posted", "is_reconciled": False},
            {"amount": 1250.0, "partner_name": "Adatum", "account_number": False, "ar_structured_reference": False,
             "ar_bank_reference": "R3-1", "ar_is_reversal": False, "ar_return_reason": False, "ar_charges": 0.0,
             "ar_text": False, "payment_ref": "R3-1", "state": "posted", "is_reconciled": False},
            {"amount": 750.0, "partner_name": "Fabrikam", "account_number": False, "ar_structured_reference": False,
             "ar_bank_reference": "R3-2", "ar_is_reversal": False, "ar_return_reason": False, "ar_charges": 0.0,
             "ar_text": False, "payment_ref": "R3-2", "state": "posted", "is_reconciled": False},
            {"amount": 143.77, "partner_name": "Litware Inc.", "account_number": "987654321",
             "ar_structured_reference": False, "ar_bank_reference": "R4", "ar_is_reversal": False,
             "ar_return_reason": False, "ar_charges": 6.23, "ar_text": False, "payment_ref": "R4", "state": "posted",
             "is_reconciled": False},
        ])
        self.assertEqual(lines.mapped("date"), [date(2026, 3, 2)] * 5)
        self.assertEqual(lines[0].transaction_details["ultimate_payer"], "Nordwind Nederland BV")
        self.assertEqual(lines[0].transaction_details["value_day"], "2026-03-02")
        # The rate that the bank used can't be told from what it kept.
        self.assertFalse(lines[4].foreign_currency_id)
        self.assertEqual((record.format, record.statement_count, record.line_count), ("camt.053.001.08", 1, 5))
        self.assertEqual(record.create_uid, self.specialist)
        self.assertEqual(record.attachment_id.raw, sample("camt053_receivables.xml"))

    def test_foreign_order(self):
        content = sample("camt053_receivables.xml").decode()
        content = content[:content.index("<Chrgs>")] + content[content.index("</Chrgs>") + 8:]
        line = self.lines(self.taken(content))[4]
        self.assertEqual((line.amount, line.amount_currency), (143.77, 162.0))
        self.assertEqual(line.foreign_currency_id, self.env.ref("base.USD"))

    def test_mt940(self):
        # The account of the published sample is a number of no journal here, so that it is asked for.
        record = self.taken(sample("mt940_swift.sta"), journals={("123-304958", "EUR"): self.euro_bank.id})
        self.assertRecordValues(record.statement_ids, [{
            "balance_start": 3723495.0, "balance_end_real": 3709865.13, "is_complete": True,
            "date": date(2009, 5, 28),
        }])
        amounts = self.lines(record).mapped("amount")
        self.assertEqual(amounts[:4], [-1.2, -30.2, -250.0, -450.0])
        self.assertAlmostEqual(sum(amounts), 3709865.13 - 3723495.0)
        # Two accounts in one file; the second is in dollars and known by bank code and number, without IBAN.
        dollars = self.journal("UB", self.env.ref("base.USD"), "DE61370400440532013001")
        record = self.take_sample("mt940_countries.sta")
        self.assertEqual(record.statement_ids.journal_id, self.euro_bank + dollars)
        first, back = self.lines(record)[:2]
        self.assertEqual((first.amount, first.partner_name), (980.0, "Nordwind Handels GmbH"))
        self.assertEqual(first.account_number, "NL91ABNA0417164300")
        self.assertTrue(back.ar_is_reversal)

    def test_rights(self):
        reader = self.new_user("cash_reader", "account.group_account_readonly")
        clerk = self.new_user("cash_clerk", "account.group_account_invoice")
        for user in (reader, clerk):
            with self.assertRaises(AccessError):
                self.take(sample("camt053_receivables.xml"), user=user)
        record = self.take_sample("camt053_receivables.xml")
        self.assertEqual(record.with_user(reader).read(["name", "line_count"])[0]["line_count"], 5)
        with self.assertRaises(AccessError):
            record.with_user(clerk).read(["name"])
        for values in ({"state": "undone"}, {"line_count": 7}):
            with self.assertRaises(AccessError):
                record.with_user(self.specialist).write(values)

    def test_bai2(self):
        canada = self.env.ref("base.CAD")
        canada.active = True
        bank = self.journal("CA", canada, "10200123456")
        record = self.take_sample("bai2_two_accounts.bai")
        self.assertEqual((record.format, record.statement_count), ("bai2", 2))
        self.assertEqual(record.statement_ids.journal_id, bank)
        # As the file's own trailers have it: 208500 cents in and as many out, then 111500 of each.
        for statement, total in zip(record.statement_ids.sorted("id"), (2085.0, 1115.0), strict=True):
            amounts = statement.line_ids.mapped("amount")
            self.assertAlmostEqual(sum(amount for amount in amounts if amount > 0), total)
            self.assertAlmostEqual(sum(amount for amount in amounts if amount < 0), -total)

    def test_edi_820(self):
        before = self.counts()
        record = self.take_sample("edi_820.edi")
        self.assertEqual((record.format, record.statement_count, record.remittance_count), ("x12.820", 0, 1))
        advice = record._advices()
        self.assertRecordValues(advice, [{
            "source": "file", "amount": 3131.04, "payer": "NATIONAL SCIENCE FOUNDATION",
            "reference": "041036009100170", "attachment_id": record.attachment_id.id, "company_id": self.company.id,
        }])
        self.assertEqual(advice.line_ids.mapped("number")[:2], ["20", "21"])
        self.assertEqual(self.take(sample("edi_820.edi")).state, "known")
        record.with_user(self.specialist).action_undo()
        self.assertFalse(advice.exists())
        self.assertEqual(self.counts()["account.move"], before["account.move"])

    def test_camt_notification_books_nothing(self):
        record = self.take_sample("camt054_batch.xml")
        self.assertEqual((record.statement_count, record.line_count, record.remittance_count), (0, 0, 2))
        self.assertEqual(record._advices().mapped("amount"), [268.55, 3949.75])
        self.assertFalse(record.statement_ids)

    def test_table_of_advices(self):
        record = self.taken("Invoice;Discount;Paid\nINV/2026/00017;22.00;1078.00\nRINV/2026/00003;;-98.00\n")
        self.assertEqual((record.format, record.remittance_count), ("csv", 1))
        self.assertEqual(record._advices().line_ids.mapped("amount"), [1078.0, -98.0])

    def test_documents_within_a_booking(self):
        record = self.take_sample("camt053_receivables.xml")
        advice = record._advices()
        self.assertEqual((advice.source, advice.amount, advice.reference), ("bank", 980.0, "R1"))
        self.assertEqual(advice.line_ids.mapped("number"), ["INV/2026/00017", "RINV/2026/00003"])
        payments = self.env["ar.cash.payment"]._collect(self.company)
        payments._propose()
        own = payments.filtered("statement_line_id")
        self.assertEqual(advice.payment_id.amount, 980.0)
        record.with_user(self.specialist).action_undo()
        self.assertFalse(advice.exists())
        self.assertFalse(own.exists())

    def test_workbook(self):
        book = Workbook()
        for row in (
            ("Booking date", "Amount", "Currency", "Account", "Name", "Description"),
            (date(2026, 3, 2), 120.5, "EUR", IBAN, "Nordwind", "INV 7"),
            (date(2026, 3, 3), -4, "EUR", IBAN, "Bank", "Fees"),
        ):
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        record = self.taken(content.getvalue())
        self.assertEqual(record.statement_ids.journal_id, self.euro_bank)
        self.assertEqual([(line.date.day, line.amount, line.payment_ref) for line in self.lines(record)],
                         [(2, 120.5, "INV 7"), (3, -4.0, "Fees")])
