import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.cash_batch import propose_all
from ..logic.cash_facts import Document, Payment
from ..logic.cash_index import CashIndex
from ..logic.cash_lookup import figures, narrowed
from ..logic.cash_tokens import number_keys
from .cash_case import RULES
from .cash_corpus import corpus
from .cash_ledger import DAY

SEEDS = (1, 42)
ROUNDS = 4


class Books:
    """A ledger that is only asked for what is needed, as a database is; it counts what it is asked for."""

    def __init__(self, books):
        self.items, self.customers, self.paid = books.items, books.customers, books.paid
        self.whole = CashIndex(self.items, self.customers, self.paid)
        self.who = CashIndex((), self.customers)
        self.shapes = {re.sub("[1-9]", "0", item.number) for item in self.items}
        self.rounds = 0

    def narrowed(self, *payments):
        return narrowed(payments, self.who, self.named, self.items_of, self.shapes)

    def named(self, keys):
        """Return what the sieve lets through: all that have the figures of a key."""
        self.rounds += 1
        wanted = {figures(key) for key in keys} - {""}
        items = [
            item for item in self.items
            if any(figures(number) in wanted for number in (item.number, item.reference, item.payment_reference))]
        return items, [number for number in self.paid if figures(number) in wanted]

    def items_of(self, customers):
        roots = {self.whole.root(customer) for customer in customers}
        return [item for item in self.items if self.whole.root(item.customer) in roots]


@tagged("-at_install", "post_install")
class TestLogicCashLookup(BaseCase):
    """What a few payments need of a ledger says the same of them as all of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.books, cls.cases = {}, []
        for seed in SEEDS:
            books, cases = corpus(seed, ROUNDS)
            cls.books[seed] = Books(books)
            cls.cases += [(seed, case.payment) for case in cases]

    def assert_same(self, books, *payments):
        index = books.narrowed(*payments)
        self.assertEqual(propose_all(payments, index, RULES), propose_all(payments, books.whole, RULES))
        return index

    def test_corpus(self):
        smaller = 0
        for seed, payment in self.cases:
            books = self.books[seed]
            smaller += len(self.assert_same(books, payment).items) < len(books.items) / 2
        self.assertGreater(smaller, len(self.cases) * 0.9, "most need but a few items")

    def test_several_at_once(self):
        for seed, books in self.books.items():
            payments = [replace(payment, id=place) for place, (own, payment) in enumerate(self.cases) if own == seed]
            for start in range(0, 60, 15):
                self.assert_same(books, *payments[start:start + 15])

    def test_money_paid_back(self):
        for seed, payment in self.cases[::7]:
            self.assert_same(self.books[seed], replace(payment, amount=-payment.amount))

    def test_asked_again_for_what_is_found_later(self):
        """What is left between two numbers is a piece by itself only once these are known."""
        books = self.books[SEEDS[0]]
        books.rounds = 0
        first, second = (item.number for item in books.items[:2])
        text = f"{first}/1-2-3-4-5-6-7-8/{second}"
        self.assert_same(books, Payment(1, 100, "EUR", DAY, texts=(text,)))
        self.assertGreater(books.rounds, 1)

    @settings(deadline=None)
    @given(
        st.text(st.sampled_from("0123456789/-. INVREFAC\n") | st.characters(), max_size=50), st.integers(0, 9999),
        st.sampled_from(("", "Schmidt", "Muller Maschinenbau", "Global Services")), st.integers(-90000, 900000),
        st.lists(st.text("INVFACRE/2024-0159", max_size=14), max_size=2), st.none() | st.integers(1, 60))
    def test_any_text(self, text, place, name, amount, listed, customer):
        books = self.books[SEEDS[1]]
        item = books.items[place % len(books.items)]
        documents = tuple(Document(number, None) for number in listed)
        texts = (text, item.number[:place % 20], text[::-1] + item.number)
        self.assert_same(books, Payment(
            1, amount, "EUR", DAY, name, texts=texts, documents=documents, customer=customer))

    def test_figures_of_all_keys_are_those_of_the_number(self):
        for books in self.books.values():
            for item in books.items:
                for key in set().union(*number_keys(item.number)[:2]):
                    self.assertEqual(figures(key), figures(item.number))
        self.assertFalse(set().union(*number_keys("INV/0000/00000")[:2]), "noughts alone are no number")
