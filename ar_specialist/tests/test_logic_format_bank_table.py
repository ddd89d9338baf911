import io
from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged
from openpyxl import Workbook

from ..formats.bank_file import BankFile, parse
from ..formats.records import Fault
from .common_formats import DAY, FormatsCase

GERMAN = """\
Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Begünstigter/Zahlungspflichtiger;\
Kontonummer/IBAN;BIC (SWIFT-Code);Betrag;Währung
DE89370400440532013000;02.03.26;02.03.26;GUTSCHRIFT;Rechnung INV/2026/00017;Nordwind GmbH;NL91 ABNA 0417 1643 00;\
ABNANL2A;1.980,00;EUR
DE89370400440532013000;27.02.26;27.02.26;ENTGELT;Kontoführung;;;;-12,50;EUR
"""
ENGLISH = """\
Date,Description,Money In,Money Out,Balance
03/02/2026,ACH CONTOSO INV 1001,"1,250.00",,"2,237.50"
02/27/2026,FEE,,12.50,987.50
"""
DUTCH = """\
"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mutatiesoort","Mededelingen"
"20260302","ADATUM BV","NL32INGB0000012345","NL91ABNA0417164300","GT","Bij","99,95","Online","Factuur 2026-17"
"20260302","ENERGIE","NL32INGB0000012345","NL91ABNA0417164301","IC","Af","20,00","Incasso","Termijn"
"""


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@tagged("-at_install", "post_install")
class TestFormatBankTable(FormatsCase):
    def test_german_bank(self):
        for content in (GERMAN.encode(), GERMAN.encode("cp1252"), GERMAN.encode("utf-16")):
            statement = self.statement(content)
            self.assertEqual((statement.account, statement.currency), ("DE89370400440532013000", "EUR"))
            first, second = statement.entries
            self.assertEqual((first.day, first.amount, first.payer_name), (DAY, Decimal(1980), "Nordwind GmbH"))
            self.assertEqual((first.payer_account, first.payer_bank), ("NL91ABNA0417164300", "ABNANL2A"))
            self.assertEqual((first.texts, first.booking_text), (("Rechnung INV/2026/00017",), "GUTSCHRIFT"))
            self.assertEqual((second.amount, second.line), (Decimal("-12.5"), 3))

    def test_two_columns_of_amounts_and_a_running_balance(self):
        statement = self.statement(ENGLISH)
        self.assertEqual([entry.amount for entry in statement.entries], [Decimal(1250), Decimal("-12.5")])
        self.assertEqual([entry.day for entry in statement.entries], [DAY, date(2026, 2, 27)])
        self.assertEqual((statement.opening, statement.closing), (Decimal(1000), Decimal("2237.5")))
        self.assertAddsUp(statement)
        gap = self.statement(ENGLISH.replace("987.50", "986.50"))
        self.assertEqual((gap.opening, gap.closing), (None, None))

    def test_balances_and_totals_are_no_bookings(self):
        text = ENGLISH + '02/26/2026,Balance brought forward,,,"1,000.00"\nTotal,,"1,250.00",12.50,\n'
        self.assertEqual(self.statement(text).entries, self.statement(ENGLISH).entries)
        self.assertEqual(self.codes(ENGLISH + ",unknown,7.00,,\n"), ["missing"])

    def test_direction_in_words(self):
        statement = self.statement(DUTCH)
        self.assertEqual([entry.amount for entry in statement.entries], [Decimal("99.95"), Decimal(-20)])
        self.assertEqual(statement.entries[0].payer_account, "NL91ABNA0417164300")
        self.assertEqual((statement.account, statement.entries[0].texts), ("NL32INGB0000012345", ("Factuur 2026-17",)))

    def test_accounts_and_currencies_apart(self):
        result = self.read_file(
            "Account,Date,Amount,Currency,Text\nA,2026-03-02,1,EUR,x\nB,2026-03-02,2,EUR,y\nA,2026-03-02,3,USD,z\n")
        self.assertEqual(
            [(one.account, one.currency) for one in result.statements], [("A", "EUR"), ("B", "EUR"), ("A", "USD")])

    def test_workbook(self):
        content = workbook(
            ["Account statement"], [], ["Booking date", "Amount", "Currency", "Payer", "Description", "Invoice"],
            [datetime(2026, 3, 2), 1250.1, "EUR", "Contoso", "transfer", 1001], [date(2026, 3, 1), 0.1 + 0.2, "EUR"],
            [None, None, None, "printed on Monday"])
        result = self.read_file(content)
        first, second = result.statements[0].entries
        self.assertEqual((result.format, first.amount, second.amount), ("xlsx", Decimal("1250.1"), Decimal("0.3")))
        self.assertEqual((first.documents, first.payer_name), ((("1001", None, None),), "Contoso"))

    def test_open_conventions_are_asked_for(self):
        text = "Date;Amount;Text\n03/02/2026;1,250;x\n"
        self.assertEqual(self.faults(text), [(2, "Amount", "amount_ambiguous"), (2, "Date", "date_ambiguous")])
        entry = self.statement(text, order="mdy", mark=".").entries[0]
        self.assertEqual((entry.day, entry.amount), (DAY, Decimal(1250)))

    def test_damaged_rows_say_where(self):
        text = "Date,Amount,Text\n2026-03-02,1.50,a\n2026-13-02,2.50,b\n2026-03-02,two,c\n,3.00,d\n2026-03-02,,e\n"
        self.assertEqual(self.faults(text), [
            (3, "Date", "date"), (4, "Amount", "amount"), (5, "Date", "missing"), (6, "Amount", "missing")])

    def test_not_a_bank_table(self):
        self.assertEqual(self.codes("Name,Colour\nA,red\n"), ["format"])
        self.assertEqual(self.codes("Date,Amount,Text\n"), ["empty"])
        self.assertEqual(self.codes("Date,Amount,Text\n,,nothing\n"), ["nothing"])
        self.assertEqual(self.codes(b"%PDF-1.7 x"), ["binary"])
        self.assertEqual(self.codes(b"PK\x03\x04 broken"), ["broken"])
        self.assertEqual(self.codes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ["old"])
        self.assertEqual(self.codes(bytes(range(256)) * 20), ["binary"])

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def test_damage_never_raises(self, data):
        text = data.draw(st.sampled_from([GERMAN, ENGLISH, DUTCH]))
        start = data.draw(st.integers(0, len(text)))
        patch = data.draw(st.text(max_size=12))
        result = parse((text[:start] + patch + text[start + data.draw(st.integers(0, 60)):]).encode("utf-8", "replace"))
        if not isinstance(result, BankFile):
            self.assertEqual({type(fault) for fault in result}, {Fault})
            self.assertNotIn("unreadable", [fault.code for fault in result])

    @settings(max_examples=300, deadline=None)
    @given(st.binary(max_size=400))
    def test_any_bytes_are_read_or_refused(self, content):
        for head in (b"", b"<", b"ISA*", b":20:", b"01,\n02,", b"PK\x03\x04", b"Date,Amount,Text\n"):
            result = parse(head + content)
            if not isinstance(result, BankFile):
                self.assertEqual({type(fault) for fault in result}, {Fault})
                self.assertNotIn("unreadable", [fault.code for fault in result], result)
