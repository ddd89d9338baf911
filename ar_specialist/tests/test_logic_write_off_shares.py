from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.write_off_shares import spread

CENTS = st.integers(-10_000_000, 10_000_000)


@tagged("-at_install", "post_install")
class TestWriteOffShares(BaseCase):
    """An amount over bases and taxes of an invoice: in proportion, and to the cent."""

    def test_all_of_it_is_the_invoice(self):
        self.assertEqual(spread(115.0, {"base": 100.0, "tax": 15.0}), {"base": 100.0, "tax": 15.0})

    def test_part(self):
        """A third of 100 + 19: 39.67 of which 6.33 is tax (19 × 39.67 / 119 = 6.334)."""
        self.assertEqual(spread(39.67, {"base": 100.0, "tax": 19.0}), {"base": 33.34, "tax": 6.33})

    def test_rounding_goes_to_the_largest(self):
        self.assertEqual(spread(0.01, {"a": 1.0, "b": 1.0, "c": 2.0}), {"a": 0.0, "b": 0.0, "c": 0.01})

    def test_reverse_charge(self):
        """Two taxes that come to nothing stay so."""
        self.assertEqual(
            spread(50.0, {"base": 100.0, "due": 19.0, "back": -19.0}), {"base": 50.0, "due": 9.5, "back": -9.5})

    def test_credits(self):
        self.assertEqual(spread(-11.5, {"base": -100.0, "tax": -15.0}), {"base": -10.0, "tax": -1.5})

    def test_nothing_to_spread_over(self):
        with self.assertRaises(ValueError):
            spread(1.0, {"due": 19.0, "back": -19.0})

    def test_to_the_cent_whatever_it_is(self):
        @given(CENTS, st.lists(CENTS, min_size=1, max_size=8).filter(sum))
        def check(amount, weights):
            weights = {number: weight / 100 for number, weight in enumerate(weights)}
            parts = spread(amount / 100, weights)
            self.assertEqual(round(sum(parts.values()) * 100), amount)
            self.assertEqual(parts.keys(), weights.keys())

        check()

    def test_each_within_a_coin_of_its_proportion(self):
        """But the largest, which has all that rounding leaves: half a coin for each of the others."""
        @given(CENTS, st.lists(st.integers(1, 10_000_000), min_size=1, max_size=8))
        def check(amount, weights):
            whole = sum(weights)
            parts = spread(amount / 100, {number: weight / 100 for number, weight in enumerate(weights)})
            for number, weight in enumerate(weights):
                self.assertLessEqual(
                    abs(parts[number] * 100 - amount * weight / whole), 0.5 * max(len(weights), 1) + 1e-3)

        check()
