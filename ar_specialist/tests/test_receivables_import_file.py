import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader
from openpyxl import Workbook, load_workbook

from ..formats import table_file
from ..formats.table_file import read_table
from ..logic.csv_table import TableError
from .common_import import HEADINGS, ImportCommon

SHARED = Path(os.environ.get("AR_SHARED_DATA") or Path(__file__).parents[2] / ".." / "shared" / "data")
IBM = SHARED / "ibm_accounts_receivable.csv"


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def archive(**parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


@tagged("-at_install", "post_install")
class TestReceivablesImportFile(ImportCommon):
    def assertRefused(self, content, code):
        with self.assertRaises(TableError) as caught:
            read_table(content)
        self.assertEqual(caught.exception.code, code)

    def test_xlsx(self):
        record = self.imports._import_file(workbook(
            ["Open items", None], [],
            HEADINGS,
            [4711, "Nordwind", 1001, datetime(2024, 1, 15), date(2024, 2, 14), 55.94, "USD", None, None, False],
            ["C2", "Contoso", "1002", "15 Jan 2024", None, 0.1 + 0.2, None, date(2024, 2, 1), None, True],
        ), "anything.pdf")
        self.assertEqual((record.done_count, record.bad_count), (2, 0), record.fault_ids.mapped("cause"))
        self.assertRecordValues(record.line_ids, [
            {"row": 4, "number": "1001", "customer_ref": "4711", "amount": 55.94, "disputed": False},
            {"row": 5, "number": "1002", "customer_ref": "C2", "amount": 0.3, "disputed": True},
        ])

    def test_formulas_are_values_only(self):
        record = self.imports._import_file(workbook(
            HEADINGS, ["C1", "N", "R1", date(2024, 1, 1), None, "=1+1", "", None, None, ""],
        ), "f.xlsx")
        self.assertEqual(self.codes(record), [(2, "Amount", "missing")])
        record = self.load(self.file({"Amount": "=1+1", "Customer name": "=cmd|' /C calc'!A0"}))
        self.assertEqual(self.codes(record), [(2, "Amount", "amount_unreadable")])

    def test_hostile_files(self):
        self.assertRefused(b"", "empty")
        self.assertRefused(b"Invoice number,Date,Amount\n", "empty")
        self.assertRefused(b"PK\x03\x04 and nothing else", "broken")
        self.assertRefused(b"%PDF-1.7 ...", "binary")
        self.assertRefused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old")
        self.assertRefused(b"x" * (table_file.MAX_BYTES + 1), "size")
        self.assertRefused(b"Number,Date,Amount\n" + b"y" * 3000 + b",1,2\n", "cell")
        self.assertRefused(b"a," * 200 + b"\n1,2\n", "columns")
        self.assertRefused(b"Number,Date,Amount\n" + b"1,2,3\n" * (table_file.MAX_ROWS + 1), "rows")

    def test_zip_bomb(self):
        bomb = archive(**{f"xl/{at}.xml": b"0" * 50_000_000 for at in range(6)})
        self.assertLess(len(bomb), 1_000_000)
        self.assertRefused(bomb, "unpacked")

    def test_entities(self):
        laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
        self.assertRefused(archive(**{"xl/workbook.xml": laughs}), "broken")

    def test_each_refusal_is_told(self):
        for content in (b"", b"%PDF-1", b"PK\x03\x04", b"a," * 200 + b"\n1,2\n"):
            with self.assertRaises(UserError) as caught:
                self.load(content or b"\n")
            self.assertNotIn("%(", str(caught.exception))

    def test_template(self):
        template = Path(table_file.__file__).parents[1] / "static" / "csv" / "receivables_template.csv"
        record = self.load(template.read_bytes())
        self.assertEqual(len(record.column_ids), len(record.column_ids.filtered("field")))
        self.assertFalse(record.fault_ids.filtered(lambda fault: not fault.warning))

    def test_published_data(self):
        """IBM's late payment histories: 2,466 invoices; the aging that the file alone gives."""
        if not IBM.exists():
            self.skipTest(f"data set missing: {IBM}")
        record = self.imports._import_file(IBM.read_bytes(), IBM.name)
        self.assertEqual((record.state, record.done_count, record.payment_count), ("done", 2466, 2466))
        lines = record.line_ids
        self.assertEqual(len(lines.partner_id), 100)
        self.assertEqual(len(lines.filtered("disputed")), 561)
        self.assertAlmostEqual(sum(lines.mapped("amount")), 147703.18, 2)
        aging = self.env["ar.aging"]
        due = aging.compute("2012-12-31", companies=self.company)
        self.assertEqual((due.totals, due.total), ([4936.32, 788.74, 0.0, 0.0, 0.0, 0.0], 5725.06))
        invoiced = aging.compute("2012-12-31", companies=self.company, basis="invoice")
        self.assertEqual((invoiced.totals, invoiced.total), ([161.05, 4775.27, 788.74, 0.0, 0.0, 0.0], 5725.06))
        self.assertEqual(aging.compute("2014-01-09", companies=self.company).total, 0.0)
        for basis, total in [("due", ["4,936.32", "788.74"]), ("invoice", ["161.05", "4,775.27", "788.74"])]:
            self.check_files({"as_of": "2012-12-31", "basis": basis}, total)

    def check_files(self, raw, expected):
        """The same figures in the totals of the PDF and, as numbers, in those of the workbook."""
        aging = self.env["ar.aging"]
        options = aging._options(raw)
        text = "".join(page.extract_text() for page in PdfFileReader(io.BytesIO(aging._pdf_of(options))).pages)
        totals = text[text.rindex("Total"):]
        for amount in [*expected, "5,725.06"]:
            self.assertIn(amount, totals)
        stream = io.BytesIO()
        aging._xlsx_of(options, stream)
        sheet = load_workbook(stream, data_only=True).worksheets[0]
        rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(max_row=6, values_only=True)]
        figures = [round(cell, 2) for row in rows for cell in row if isinstance(cell, int | float)]
        for amount in [*expected, "5,725.06"]:
            self.assertIn(float(amount.replace(",", "")), figures)
