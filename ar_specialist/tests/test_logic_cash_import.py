from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..formats.entry_keys import entry_keys
from ..formats.records import BankEntry, BankStatement
from ..logic.cash_import import (
    Fault,
    Journal,
    Plan,
    Question,
    accounts_of,
    check_payments,
    choose_journal,
    compact,
    new_statements,
)

DAY = date(2026, 3, 2)
IBAN = "DE89370400440532013000"
EURO = Journal(1, "Euro", "EUR", accounts=("DE89 3704 0044 0532 0130 00",))
DOLLAR = Journal(2, "Dollar", "USD")


def entry(amount, **values):
    return BankEntry(DAY, Decimal(str(amount)), "EUR", **values)


@tagged("-at_install", "post_install")
class TestCashImportRules(BaseCase):
    def test_account_number_decides(self):
        for number in (IBAN, IBAN.lower(), "370400440532013000", "37040044/0532013000"):
            self.assertEqual(choose_journal(number, "EUR", (EURO, DOLLAR)), EURO, number)
        # Too few figures to be sure of.
        self.assertIsInstance(choose_journal("2013000", "EUR", (EURO, DOLLAR)), Question)

    def test_no_account_and_one_journal_in_the_currency(self):
        self.assertEqual(choose_journal("", "EUR", (EURO, DOLLAR)), EURO)
        self.assertEqual(choose_journal("", "USD", (EURO, DOLLAR)), DOLLAR)
        self.assertEqual(choose_journal("", "", (DOLLAR,)), DOLLAR)

    def test_no_account_and_several_journals(self):
        other = Journal(3, "Other", "EUR")
        self.assertEqual(choose_journal("", "EUR", (EURO, other)), Question("", "EUR", (1, 3)))
        self.assertEqual(choose_journal("", "", (EURO, DOLLAR)), Question("", "", (1, 2)))

    def test_unknown_account_is_a_question(self):
        found = choose_journal("FR7630006000011234567890189", "USD", (EURO, DOLLAR))
        self.assertEqual((found.candidates, found.suggested), ((2,), 2))
        # A journal with a number of its own is offered, though never by itself.
        found = choose_journal("FR7630006000011234567890189", "EUR", (EURO, DOLLAR))
        self.assertEqual((found.candidates, found.suggested), ((1,), None))

    def test_account_that_was_imported_before(self):
        before = Journal(3, "Before", "USD", remembered=("123-304958",))
        self.assertEqual(choose_journal("123304958", "USD", (DOLLAR, before)), before)
        # The journal's own number goes before a memory.
        own = Journal(4, "Own", "USD", accounts=("123304958",))
        self.assertEqual(choose_journal("123304958", "USD", (before, own)), own)

    def test_one_account_in_several_currencies(self):
        dollars = Journal(3, "Dollars there", "USD", accounts=(IBAN,))
        self.assertEqual(choose_journal(IBAN, "USD", (EURO, dollars)), dollars)
        self.assertEqual(choose_journal(IBAN, "EUR", (EURO, dollars)), EURO)
        self.assertEqual(
            choose_journal(IBAN, "CHF", (EURO, dollars), 7), Fault(7, IBAN, "journal_currency", "Euro / CHF"))

    def test_no_journal(self):
        self.assertEqual(choose_journal("X1", "CHF", (EURO, DOLLAR), 3), Fault(3, "X1", "no_journal", "CHF"))
        self.assertEqual(choose_journal("", "", ()).code, "no_journal")

    def test_numbers(self):
        self.assertEqual(compact(" de89-3704.0044 "), "DE8937040044")
        self.assertEqual(compact(None), "")

    def test_pages_of_one_account_stay_together(self):
        pages = [BankStatement("A", "EUR", entries=(entry(1),)), BankStatement("B", "EUR"),
                 BankStatement("A", "EUR", entries=(entry(2),))]
        self.assertEqual(list(accounts_of(pages).items()), [(("A", "EUR"), [pages[0], pages[2]])])

    def test_overlap_with_an_earlier_file(self):
        entries = (entry(100, reference="1"), entry(-30, reference="2"), entry(7, reference="3"))
        statement = BankStatement("A", "EUR", Decimal(500), Decimal(577), entries=entries)
        keys = entry_keys(statement)
        whole = new_statements([statement], keys, set())[0]
        self.assertEqual((whole.opening, whole.closing, len(whole.payments), whole.there), (500, 577, 3, 0))
        rest = new_statements([statement], keys, set(keys[:2]))[0]
        # 500 + 100 - 30: the balance before what is new.
        self.assertEqual((rest.opening, rest.closing, rest.there), (570, 577, 2))
        self.assertEqual([(new.payment.amount, new.key, new.part) for new in rest.payments], [(7, keys[2], 1)])

    def test_collective_booking_is_known_as_one(self):
        batch = entry(30, reference="B", batch=(entry(10), entry(20)))
        statement = BankStatement("A", "EUR", entries=(batch,))
        keys = entry_keys(statement)
        parts = new_statements([statement], keys, set())[0].payments
        self.assertEqual([(new.payment.amount, new.part) for new in parts], [(10, 1), (20, 2)])
        self.assertEqual({new.key for new in parts}, set(keys))
        self.assertEqual(new_statements([statement], keys, set(keys))[0].payments, ())

    def test_one_balance_makes_the_other(self):
        for opening, closing in ((None, 15), (5, None)):
            statement = BankStatement(
                "A", "EUR", opening and Decimal(opening), closing and Decimal(closing), entries=(entry(10),))
            new = new_statements([statement], ["k"], set())[0]
            self.assertEqual((new.opening, new.closing), (5, 15))
        bare = new_statements([BankStatement("A", "EUR", entries=(entry(10),))], ["k"], set())[0]
        self.assertEqual((bare.opening, bare.closing), (None, None))

    @given(st.lists(st.tuples(st.integers(-10**6, 10**6), st.booleans()), max_size=20), st.integers(-10**6, 10**6))
    def test_balances_add_up_whatever_is_there(self, rows, opening):
        entries = tuple(entry(Decimal(cents) / 100, reference=str(at)) for at, (cents, _there) in enumerate(rows))
        closing = Decimal(opening) + sum((each.amount for each in entries), Decimal(0))
        statement = BankStatement("A", "EUR", Decimal(opening), closing, entries=entries)
        keys = entry_keys(statement)
        known = {key for key, (_cents, there) in zip(keys, rows, strict=True) if there}
        new = new_statements([statement], keys, known)[0]
        self.assertEqual(new.opening + sum((each.payment.amount for each in new.payments), Decimal(0)), new.closing)
        self.assertEqual(new.there + len(new.payments), len(rows))

    def codes(self, payment, journal=EURO):
        new = new_statements([BankStatement("A", "EUR", entries=(payment,))], ["k"], set())[0].payments
        return [fault.code for fault in check_payments(new, journal, DAY)]

    def test_what_speaks_against(self):
        self.assertEqual(self.codes(entry("10.05")), [])
        self.assertEqual(self.codes(entry("10.055")), ["decimals"])
        self.assertEqual(self.codes(entry("10.050")), [])
        self.assertEqual(self.codes(entry("10.5"), Journal(1, "Yen", "JPY", 0)), ["decimals"])
        self.assertEqual(self.codes(entry("9999999999999.99")), [])
        self.assertEqual(self.codes(entry("-10000000000000")), ["big"])
        self.assertEqual(self.codes(entry(1), Journal(1, "Bare", "EUR", ready=False)), ["suspense"])
        for days, codes in ((366, []), (367, ["far"])):
            payment = BankEntry(DAY + timedelta(days=days), Decimal(1), "EUR")
            self.assertEqual(self.codes(payment), codes)
        self.assertEqual(self.codes(BankEntry(date(1979, 12, 31), Decimal(1), "EUR")), ["far"])
        self.assertEqual(self.codes(BankEntry(date(1980, 1, 1), Decimal(1), "EUR")), [])

    def test_locked_period(self):
        for until, codes in ((DAY, ["locked"]), (DAY - timedelta(days=1), [])):
            self.assertEqual(self.codes(entry(1), Journal(1, "Locked", "EUR", locked_until=until)), codes)

    @given(
        st.lists(st.lists(st.integers(1, 4), max_size=6), max_size=4), st.integers(1, 5),
        st.sets(st.integers(0, 25)))
    def test_lots_hold_each_payment_once_and_bookings_whole(self, statements, size, done):
        """A statement is given as how many parts each of its bookings has."""
        number, made = 0, []
        for parts_of in statements:
            entries = []
            for parts in parts_of:
                entries.append(entry(1, batch=tuple(entry(1) for _part in range(parts))))
            keys = [str(number + at) for at in range(len(entries))]
            number += len(entries)
            made += new_statements([BankStatement("A", "EUR", entries=tuple(entries))], keys, set())
        plan = Plan({EURO: made}, advices=("one",))
        booked = {(EURO.id, str(at)) for at in done}
        lots = plan.lots(size, booked)
        wanted = [
            payment for statement in made for payment in statement.payments if (EURO.id, payment.key) not in booked]
        self.assertEqual([payment for lot in lots for _journal, payment in lot], wanted)
        for lot in lots:
            self.assertTrue(lot)
            self.assertLess(len(lot), size + 4)
        bookings = [payment.key for lot in lots for payment in {one.key: one for _journal, one in lot}.values()]
        self.assertEqual(len(bookings), len(set(bookings)))
        self.assertEqual((plan.work, plan.there), (plan.payments + 1, 0))
