from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import tagged

from ..formats.advices import advices_of
from ..formats.entry_keys import entry_keys
from ..formats.records import Remittance
from ..formats.remittance_text import read_pasted
from .common_formats import DAY, FormatsCase, sample

TABLE = """\
Payment reference;Payment date;Invoice number;Gross amount;Discount;Paid
PAY-77;02.03.2026;INV/2026/00017;1.100,00;22,00;1.078,00
PAY-77;02.03.2026;RINV/2026/00003;-98,00;;-98,00
;;Total;;;980,00
"""
PASTED = """\
Dear all,
today we have paid the following invoices:

INV/2026/0012   12.02.2026   1.234,50 EUR
INV/2026/0013   14.02.2026     100,00 EUR
CN 2026-0004    15.02.2026     -34,50 EUR
Total                        1.300,00 EUR

Kind regards
"""


@tagged("-at_install", "post_install")
class TestFormatRemittance(FormatsCase):
    def pasted(self, text, **options):
        result = read_pasted(text, **options)
        self.assertIsInstance(result, Remittance, result)
        return result

    def codes_of(self, text):
        result = read_pasted(text)
        self.assertIsInstance(result, list, result)
        return [(fault.line, fault.code) for fault in result]

    def test_table(self):
        result = self.read_file(TABLE)
        self.assertEqual((result.format, result.statements), ("csv", ()))
        (found,) = result.remittances
        self.assertEqual((found.reference, found.day, found.amount), ("PAY-77", DAY, Decimal(980)))
        self.assertEqual(found.documents, (
            ("INV/2026/00017", Decimal(1078), Decimal(22)), ("RINV/2026/00003", Decimal(-98), None)))

    def test_table_of_several_payments(self):
        found = self.read_file(
            "Payer,Invoice,Amount,Currency\nA,1001,10.50,EUR\nB,1002,20.00,EUR\nA,1003,5.00,EUR\n").remittances
        self.assertEqual([(one.payer, one.amount, len(one.documents)) for one in found], [
            ("A", Decimal("15.5"), 2), ("B", Decimal(20), 1)])

    def test_table_with_gross_and_discount_only(self):
        (found,) = self.read_file("Invoice,Gross,Discount\n1001,100.00,2.00\n").remittances
        self.assertEqual(found.documents, (("1001", Decimal(98), Decimal(2)),))

    def test_deduction_without_document(self):
        (found,) = self.read_file("Invoice,Amount,Reason\n1001,100.00,\n,-7.50,freight\n").remittances
        self.assertEqual((found.amount, found.deductions), (Decimal("92.5"), (("", Decimal("-7.5"), "freight"),)))
        self.assertEqual(found.unexplained, 0)

    def test_table_whose_total_is_another(self):
        self.assertEqual(self.faults(TABLE.replace("980,00", "981,00")), [(4, "", "sum")])
        self.assertEqual(self.faults(TABLE.replace("1.078,00", "x")), [(2, "Paid", "amount")])

    def test_pasted(self):
        found = self.pasted(PASTED)
        self.assertEqual(found.documents, (
            ("INV/2026/0012", Decimal("1234.5"), None), ("INV/2026/0013", Decimal(100), None),
            ("2026-0004", Decimal("-34.5"), None)))
        self.assertEqual((found.amount, found.currency), (Decimal(1300), "EUR"))
        self.assertEqual(found.texts[0], "Dear all,")
        self.assertEqual(self.codes_of(PASTED.replace("1.300,00", "1.301,00")), [(7, "sum")])

    def test_pasted_with_headings(self):
        for glue in ("\t", ";", "   ", " | "):
            text = "\n".join(glue.join(cells) for cells in [
                ("Invoice", "Invoice amount", "Discount", "Paid"), ("1001", "100.00", "2.00", "98.00"),
                ("1002", "50.00", "0.00", "50.00"), ("Total", "148.00")])
            found = self.pasted("Hello,\n" + text)
            self.assertEqual([tuple(one) for one in found.documents], [
                ("1001", Decimal(98), Decimal(2)), ("1002", Decimal(50), Decimal(0))], glue)
            self.assertEqual(found.amount, Decimal(148))

    def test_pasted_in_plain_words(self):
        for line, expected in [
            ("RE-2026-17 1.078,00", ("RE-2026-17", "1078", None)), ("1001 50.00", ("1001", "50", None)),
            ("Rechnung 4711: 99,90 €", ("4711", "99.90", None)), ("€ 12.50 INV7", ("INV7", "12.5", None)),
            ("INV7 100.00 2.00 98.00", ("INV7", "98", "2")), ("INV7 100.00 -2.00 98.00", ("INV7", "98", "2")),
            ("INV7 | 2026-02-01 | 12.50", ("INV7", "12.5", None)), ("INV7 (12.50)", ("INV7", "-12.5", None)),
        ]:
            number, amount, discount = expected
            self.assertEqual(
                self.pasted(line).documents, ((number, Decimal(amount), discount and Decimal(discount)),), line)

    def test_pasted_open_mark_is_asked_for(self):
        self.assertEqual(self.codes_of("INV7 1,250"), [(1, "amount_ambiguous")])
        self.assertEqual(self.pasted("INV7 1,250", mark=".").amount, Decimal(1250))

    def test_pasted_nothing(self):
        for text in ("", "\n\n", "Thank you for your payment", "Total 12.50"):
            self.assertEqual(self.codes_of(text), [(0, "nothing")], text)
        self.assertEqual(self.codes_of("x\n" * 6000), [(0, "rows")])
        self.assertEqual(self.codes_of("1 " * 300_000), [(0, "long")])

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet=st.sampled_from("INV/-0123456789.,;|\t\n €ab()Total"), max_size=120))
    def test_pasted_never_raises(self, text):
        self.assertIsInstance(read_pasted(text), Remittance | list)

    def test_notification_is_advice(self):
        first, second = advices_of(self.read_file(sample("camt054_batch.xml")))
        self.assertEqual((first.amount, first.reference), (Decimal("3949.75"), "ACCTSVCRREF-C054.01"))
        self.assertEqual(first.documents, (("210000000003139471430009017", Decimal("3949.75"), None),))
        self.assertEqual((second.documents, second.payer), ((), "Robert Schneider AG"))
        self.assertEqual(advices_of(self.read_file(sample("camt053_receivables.xml"))), ())


@tagged("-at_install", "post_install")
class TestFormatEntryKeys(FormatsCase):
    def test_same_booking_in_another_file(self):
        statement = self.statement(sample("camt053_receivables.xml"))
        part = replace(statement, entries=statement.entries[1:], identifier="another", opening=None)
        keys = entry_keys(statement)
        self.assertEqual(entry_keys(part), keys[1:])
        self.assertEqual(len(set(keys)), len(keys))

    def test_equal_bookings_are_counted(self):
        statement = self.statement(
            "Date,Amount,Text\n2026-03-02,10.00,toll\n2026-03-02,10.00,toll\n2026-03-02,10.00,fee\n")
        keys = entry_keys(statement)
        self.assertEqual(len(set(keys)), 3)
        twice = replace(statement, entries=statement.entries[:2])
        self.assertEqual(entry_keys(twice), keys[:2])

    def test_what_makes_another_booking(self):
        statement = self.statement(sample("camt053_iso.xml"))
        entry = statement.entries[0]
        keys = {entry_keys(replace(statement, entries=(one,)))[0] for one in (
            entry, replace(entry, amount=entry.amount + 1), replace(entry, day=DAY), replace(entry, reference="X"),
            replace(entry, currency="NOK"))}
        self.assertEqual(len(keys), 5)
        other_text = replace(entry, texts=("x",), booking_text="y", line=7)
        self.assertEqual(
            entry_keys(replace(statement, entries=(other_text,))), entry_keys(replace(statement, entries=(entry,))))
