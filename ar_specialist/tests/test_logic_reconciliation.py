from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.reconciliation_facts import Entry, balances
from ..logic.reconciliation_match import match, written_sign

DAY = date(2026, 11, 21)


def entry(number, amount, ago=60, currency="USD", kind="invoice", references=(), at=None):
    entry.count += 1
    return Entry(
        at or entry.count, number, references, None if ago is None else DAY - timedelta(days=ago),
        Decimal(str(amount)), currency, kind)


entry.count = 0

NUMBERS = st.sampled_from(["", "INV/2026/00001", "INV/2026/00002", "INV-2026-1", "1", "2", "INV/2026/00003", "PO 7",
                           "Reversal of INV/2026/00001", "V 8"])
ENTRIES = st.lists(st.tuples(
    NUMBERS, NUMBERS, st.one_of(st.none(), st.integers(0, 25)),
    st.sampled_from(["100", "-100", "100.01", "33.33", "66.67", "0.01", "-33.33", "-66.67"]),
    st.sampled_from(["USD", "EUR"]),
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
            ("cut number, another amount, that day", [entry("INV/2026/00042", 100)], [entry("42", 90)], ["amount"]),
            ("cut number, another amount and day", [entry("INV/2026/00042", 100)], [entry("42", 90, 50)],
             ["missing_ours", "missing_theirs"]),
            ("number in a text", [entry("INV/2026/00042", 100)],
             [entry("V-881", 100, references=("Rechnung INV/2026/00042 vom 5.10.",))], ["agreed"]),
            ("number in a text, another amount", [entry("INV/2026/00042", 100)],
             [entry("", 90, references=("Rechnung INV 2026 42",))], ["amount"]),
            ("a number of ours is no mistyped other",
             [entry("INV/2026/00042", 100), entry("INV/2026/00043", 90)], [entry("INV/2026/00043", 100)],
             ["amount", "missing_theirs"]),
            ("invoice less its credit note in one line",
             [entry("INV/2026/00042", 100),
              entry("RINV/2026/00007", -20, references=("Reversal of: INV/2026/00042",))],
             [entry("INV/2026/00042", 80)], ["agreed"]),
            ("part payment in a line of its own", [entry("INV/2026/00042", 60)],
             [entry("INV/2026/00042", 100), entry("V-9", -40, references=("Payment INV/2026/00042",))], ["agreed"]),
            ("one transfer, a line for each invoice", [entry("PBNK1/2026/3", -300, kind="payment")],
             [entry("V-881", -100, 61), entry("V-881", -200, 61)], ["agreed"]),
            ("one transfer, a voucher for each invoice", [entry("PBNK1/2026/3", -300, 59, kind="payment")],
             [entry("V-881", -100, 61), entry("V-882", -200, 61)], ["agreed"]),
            ("two transfers in one line", [entry("PBNK1/2026/3", -100), entry("PBNK1/2026/4", -200)],
             [entry("V-881", -300, 62)], ["agreed"]),
            ("sums of days too far apart", [entry("PBNK1/2026/3", -300, 59, kind="payment")],
             [entry("V-881", -100, 81), entry("V-882", -200, 81)],
             ["missing_ours", "missing_ours", "missing_theirs"]),
            ("entered twice by us", [entry("INV/2026/00042", 100, references=("PO 7",)),
                                     entry("INV/2026/00043", 100, references=("PO 7",))],
             [entry("INV/2026/00042", 100)], ["agreed", "duplicate"]),
            ("each month the same is not twice", [entry("INV/2026/00042", 100, references=("PO 7",)),
                                                  entry("INV/2026/00043", 100, 30, references=("PO 7",))],
             [entry("INV/2026/00042", 100)], ["agreed", "missing_theirs"]),
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

    def test_a_line_of_what_is_settled_is_no_other_document(self):
        settled = entry("INV/2025/00042", 100, 400)
        ours, theirs = [entry("INV/2026/00042", 100)], [entry("INV/2025/00042", 100, 400)]
        self.assertEqual(self.codes(ours, theirs), ["agreed"])  # by the end of its number
        found = match(ours, theirs, DAY, closed=[settled])
        self.assertEqual(
            sorted((one.code, one.ours, one.theirs) for one in found),
            [("missing_ours", (settled.id,), (theirs[0].id,)), ("missing_theirs", (ours[0].id,), ())])

    def test_a_number_that_all_have_takes_no_time(self):
        ours = [entry(f"INV/2026/{at:05}", at) for at in range(1, 2001)]
        theirs = [one._replace(number="PO 7781", amount=one.amount + 5000) for one in ours]
        self.assertEqual(len(match(ours, theirs, DAY)), 4000)

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
    @given(ENTRIES, ENTRIES, ENTRIES)
    def test_differences_make_the_gap_and_nothing_is_lost(self, mine, yours, settled):
        ours, theirs = entries_of(mine), entries_of(yours)
        closed = [one._replace(id=one.id + 1000, number=f"{one.number}9") for one in entries_of(settled)]
        found = match(ours, theirs, DAY, closed=closed)
        self.assertEqual(sorted(i for one in found for i in one.ours if i < 1000), [one.id for one in ours])
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
