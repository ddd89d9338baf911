from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.cash_elsewhere import exchanged
from ..logic.cash_facts import Customer, Item, Payment, Rules
from ..logic.cash_index import CashIndex
from ..logic.cash_proposal import SUGGEST
from ..logic.cash_propose import propose

DAY = date(2024, 6, 14)


def item(id_, number, open_, currency="USD", customer=1):
    return Item(id_, customer, number, open_, currency, DAY, DAY)


@tagged("-at_install", "post_install")
class TestLogicCashElsewhere(BaseCase):
    """Items in other currencies: named by number, looked at by a person, worth what the rate says."""

    def proposed(self, text, *items, amount=10000):
        index = CashIndex(items, [Customer(1, ("Azure Interior",)), Customer(2, ("Deco Addict",))])
        payment = Payment(1, amount, "EUR", DAY, "Azure Interior", texts=(text,))
        return propose(payment, index, Rules(apply=50, suggest=30))

    def test_never_alone(self):
        found = self.proposed("INV/2024/00201", item(7, "INV/2024/00201", 12500))
        self.assertEqual((found.decision, found.elsewhere, found.customer), (SUGGEST, (7,), 1))

    def test_own_currency_comes_first(self):
        found = self.proposed(
            "INV/2024/00201 INV/2024/00202", item(7, "INV/2024/00201", 12500), item(8, "INV/2024/00202", 10000, "EUR"))
        self.assertEqual((found.elsewhere, [line.item for line in found.lines]), ((), [8]))

    def test_not_of_others(self):
        found = self.proposed("INV/2024/00201", item(7, "INV/2024/00201", 12500, customer=2))
        self.assertIn(found.customer, (1, 2))
        self.assertNotEqual((found.customer, found.elsewhere), (1, (7,)))

    def test_not_by_credits_or_mistyped(self):
        for text, one in (("INV/2024/00201", item(7, "INV/2024/00201", -12500)),
                          ("INV/2024/00210", item(7, "INV/2024/00201", 12500))):
            self.assertEqual(self.proposed(text, one).elsewhere, ())

    def test_spread(self):
        """What is paid never exceeds the payment nor the worth; each coin of both is accounted for."""
        proposal = self.proposed(
            "INV/2024/00201 INV/2024/00202", item(7, "INV/2024/00201", 12500), item(8, "INV/2024/00202", 5000))
        worths = {7: 10000, 8: 4000}
        for amount, allowed, choice in (
                (14000, 0, None), (13999, 0, "short"), (13999, 1, None), (14001, 0, "over"), (14001, 1, None),
                (5000, 0, "short"), (9999, 1, "short")):
            found = exchanged(proposal, amount, worths, allowed)
            self.assertEqual(found.choice, choice, (amount, allowed))
            self.assertEqual(sum(line.amount for line in found.lines) + found.remainder, amount)
            self.assertTrue(all(0 <= line.left <= line.open == worths[line.item] for line in found.lines))
            if choice is None:
                self.assertFalse(any(line.left for line in found.lines) or found.remainder > allowed)
