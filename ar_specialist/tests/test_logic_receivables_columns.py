from odoo.tests import BaseCase, tagged

from ..logic.csv_table import TableError, csv_rows, delimiter_of
from ..logic.receivables_columns import guess_columns, heading_row


@tagged("-at_install", "post_install")
class TestReceivablesColumns(BaseCase):
    def assertGuesses(self, headings, **expected):
        self.assertEqual(guess_columns(headings.split("|")), expected)

    def test_camel_case(self):
        self.assertGuesses(
            "countryCode|customerID|PaperlessDate|invoiceNumber|InvoiceDate|DueDate|InvoiceAmount|Disputed|SettledDate|"
            "PaperlessBill|DaysToSettle|DaysLate",
            customer_ref=1, number=3, date=4, date_due=5, amount=6, disputed=7, settled_date=8,
        )

    def test_languages(self):
        self.assertGuesses("Kundennummer|Rechnungsnr.|Rechnungsdatum|Fällig am|Betrag|Währung",
                           customer_ref=0, number=1, date=2, date_due=3, amount=4, currency=5)
        self.assertGuesses("Client|N° facture|Date facture|Date d'échéance|Montant TTC|Devise",
                           customer_name=0, date=2, date_due=3, amount=4, currency=5)
        self.assertGuesses("Cliente|Número factura|Fecha factura|Vencimiento|Importe|Moneda",
                           customer_name=0, number=1, date=2, date_due=3, amount=4, currency=5)

    def test_the_particular_heading_comes_first(self):
        self.assertGuesses("Date|Invoice date|Amount|Paid amount|Invoice total|No|Customer",
                           date=1, settled_amount=3, amount=4, number=5, customer_name=6)

    def test_title_lines_above_the_headings(self):
        rows = [["Open items of ACME"], ["as of 2026"], ["Invoice number", "Date", "Amount"], ["1", "2", "3"]]
        self.assertEqual(heading_row(rows), 2)
        self.assertEqual(heading_row([["a"], ["b"]]), 0)

    def test_csv(self):
        rows = [(1, ["a", "b"]), (2, ["ä, ö", "2"])]
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
            for delimiter in ",;\t|":
                text = f'a{delimiter}b\r\n"ä, ö"{delimiter}2\r\n'
                self.assertEqual(csv_rows(text.encode(encoding), 10), rows, (encoding, delimiter))

    def test_rows_keep_the_numbers_of_the_editor(self):
        rows = csv_rows(b'a,b\n\n"two\nlines",2\n3,4\n', 10)
        self.assertEqual([number for number, _cells in rows], [1, 3, 5])
        self.assertEqual(csv_rows(b"sep=;\na;b,c\n", 10), [(2, ["a", "b,c"])])

    def test_csv_refused(self):
        for content, code in [(b"a,b\n" * 11, "rows"), (b"MZ\x00\x01\x02\x03" * 9, "binary")]:
            with self.assertRaises(TableError) as caught:
                csv_rows(content, 10)
            self.assertEqual(caught.exception.code, code)

    def test_delimiter(self):
        self.assertEqual(delimiter_of("name;amount\nA;1,5\nB;2,5"), ";")
        self.assertEqual(delimiter_of("only one column"), ",")
