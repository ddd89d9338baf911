from hypothesis import given
from hypothesis import strategies as st
from odoo.addons.ar_specialist.logic.provision_matrix import cells, net_of_credits
from odoo.addons.ar_specialist.logic.provision_movement import chained, movement
from odoo.addons.ar_specialist.logic.provision_rates import loss_rates
from odoo.tests import BaseCase, tagged
from odoo.tools import float_round


def cents(amount):
    return float_round(amount, precision_digits=2)


money = st.integers(0, 10**9).map(lambda number: number / 100)


@tagged("-at_install", "post_install")
class TestLogicProvision(BaseCase):
    """Expected credit losses; E1 and E2 are published calculations."""

    def test_e1_provision_matrix(self):
        """E1: IFRS 9, illustrative example 12: 15.0m, 7.5m, 4.0m, 2.5m and 1.0m; 580,000 in all."""
        exposures = {"all": [15_000_000, 7_500_000, 4_000_000, 2_500_000, 1_000_000]}
        rates = {("all", number): rate for number, rate in enumerate([0.003, 0.016, 0.036, 0.066, 0.106])}
        found = cells(exposures, rates, 1.0, {}, cents)
        self.assertEqual([cell.amount for cell in found], [45_000, 120_000, 144_000, 165_000, 106_000])
        self.assertEqual(sum(cell.amount for cell in found), 580_000)

    def test_e2_rates_from_history(self):
        """E2: 100,000 sold; 50,000, 27,000, 15,000 and 6,000 paid; 2,000 never: 2, 4, 8.6957, 25 and 100 %."""
        found = loss_rates([50_000, 27_000, 15_000, 6_000, 0], 2_000)
        self.assertEqual([round(100 * outcome.rate, 4) for outcome in found], [2.0, 4.0, 8.6957, 25.0, 100.0])
        self.assertEqual([outcome.reached for outcome in found], [100_000, 50_000, 23_000, 8_000, 2_000])
        self.assertEqual([outcome.rolled for outcome in found][:4], [0.5, 0.46, 8 / 23, 0.25])

    def test_history_without_anything(self):
        self.assertEqual([outcome.rate for outcome in loss_rates([0, 0, 0], 0)], [0.0, 0.0, 0.0])
        # Nothing got so late: the rate of the period before holds on.
        self.assertEqual([outcome.rate for outcome in loss_rates([90, 10, 0], 0)], [0.0, 0.0, 0.0])

    @given(st.lists(money, min_size=1, max_size=7), money)
    def test_rates_never_fall_with_time(self, paid, lost):
        found = loss_rates(paid, lost)
        rates = [outcome.rate for outcome in found]
        self.assertTrue(all(0 <= rate <= 1 for rate in rates))
        self.assertTrue(all(later >= earlier - 1e-9 for earlier, later in zip(rates, rates[1:], strict=False)))
        if sum(paid) + lost:
            # What is lost in the end is the first rate of all that was sold.
            self.assertAlmostEqual(found[0].reached * found[0].rate, lost, delta=max(lost, 1) * 1e-6)

    def test_factor_and_tax(self):
        [first, second] = cells({"a": [1190, 100]}, {("a", 0): 0.01, ("a", 1): 0.8}, 1.5, {"a": 0.19}, cents)
        self.assertEqual((first.exposure, first.base, first.rate, first.amount), (1190, 1000, 0.015, 15.0))
        self.assertEqual((second.base, second.rate, second.amount), (84.03, 1.0, 84.03))

    def test_credits_lessen_the_oldest(self):
        self.assertEqual(net_of_credits([100, 50, 30], -40), ([100, 40, 0], 0.0))
        self.assertEqual(net_of_credits([100, 50, 30], -200), ([0, 0, 0], -20))
        self.assertEqual(net_of_credits([100, -30, 0], 0), ([70, 0.0, 0], 0.0))

    @given(st.lists(st.integers(-10**6, 10**6), min_size=1, max_size=7), st.integers(-10**6, 0))
    def test_credits_keep_the_sum(self, amounts, credits):
        owed, left = net_of_credits(amounts, credits)
        self.assertEqual(sum(owed) + left, sum(amounts) + credits)
        self.assertTrue(all(amount >= 0 for amount in owed) and left <= 0)
        self.assertFalse(left and any(owed), "no credit is left while something is owed")

    @given(money, money, money)
    def test_movement_adds_up(self, opening, closing, written_off):
        found = movement(opening, closing, written_off, cents)
        self.assertEqual(cents(found.opening + found.charge + found.used + found.released), closing)
        self.assertTrue(found.charge >= 0 >= found.used and found.released <= 0)
        self.assertFalse(found.charge and found.released)
        self.assertLessEqual(-found.used, opening)

    def test_movements(self):
        self.assertEqual(movement(0.0, 80.0, 0.0, cents), (0.0, 80.0, 0.0, 0.0, 80.0))
        self.assertEqual(movement(80.0, 50.0, 20.0, cents), (80.0, 0.0, -20.0, -10.0, 50.0))
        self.assertEqual(movement(80.0, 90.0, 20.0, cents), (80.0, 30.0, -20.0, 0.0, 90.0))
        # The loss is above what was provided for it.
        self.assertEqual(movement(80.0, 0.0, 200.0, cents), (80.0, 0.0, -80.0, 0.0, 0.0))

    def test_periods_in_a_row(self):
        first, second = movement(10.0, 80.0, 0.0, cents), movement(80.0, 50.0, 20.0, cents)
        self.assertEqual(chained([first, second], cents), (10.0, 70.0, -20.0, -10.0, 50.0))
        self.assertEqual(chained([], cents), (0.0, 0.0, 0.0, 0.0, 0.0))
