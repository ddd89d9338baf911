from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

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
        self.journal("MT", self.euro, "123456789")
        outcome = self.take(sample("mt940_swift.sta"))
        journals = {(each.account, each.currency): self.euro_bank.id for each in outcome.questions}
        record = self.taken(sample("mt940_swift.sta"), journals=journals)
        self.assertEqual(record.format, "mt940")
        self.assertTrue(record.statement_ids)
        for statement in record.statement_ids:
            self.assertTrue(statement.is_complete)

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
