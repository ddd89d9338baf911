from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.confirmation import (
    ABOVE,
    ALL,
    LARGEST,
    PICKED,
    RANDOM,
    Candidate,
    Choice,
    channel,
    chosen,
    coverage,
    is_to_remind,
    population,
)

LEDGER = [
    Candidate(1, 500.0), Candidate(2, 100.0), Candidate(3, -200.0), Candidate(4, 0.0, is_open=False),
    # Two currencies that come to nothing in that of the company.
    Candidate(5, 0.0),
]
candidates = st.lists(
    st.builds(Candidate, st.integers(1, 500), st.integers(-10**6, 10**6).map(lambda cents: cents / 100), st.booleans()),
    unique_by=lambda one: one.key, max_size=40)
choices = st.builds(
    Choice, st.sampled_from((ALL, ABOVE, LARGEST, RANDOM)), st.integers(0, 10**4).map(float), st.integers(1, 30),
    st.integers(0, 2**31 - 1), st.booleans(), st.booleans())


@tagged("-at_install", "post_install")
class TestLogicConfirmation(BaseCase):
    def test_all_with_a_balance(self):
        self.assertEqual(chosen(LEDGER, Choice()), [1, 2, 3, 5])
        self.assertEqual(chosen(LEDGER, Choice(credits=False)), [1, 2, 5])
        self.assertEqual(chosen(LEDGER, Choice(zeros=True)), [1, 2, 3, 4, 5])

    def test_above_an_amount(self):
        self.assertEqual(chosen(LEDGER, Choice(ABOVE, 200.0)), [1, 3])
        self.assertEqual(chosen(LEDGER, Choice(ABOVE, 200.01)), [1])
        self.assertEqual(chosen(LEDGER, Choice(ABOVE, 200.0, credits=False)), [1])
        self.assertEqual(chosen(LEDGER, Choice(ABOVE, 200.0, zeros=True)), [1, 3, 4])

    def test_the_largest(self):
        self.assertEqual(chosen(LEDGER, Choice(LARGEST, number=2)), [1, 3])
        self.assertEqual(chosen(LEDGER, Choice(LARGEST, number=2, credits=False)), [1, 2])
        self.assertEqual(chosen(LEDGER, Choice(LARGEST, number=99)), [1, 2, 3, 5])

    def test_by_hand_whatever_the_balance(self):
        self.assertEqual(chosen(LEDGER, Choice(PICKED, credits=False, picked=frozenset({3, 4}))), [3, 4])

    def test_a_sample_is_drawn_again_by_its_seed(self):
        many = [Candidate(key, 10.0) for key in range(1, 200)]
        drawn = chosen(many, Choice(RANDOM, number=5, seed=7))
        # Written down: whoever draws with another tool, or next year, finds the same.
        self.assertEqual(drawn, [66, 93, 94, 182, 190])
        self.assertEqual(chosen(reversed(many), Choice(RANDOM, number=5, seed=7)), drawn)
        self.assertNotEqual(chosen(many, Choice(RANDOM, number=5, seed=8)), drawn)

    def test_coverage_takes_no_notice_of_signs(self):
        found = coverage([500.0, -200.0], [one.balance for one in population(LEDGER, Choice())])
        self.assertEqual((found.count, found.count_all, found.amount, found.amount_all), (2, 4, 700.0, 800.0))
        self.assertEqual((found.by_count, found.by_amount), (0.5, 0.875))
        self.assertEqual((coverage([], []).by_count, coverage([], []).by_amount), (0.0, 0.0))

    def test_by_what(self):
        for has_email, has_address, by_letter, how in (
            (True, True, False, "email"), (True, False, False, "email"), (False, True, False, "print"),
            (False, False, False, None), (True, True, True, "print"), (True, False, True, "email"),
        ):
            self.assertEqual(channel(has_email, has_address, by_letter), how, (has_email, has_address, by_letter))

    def test_reminders(self):
        asked = date(2026, 1, 5)
        for day, reminders, after, most, due in (
            (date(2026, 1, 14), 0, 10, 1, False), (date(2026, 1, 15), 0, 10, 1, True),
            (date(2026, 1, 15), 1, 10, 1, False), (date(2026, 1, 15), 1, 10, 2, True),
            (date(2026, 9, 9), 0, 0, 1, False), (date(2026, 9, 9), 0, 10, 0, False),
        ):
            self.assertEqual(is_to_remind(asked, reminders, day, after, most), due, (day, reminders, after, most))

    @given(candidates, choices, st.randoms())
    def test_order_does_not_matter_and_nobody_else_is_asked(self, found, choice, shuffle):
        keys = chosen(found, choice)
        other = list(found)
        shuffle.shuffle(other)
        self.assertEqual(chosen(other, choice), keys)
        balances = {one.key: one for one in population(found, choice)}
        self.assertLessEqual(set(keys), set(balances))
        self.assertTrue(choice.credits or all(balances[key].balance >= 0 for key in keys))
        if choice.how in (LARGEST, RANDOM):
            eligible = [one for one in balances.values() if choice.credits or one.balance >= 0]
            self.assertEqual(len(keys), min(choice.number, len(eligible)))

    @given(candidates, st.integers(0, 1000), st.integers(1, 20))
    def test_a_larger_sample_holds_the_smaller_one(self, found, seed, number):
        small = chosen(found, Choice(RANDOM, number=number, seed=seed))
        self.assertLessEqual(set(small), set(chosen(found, Choice(RANDOM, number=number + 3, seed=seed))))
