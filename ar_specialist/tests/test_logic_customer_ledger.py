import io
from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged
from openpyxl import Workbook

from ..formats.customer_ledger import read_ledger
from ..formats.reading import Faults
from ..formats.table_file import read_table, read_tables
from ..logic.reconciliation_columns import guess_by_values, guess_ledger_columns, lacking, ledger_heading_row


@tagged("-at_install", "post_install")
class TestLogicCustomerLedger(BaseCase):
    def ledger(self, text):
        table = read_table(text.encode(), ledger_heading_row)
        columns = guess_ledger_columns(table.headings) or guess_by_values([cells for _row, cells in table.rows])
        faults = Faults()
        return read_ledger(table, columns, faults), faults.found

    def lines(self, text):
        read, faults = self.ledger(text)
        self.assertFalse(faults)
        return [(line.number, str(line.amount), line.kind) for line in read.lines]

    def test_account_with_debit_credit_and_balances(self):
        read, faults = self.ledger(
            "Kreditorenkonto 70012;;;;\nBuchungsdatum;Externe Belegnummer;Buchungstext;Soll;Haben\n"
            "01.10.2026;;Saldovortrag;;500,00\n05.10.2026;INV/2026/00042;Rechnung;;1.234,50\n"
            "20.10.2026;9001;Zahlung;500,00;\n31.10.2026;;Endsaldo;;1.234,50\n")
        self.assertFalse(faults)
        self.assertEqual(
            [(line.number, line.date, line.amount, line.kind) for line in read.lines],
            [("INV/2026/00042", date(2026, 10, 5), Decimal("1234.50"), "invoice"),
             ("9001", date(2026, 10, 20), Decimal("-500.00"), "payment")])
        self.assertEqual((read.opening, read.closing), ({"": Decimal("500.00")}, {"": Decimal("1234.50")}))

    def test_rows_that_cannot_be_read_are_told_and_left_out(self):
        read, faults = self.ledger(
            "Invoice,Date,Amount,Currency\nINV/1,2026-10-05,100.00,EUR\nINV/2,2026-13-05,50.00,EUR\n"
            "INV/3,2026-10-05,a lot,EUR\nINV/4,2026-10-05,,EUR\nTotal,,100.00,EUR\n")
        self.assertEqual([line.number for line in read.lines], ["INV/1"])
        self.assertEqual(
            [(fault.line, fault.column, fault.code) for fault in faults],
            [(3, "Date", "date"), (4, "Amount", "amount"), (5, "Amount", "missing")])
        self.assertEqual(read.closing, {"EUR": Decimal("100.00")})

    def test_headings_of_four_languages(self):
        for headings, expected in (
            ("Vendor Invoice No|Posting Date|Debit|Credit|Voucher", {"number", "date", "debit", "credit", "reference"}),
            ("Numéro de facture|Date|Montant|Devise|Libellé", {"number", "date", "amount", "currency", "reference"}),
            ("Rechnungsnummer|Belegdatum|Betrag|Währung", {"number", "date", "amount", "currency"}),
            ("Factura|Fecha|Importe|Tipo de documento", {"number", "date", "amount", "kind"}),
        ):
            with self.subTest(headings):
                self.assertEqual(set(guess_ledger_columns(headings.split("|"))), expected)

    def test_what_must_be_named(self):
        self.assertEqual(lacking(["date"]), ["number", "amount"])
        self.assertEqual(lacking(["reference", "credit"]), [])

    def test_what_is_open_of_an_invoice_is_compared_not_what_it_was(self):
        self.assertEqual(self.lines(
            "Invoice;Invoice date;Due date;Amount;Open amount\nINV/1;13.10.2026;31.10.2026;1.000,00;400,00\n"),
            [("INV/1", "400.00", "invoice")])
        self.assertEqual(
            self.lines("Invoice;Date;Balance\nINV/1;13.10.2026;400,00\n"), [("INV/1", "400.00", "invoice")])

    def test_running_balance_says_opening_and_closing(self):
        rows = (
            "Date,Document No,Description,Debit,Credit,Balance\n2026-10-01,,Opening balance,,,{0}500.00\n"
            "2026-10-05,INV/2026/3,Invoice,,250.00,{0}750.00\n2026-10-06,PAY1,Payment,500.00,,{0}250.00\n"
            ",,Closing balance,500.00,250.00,{0}250.00\n")
        for sign in ("", "-"):  # some write what they owe as negative there
            read, faults = self.ledger(rows.format(sign))
            self.assertFalse(faults)
            self.assertEqual((read.opening, read.closing), ({"": Decimal("500.00")}, {"": Decimal("250.00")}))

    def test_a_balance_that_evens_out_both_sides(self):
        read, _faults = self.ledger(
            "Datum;Beleg;Soll;Haben\n13.10.2026;INV/1;;100,00\n14.10.2026;Z1;30,00;\nSaldo;;70,00;\n")
        self.assertEqual(read.closing, {"": Decimal("70.00")})

    def test_sum_of_movements_is_not_the_closing_balance(self):
        read, _faults = self.ledger(
            "Datum;Text;Soll;Haben\n01.10.2026;Saldovortrag;;500,00\n05.10.2026;Rechnung INV/2026/3;;250,00\n"
            "Summe;;0,00;250,00\n")
        self.assertEqual(read.closing, {"": Decimal("750.00")})

    def test_pages(self):
        read, faults = self.ledger(
            "Invoice,Date,Amount\nINV/1,2026-10-01,100.00\nCarried forward,,100.00\nPage 2,,\nInvoice,Date,Amount\n"
            "Brought forward,,100.00\nINV/2,2026-10-02,50.00\nTotal,,150.00\nPlease pay by Friday,,\n")
        self.assertFalse(faults)
        self.assertEqual([line.number for line in read.lines], ["INV/1", "INV/2"])
        self.assertEqual((read.opening, read.closing), ({}, {"": Decimal("150.00")}))

    def test_words_in_the_column_of_days_do_not_hide_how_days_are_written(self):
        read, faults = self.ledger("Datum;Beleg;Betrag\n01.10.2026;INV/1;5,00\nSumme;;5,00\n")
        self.assertFalse(faults)
        self.assertEqual(read.lines[0].date, date(2026, 10, 1))

    def test_amounts_without_signs(self):
        self.assertEqual(self.lines(
            "Type,Number,Date,Amount\nInvoice,INV/1,2026-10-01,1000.00\nPayment,P-9,2026-10-09,600.00\n"
            "Credit memo,C-2,2026-10-10,50.00\n"),
            [("INV/1", "1000.00", "invoice"), ("P-9", "-600.00", "payment"), ("C-2", "-50.00", "credit")])
        # One sign is enough to tell that signs are written.
        self.assertEqual(self.lines(
            "Type,Number,Date,Amount\nInvoice,INV/1,2026-10-01,1000.00\nPayment,P-8,2026-10-09,-600.00\n"
            "Payment,P-9,2026-10-09,10.00\n")[2][1], "10.00")

    def test_sides_as_a_column_or_beside_the_amount(self):
        expected = [("INV/1", "1000.00", "invoice"), ("Z77", "-600.00", "other")]
        self.assertEqual(self.lines(
            "Belegnr;Datum;Betrag;S/H\nINV/1;01.10.2026;1.000,00;H\nZ77;09.10.2026;600,00;S\n"), expected)
        self.assertEqual(self.lines(
            "Belegnr;Datum;Betrag\nINV/1;01.10.2026;1.000,00 H\nZ77;09.10.2026;600,00 S\n"), expected)

    def test_table_without_headings(self):
        self.assertEqual(
            self.lines("INV/2026/1;2026-10-01;1000,00\nINV/2026/2;2026-10-02;50,00\n"),
            [("INV/2026/1", "1000.00", "invoice"), ("INV/2026/2", "50.00", "invoice")])

    def test_balances_without_a_currency_are_those_of_the_lines(self):
        read, _faults = self.ledger("Invoice,Date,Amount,Currency\nINV/1,2026-10-01,100.00,EUR\nTotal,,100.00,\n")
        self.assertEqual(read.closing, {"EUR": Decimal("100.00")})
        read, _faults = self.ledger(
            "Invoice,Date,Amount,Currency\nINV/1,2026-10-01,100.00,EUR\nINV/2,2026-10-01,9.00,USD\nTotal,,109.00,\n")
        self.assertEqual(read.closing, {})

    def test_long_letterhead(self):
        head = "".join(f"line {at}\n" for at in range(30))
        self.assertEqual(self.lines(f"{head}Invoice,Date,Amount\nINV/1,2026-10-01,100.00\n"),
                         [("INV/1", "100.00", "invoice")])

    def test_sheets_of_a_workbook(self):
        book = Workbook()
        book.active.append(["Supplier statement"])
        for name in ("EUR", "USD"):
            sheet = book.create_sheet(name)
            sheet.append(["Invoice no", "Date", "Amount", "Currency"])
            sheet.append([f"INV/{name}", "2026-10-01", 100, name])
        stream = io.BytesIO()
        book.save(stream)
        found = read_tables(stream.getvalue(), ledger_heading_row)
        self.assertEqual({name: len(table.rows) for name, table in found.items()}, {"EUR": 1, "USD": 1})
