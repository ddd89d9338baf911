from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.cash_batch import propose_all
from ..logic.cash_facts import Customer, Item, Payment, Rules
from ..logic.cash_index import CashIndex
from ..logic.cash_registered import with_registered

DAY = date(2024, 6, 14)
CUSTOMERS = [Customer(1, ("Azure Interior",)), Customer(2, ("Deco Addict",))]


def _item(id_, customer, number, amount):
    return Item(id_, customer, number, amount, "EUR", DAY, DAY)


@tagged("-at_install", "post_install")
class TestCashRegistered(BaseCase):
    """The same money is not counted twice when somebody has registered it before the bank."""

    def proposed(self, payment, items, registered, candidates=None):
        found = propose_all([payment], CashIndex(items, CUSTOMERS), Rules())
        others = propose_all([payment], CashIndex(registered, CUSTOMERS), Rules())
        candidates = {payment.id: [item.id for item in registered]} if candidates is None else candidates
        return with_registered(found, others, candidates)[payment.id]

    def codes(self, proposal):
        return [reason.code for reason in proposal.reasons]

    def test_nothing_else_wants_it(self):
        payment = Payment("p", 10000, "EUR", DAY, "Azure Interior", texts=("PBNK1/2024/00007",))
        found = self.proposed(payment, [], [_item("r", 1, "PBNK1/2024/00007", 10000)])
        self.assertEqual((found.items, found.decision), ({"r"}, "apply"))
        self.assertIn("registered", self.codes(found))

    def test_an_open_item_wants_it_too(self):
        payment = Payment("p", 10000, "EUR", DAY, "Azure Interior", texts=("INV/2024/00101",))
        found = self.proposed(
            payment, [_item("i", 1, "INV/2024/00101", 10000)], [_item("r", 1, "PBNK1/2024/00007", 10000)])
        self.assertEqual((found.items, found.decision, found.ambiguous), ({"i"}, "suggest", True))
        self.assertIn("registered", self.codes(found))

    def test_what_is_surer_wins(self):
        payment = Payment("p", 10000, "EUR", DAY, "Azure Interior", texts=("PBNK1/2024/00007",))
        found = self.proposed(payment, [_item("i", 1, "X1", 15000)], [_item("r", 1, "PBNK1/2024/00007", 10000)])
        self.assertEqual((found.items, found.ambiguous), ({"r"}, False))

    def test_of_nobody_or_of_another_account(self):
        payment = Payment("p", 10000, "EUR", DAY, "Nobody Known", texts=("thanks",))
        registered = [_item("r", 1, "PBNK1/2024/00007", 10000)]
        self.assertEqual(self.proposed(payment, [], registered).items, frozenset())
        payment = Payment("p", 10000, "EUR", DAY, "Azure Interior", texts=("PBNK1/2024/00007",))
        self.assertEqual(self.proposed(payment, [], registered, {}).items, frozenset())
