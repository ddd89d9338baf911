from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.cash_batch import by_queue, propose_all, straight_through
from ..logic.cash_facts import Alias, Customer, Item, Payment, Rules
from ..logic.cash_index import CashIndex
from ..logic.cash_learn import Lesson, lessons, undone
from ..logic.cash_proposal import APPLY, ON_ACCOUNT, SUGGEST, UNIDENTIFIED, Line
from ..logic.cash_propose import propose

DAY = date(2024, 6, 14)
ACCOUNT = "DE89370400440532013000"


def item(number, amount, customer=1, **more):
    return Item(number, customer, number, amount, "EUR", date(2024, 5, 1), date(2024, 6, 1), **more)


def payment(number, amount, *texts, name="", account="", day=DAY):
    return Payment(number, amount, "EUR", day, name, account, texts=texts)


@tagged("-at_install", "post_install")
class TestLogicCashLearning(BaseCase):
    """What decided payments teach, and what several payments tell together."""

    def setUp(self):
        super().setUp()
        self.items = [item("INV/2024/00042", 10000), item("INV/2024/00051", 7777), item("INV/2024/00060", 5000, 2)]
        self.customers = [Customer(1, ("Azure Interior",)), Customer(2, ("Deco Addict",))]

    def index(self, customers=None):
        return CashIndex(self.items, customers or self.customers)

    def test_payer_is_known_the_next_time(self):
        paid = payment("p", 10000, name="A. Zure Holding SE", account=ACCOUNT)
        before = propose(paid, self.index(), Rules())
        self.assertEqual(before.decision, UNIDENTIFIED)
        lines = [Line("INV/2024/00042", 10000, 10000)]
        learned = lessons(paid, before.customer, 1, lines, self.index())
        self.assertEqual({(one.kind, one.value, one.change) for one in learned}, {
            ("account", ACCOUNT, 1), ("name", "zure holding", 1)})
        aliases = tuple(Alias(one.kind, one.value, one.change) for one in learned)
        wiser = self.index([Customer(1, ("Azure Interior",), aliases=aliases), self.customers[1]])
        self.assertEqual(propose(paid, wiser, Rules()).decision, APPLY)
        self.assertEqual(propose(payment("q", 10000, name="Zure Holding"), wiser, Rules()).customer, 1)

    def test_correction_unlearns(self):
        customers = [Customer(1, ("Azure Interior",), aliases=(Alias("account", ACCOUNT, 2),)), self.customers[1]]
        paid = payment("p", 5000, account=ACCOUNT)
        wrong = propose(paid, self.index(customers), Rules())
        self.assertEqual(wrong.customer, 1)
        learned = lessons(paid, wrong.customer, 2, [Line("INV/2024/00060", 5000, 5000)], self.index(customers))
        self.assertIn(Lesson(1, "account", ACCOUNT, -1), learned)
        self.assertIn(Lesson(2, "account", ACCOUNT, 1), learned)
        self.assertEqual({one.change for one in undone(learned)}, {1, -1})
        self.assertIn(Lesson(1, "account", ACCOUNT, 1), undone(learned))

    def test_a_known_payer_teaches_nothing_new(self):
        customers = [Customer(1, ("Azure Interior",), (ACCOUNT,)), self.customers[1]]
        paid = payment("p", 10000, name="INTERIOR, AZURE", account="DE89 3704 0044 0532 0130 00")
        found = propose(paid, self.index(customers), Rules())
        self.assertEqual(lessons(paid, found.customer, 1, found.lines, self.index(customers)), [])

    def test_habits(self):
        self.items[0] = item("INV/2024/00042", 10000, discount=200, discount_until=date(2024, 6, 14))
        for day, lines, habits in [
            (DAY, [Line("INV/2024/00042", 10000, 9800, 200)], {"discount"}),
            (date(2024, 6, 15), [Line("INV/2024/00042", 10000, 9800, 200)], {"late_discount"}),
            (DAY, [Line("INV/2024/00042", 10000, 10000), Line("INV/2024/00051", 7777, 7777)], {"statement"}),
            (DAY, [Line("INV/2024/00042", 10000, 4000)], {"oldest"}),
            (DAY, [Line("INV/2024/00051", 7777, 4000)], set()),
        ]:
            paid = payment("p", 1, name="Azure Interior", day=day)
            learned = lessons(paid, propose(paid, self.index(), Rules()).customer, 1, lines, self.index())
            self.assertEqual({one.value for one in learned if one.kind == "habit"}, habits, f"{lines}")

    def test_parts_of_one_invoice(self):
        """Each alone is a short payment; together they are the invoice."""
        parts = [payment(number, amount, "INV/2024/00042") for number, amount in ((1, 6000), (2, 4000))]
        alone = propose_all(parts[:1], self.index(), Rules())
        self.assertEqual(alone[1].decision, SUGGEST)
        found = propose_all(parts, self.index(), Rules())
        self.assertEqual([found[one].decision for one in (1, 2)], [APPLY, APPLY])
        self.assertEqual(sum(line.amount for one in found.values() for line in one.lines), 10000)

    def test_paid_twice(self):
        twice = [payment(number, 10000, "INV/2024/00042") for number in (1, 2)]
        found = propose_all(twice, self.index(), Rules())
        self.assertEqual([found[one].decision for one in (1, 2)], [APPLY, SUGGEST])
        self.assertIn("claimed", {reason.code for reason in found[2].reasons})

    def test_twins_are_told_by_their_number(self):
        """One payment for one of two twins is anybody's guess; two payments are not."""
        self.items.append(item("INV/2024/00043", 10000))
        twins = [payment(number, 10000, name="Azure Interior") for number in (1, 2)]
        self.assertEqual(propose_all(twins[:1], self.index(), Rules())[1].decision, SUGGEST)
        found = propose_all(twins, self.index(), Rules())
        self.assertEqual([found[one].decision for one in (1, 2)], [APPLY, APPLY])
        self.assertEqual(found[1].items | found[2].items, {"INV/2024/00042", "INV/2024/00043"})

    def test_queues(self):
        found = propose_all([
            payment(1, 10000, "INV/2024/00042"), payment(2, 1, name="Azure Interior"), payment(3, 9),
            payment(4, 2000, "INV/2024/00051")], self.index(), Rules())
        self.assertEqual(
            by_queue(found.values()), {APPLY: [1], ON_ACCOUNT: [2], UNIDENTIFIED: [3], SUGGEST: [4]})
        self.assertEqual(straight_through(found.values()), 0.25)
        self.assertEqual(straight_through([]), 0.0)
