from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..formats.customer_ledger import read_ledger
from ..formats.reading import Faults
from ..formats.table_file import read_table
from ..logic.reconciliation_columns import guess_ledger_columns, lacking, ledger_heading_row
from ..logic.reconciliation_facts import Entry, balances
from ..logic.reconciliation_match import match, written_sign

DAY = date(2026, 11, 21)


def entry(number, amount, ago=60, currency="USD", kind="invoice", references=(), at=None):
    entry.count += 1
    return Entry(
        at or entry.count, number, references, None if ago is None else DAY - timedelta(days=ago),
        Decimal(str(amount)), currency, kind)


entry.count = 0

NUMBERS = st.sampled_from(["", "INV/2026/00001", "INV/2026/00002", "INV-2026-1", "1", "2", "INV/2026/00003", "PO 7"])
ENTRIES = st.lists(st.tuples(
    NUMBERS, NUMBERS, st.one_of(st.none(), st.integers(0, 25)),
    st.sampled_from(["100", "-100", "100.01", "33.33", "66.67", "0.01"]), st.sampled_from(["USD", "EUR"]),
    st.sampled_from(["invoice", "credit", "payment", "other"])), max_size=12)


def entries_of(told):
    return [
        Entry(at, number, (reference,) if reference else (), None if ago is None else DAY - timedelta(days=ago),
              Decimal(amount), currency, kind)
        for at, (number, reference, ago, amount, currency, kind) in enumerate(told, 1)]


def told(matches):
    """Return matches in a form that does not depend on their order."""
    return sorted((one.code, one.currency, one.ours, one.theirs, one.how) for one in matches)


@tagged("-at_install", "post_install")
class TestLogicReconciliation(BaseCase):
    def codes(self, ours, theirs):
        return sorted(one.code for one in match(ours, theirs, DAY))

    def test_classes(self):
        for name, ours, theirs, expected in (
            ("same number", [entry("INV/2026/00042", 100)], [entry("INV 2026 42", 100)], ["agreed"]),
            ("by reference", [entry("INV/2026/00042", 100, references=("PO 7781",))], [entry("PO7781", 100)],
             ["agreed"]),
            ("cut number", [entry("INV/2026/00042", 100)], [entry("42", 100)], ["agreed"]),
            ("cut number, another amount", [entry("INV/2026/00042", 100)], [entry("42", 90)],
             ["missing_ours", "missing_theirs"]),
            ("mistyped", [entry("INV/2026/00042", 100)], [entry("INV/2026/00043", 100)], ["agreed"]),
            ("in two lines", [entry("INV/2026/00042", 60)],
             [entry("INV/2026/00042", 100), entry("INV/2026/00042", -40)], ["agreed"]),
            ("amount", [entry("INV/2026/00042", 100)], [entry("INV/2026/00042", 90)], ["amount"]),
            ("a cent", [entry("INV/2026/00042", 100)], [entry("INV/2026/00042", 100.01)], ["amount"]),
            ("sign", [entry("RINV/2026/00042", -100)], [entry("RINV/2026/00042", 100)], ["sign"]),
            ("currency", [entry("INV/2026/00042", 100)], [entry("INV/2026/00042", 100, currency="EUR")],
             ["currency", "currency"]),
            ("theirs alone", [], [entry("X 1", 100)], ["missing_ours"]),
            ("ours alone", [entry("INV/2026/00042", 100)], [], ["missing_theirs"]),
            ("twice", [entry("INV/2026/00042", 100)], [entry("INV/2026/00042", 100), entry("INV/2026/00042", 100)],
             ["agreed", "duplicate"]),
            ("twice, unknown to us", [], [entry("X 1", 100), entry("X 1", 100)], ["duplicate", "missing_ours"]),
        ):
            with self.subTest(name):
                self.assertEqual(self.codes(ours, theirs), expected)

    def test_in_transit_ends_after_the_days(self):
        for ago, theirs, ours in ((9, "transit_payment", "transit_invoice"), (10, "missing_ours", "missing_theirs")):
            self.assertEqual(self.codes([], [entry("V 88", -100, ago, kind="payment")]), [theirs])
            self.assertEqual(self.codes([entry("INV/2026/00042", 100, ago)], []), [ours])
        self.assertEqual(self.codes([], [entry("C 1", -100, 1, kind="credit")]), ["missing_ours"])
        self.assertEqual(self.codes([entry("PBNK1/1", -100, 1, kind="payment")], []), ["missing_theirs"])

    def test_payments_are_found_by_day_invoices_are_not(self):
        self.assertEqual(
            self.codes([entry("PBNK1/2026/3", -100, 60)], [entry("V-881", -100, 66)]), ["agreed"])
        apart = ["missing_ours", "missing_theirs"]
        self.assertEqual(self.codes([entry("PBNK1/2026/3", -100, 60)], [entry("V-881", -100, 71)]), apart)
        self.assertEqual(self.codes([entry("INV/2026/00042", 100, 60)], [entry("V-881", 100, 61)]), apart)

    def test_as_many_pairs_of_one_amount_as_there_are(self):
        ours = [entry("", -5, ago) for ago in (30, 20)]
        theirs = [entry("", -5, ago) for ago in (25, 35)]
        self.assertEqual(self.codes(ours, theirs), ["agreed", "agreed"])

    def test_the_sign_is_found_by_documents_of_both(self):
        ours = [entry("INV/2026/00042", 100), entry("INV/2026/00043", 50)]
        self.assertEqual(written_sign(ours, [one._replace(amount=-one.amount) for one in ours]), -1)
        self.assertEqual(written_sign(ours, ours), 1)
        self.assertEqual(written_sign(ours, [entry("X", -10)]), -1)
        self.assertEqual(written_sign([], []), 1)

    @settings(max_examples=400, deadline=None)
    @given(ENTRIES, ENTRIES)
    def test_differences_make_the_gap_and_nothing_is_lost(self, mine, yours):
        ours, theirs = entries_of(mine), entries_of(yours)
        found = match(ours, theirs, DAY)
        self.assertEqual(sorted(i for one in found for i in one.ours), [one.id for one in ours])
        self.assertEqual(sorted(i for one in found for i in one.theirs), [one.id for one in theirs])
        for currency, balance in balances(found).items():
            gap = sum(one.amount for one in ours if one.currency == currency) - sum(
                one.amount for one in theirs if one.currency == currency)
            self.assertEqual(sum(balance.explained.values()), gap)
            self.assertEqual(balance.gap, gap)
        for one in found:
            if one.code == "agreed":
                self.assertFalse(one.difference)

    @settings(max_examples=300, deadline=None)
    @given(ENTRIES, ENTRIES, st.randoms(use_true_random=False))
    def test_the_order_of_the_input_does_not_matter(self, mine, yours, random):
        ours, theirs = entries_of(mine), entries_of(yours)
        before = told(match(ours, theirs, DAY))
        random.shuffle(ours)
        random.shuffle(theirs)
        self.assertEqual(told(match(ours, theirs, DAY)), before)

    @settings(max_examples=100, deadline=None)
    @given(ENTRIES)
    def test_the_same_books_agree(self, mine):
        entries = entries_of(mine)
        self.assertTrue(all(not one.difference for one in match(entries, entries, DAY)))


@tagged("-at_install", "post_install")
class TestLogicCustomerLedger(BaseCase):
    def ledger(self, text):
        table = read_table(text.encode(), ledger_heading_row)
        faults = Faults()
        return read_ledger(table, guess_ledger_columns(table.headings), faults), faults.found

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
