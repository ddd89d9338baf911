import base64
import io

from odoo.exceptions import UserError
from odoo.tests import tagged
from openpyxl import Workbook

from .common_reconciliation import ReconciliationCommon


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@tagged("-at_install", "post_install")
class TestReconciliationRead(ReconciliationCommon):
    """From what the customer sent to its lines."""

    def read_workbook(self, **sheets):
        reading = self.reading("", file=base64.b64encode(workbook(**sheets)), file_name="account.xlsx")
        reading.action_read()
        return reading

    def compared(self, reading):
        return self.env["ar.reconciliation"].with_user(self.specialist).browse(reading.action_compare()["res_id"])

    def test_the_sheet_with_the_table_is_read(self):
        reading = self.read_workbook(
            Cover=[["Statement of account"], ["Contact", "Ms Jones"]],
            Data=[["Invoice no", "Date", "Amount"], [self.first.name, "2026-06-01", 1000]])
        self.assertTrue(reading.has_sheets)
        self.assertEqual([sheet.is_read for sheet in reading.sheet_ids], [False, True])
        self.assertEqual(self.compared(reading).line_ids.mapped("number"), [self.first.name])

    def test_sheets_of_the_same_columns_are_read_together(self):
        head = ["Invoice no", "Date", "Amount"]
        reading = self.read_workbook(
            June=[head, [self.first.name, "2026-06-01", 1000]], July=[head, [self.second.name, "2026-06-02", 500]])
        self.assertEqual(reading.sheet_ids.mapped("is_read"), [True, True])
        self.assertIn("2 lines", reading.summary)
        reading.sheet_ids[0].is_read = False
        reading.action_read_again()
        self.assertIn("1 line,", reading.summary)

    def test_another_sheet_is_chosen(self):
        reading = self.read_workbook(
            Account=[["Invoice no", "Date", "Amount", "Currency"], [self.first.name, "2026-06-01", 1, "USD"]],
            Open=[["Document", "Open amount"], [self.second.name, 500]])
        for sheet in reading.sheet_ids:
            sheet.is_read = sheet.name == "Open"
        reading.action_read_again()
        self.assertEqual(reading.column_ids.mapped("field"), ["number", "amount"])
        self.assertIn("500.00", reading.summary)
        reading.sheet_ids.is_read = True
        with self.assertRaises(UserError):
            reading.action_read_again()
        reading.sheet_ids.is_read = False
        with self.assertRaises(UserError):
            reading.action_compare()

    def test_pasted_text_is_kept(self):
        text = f"Invoice\tDate\tAmount\n{self.first.name}\t2026-06-01\t1000.00\n"
        record = self.reconciled("", file=False, file_name=False, text=text)
        self.assertTrue(record.file_name.endswith(".txt"))
        self.assertEqual(base64.b64decode(record.file_content).decode().strip(), text.strip())

    def test_a_file_that_lies_with_the_account(self):
        values = {"raw": f"Invoice;Amount\n{self.first.name};1000,00\n".encode(), "res_model": "ar.account"}
        others = self.env["ar.account"]._for(self.other_customer, self.company)
        mine, other = self.env["ir.attachment"].create([
            {"name": "account.csv", "res_id": self.account.id, **values},
            {"name": "other.csv", "res_id": others.id, **values},
        ])
        reading = self.reading("", file=False, file_name=False, attachment_id=mine.id)
        self.assertEqual(reading.attachment_choice_ids, mine)
        reading.action_read()
        record = self.compared(reading)
        self.assertEqual((record.file_name, record.agreed_count), ("account.csv", 1))
        with self.assertRaises(UserError):
            self.reading("", file=False, file_name=False, attachment_id=other.id).action_read()

    def test_columns_are_kept_for_the_customer(self):
        table = "What;When;How much;Remark\n{first};2026-06-01;1000,00;\nper mail;2026-06-02;0,00;x\n"
        reading = self.reading(table.format(first=self.first.name))
        reading.action_read()
        self.assertIn("No column", reading.fault_text)
        for column, field in zip(reading.column_ids, ("number", "date", "amount", False), strict=True):
            column.field = field
        self.compared(reading)
        again = self.reading(table.format(first=self.first.name))
        again.action_read()
        self.assertEqual(again.column_ids.mapped("field"), ["number", "date", "amount", False])

    def test_columns_without_a_known_heading_are_guessed_by_what_they_hold(self):
        reading = self.reading(f"What;When;How much\n{self.first.name};2026-06-01;1000,00\n")
        reading.action_read()
        self.assertEqual(reading.column_ids.mapped("field"), ["number", "date", "amount"])

    def test_two_columns_of_one_heading(self):
        reading = self.reading(f"Invoice;Amount;Amount\n{self.first.name};1000,00;5,00\n")
        reading.action_read()
        self.compared(reading)
        again = self.reading(f"Invoice;Amount;Amount\n{self.first.name};1000,00;5,00\n")
        again.action_read()
        self.assertEqual(again.column_ids.mapped("field"), ["number", "amount", False])

    def test_a_list_that_goes_on_after_the_day(self):
        reading = self.reading(f"Invoice;Date;Amount\n{self.first.name};2026-10-13;1000,00\n")
        reading.action_read()
        self.assertIn("is that day right?", reading.summary)

    def test_a_sign_instead_of_a_code(self):
        record = self.reconciled(f"Invoice;Date;Amount\n{self.first.name};2026-06-13;$1000.00\n")
        self.assertEqual(record.line_ids.currency_id, self.company.currency_id)

    def test_hostile_files(self):
        for name, content in (
            ("too many lines", b"Invoice;Amount\n" + b"X1;1,00\n" * 100_000),
            ("no table", b"\x00\x01\x02"),
            ("pdf", b"%PDF-1.4"),
            ("broken", b"PK\x03\x04 nothing"),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                self.reading("", file=base64.b64encode(content)).action_read()

    def test_formulas_stay_text(self):
        record = self.reconciled('Invoice;Date;Amount\n=HYPERLINK("http://x.example");2026-06-13;5,00\n')
        row = record.match_ids.filtered("their_name")
        self.assertEqual(row.their_name, '=HYPERLINK("http://x.example")')
        self.assertIn(b"PK", record._xlsx()[:2])

    def test_the_day_of_the_opening_balance_begins_the_period(self):
        """What is ours of the days before the customer's first line is missing there, not part of the opening."""
        table = (
            "Date;Supplier invoice no;Text;Debit;Credit\n2026-06-02;;Opening balance;;1000,00\n"
            + f"2026-06-03;{self.third.name};Invoice;;70,00\n")
        reading = self.reading(table)
        reading.action_read()
        self.assertEqual(str(reading.date_from), "2026-06-02")
        self.assertEqual(self.rows(self.compared(reading))["missing_theirs"], (500.0, 0.0))
        later = self.reading(table.replace("2026-06-02", "2026-06-01"))
        later.action_read()
        # Of the first of June is what our books have on the evening of that day.
        self.assertEqual(str(later.date_from), "2026-06-02")

    def test_account_of_a_period_with_paid_invoices(self):
        """The customer's whole account: each movement is compared, and what stood there before it."""
        self.invoice(200.0, "2026-04-01")
        paid = self.entry(-1000.0, "2026-06-20")
        self.match(self.first, paid)
        table = (
            "Date;Supplier invoice no;Text;Debit;Credit;Balance\n2026-06-01;;Balance brought forward;;;150,00\n"
            "2026-06-01;{first};Invoice;;1000,00;1150,00\n2026-06-02;{second};Invoice;;480,00;1630,00\n"
            "2026-06-18;V-77;Bank transfer;1000,00;;630,00\n;;Closing balance;;;630,00\n")
        reading = self.reading(table.format(first=self.first.name, second=self.second.name), date="2026-06-30")
        reading.action_read()
        self.assertEqual((reading.basis, str(reading.date_from)), ("ledger", "2026-06-01"))
        record = self.compared(reading)
        self.assertEqual(
            [(step.code, step.amount) for step in record.sum_ids],
            # 200 + 1,000 + 500 + 70 − 1,000 = 770; 770 − 50 − 20 − 70 = 630
            [("ours", 770.0), ("opening", -50.0), ("amount", -20.0), ("missing_theirs", -70.0), ("theirs", 630.0)])
