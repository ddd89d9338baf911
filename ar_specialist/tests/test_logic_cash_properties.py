from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.cash_allocate import ORDERS, allocate
from ..logic.cash_batch import propose_all
from ..logic.cash_facts import Customer, Document, Item, Payment, Rules
from ..logic.cash_index import CashIndex
from ..logic.cash_proposal import APPLY, ON_ACCOUNT
from ..logic.cash_propose import propose
from ..logic.cash_sums import solutions

DAY = date(2024, 6, 14)
amounts = st.integers(-30000, 60000).filter(bool)
#: So small that sums agree by chance, and that payments compete.
small = st.integers(-3, 12).filter(bool)


def items_of(open_amounts, currencies=("EUR",)):
    return [
        Item(number, number % 3, f"INV/2024/{number:05}", amount, currencies[number % len(currencies)],
             DAY - timedelta(days=number * 7 % 50), DAY - timedelta(days=number * 11 % 40 - 10),
             discount=amount // 30 if amount > 0 else 0, discount_until=DAY + timedelta(days=number % 3 - 1))
        for number, amount in enumerate(open_amounts)]


@tagged("-at_install", "post_install")
class TestLogicCashProperties(BaseCase):
    """What holds for any payments and items."""

    def assert_conserved(self, lines, remainder, amount, items):
        by_id = {item.id: item for item in items}
        self.assertEqual(sum(line.amount for line in lines) + remainder, amount, "every coin of the payment is told")
        self.assertEqual(len({line.item for line in lines}), len(lines), "one line per item")
        for line in lines:
            opened = by_id[line.item].open
            self.assertEqual(line.open, opened)
            low, high = sorted((0, opened))
            for part in (line.amount, line.discount, line.left):
                self.assertTrue(low <= part <= high, f"{line}")
            self.assertEqual(line.amount + line.discount + line.write_off + line.charges + line.left, opened)

    @given(st.integers(0, 200000), st.lists(amounts, max_size=12), st.sampled_from(sorted(ORDERS)), st.randoms())
    def test_allocation(self, amount, opened, order, random):
        items = items_of(opened)
        lines, remainder = allocate(amount, items, Rules(order=order), DAY)
        self.assert_conserved(lines, remainder, amount, items)
        self.assertGreaterEqual(remainder, 0)
        self.assertLessEqual(sum(line.amount for line in lines if line.amount > 0),
                             amount - sum(line.amount for line in lines if line.amount < 0), "no more than there is")
        if remainder:
            paid = {line.item for line in lines if not line.left}
            self.assertLessEqual({item.id for item in items if item.open > 0}, paid, "nothing is kept back")
        random.shuffle(items)
        self.assertEqual(allocate(amount, items, Rules(order=order), DAY), (lines, remainder))

    def test_allocation_of_negative_money(self):
        with self.assertRaises(ValueError):
            allocate(-1, [], Rules(), DAY)

    @given(st.integers(-60, 60), st.lists(st.lists(st.integers(-20, 20), min_size=1, max_size=2), max_size=9))
    def test_sums(self, target, options):
        options = [(*choices, None) for choices in options]
        for way in solutions(target, options):
            self.assertEqual(sum(value or 0 for value in way), target)
            self.assertTrue(all(value in choices for value, choices in zip(way, options, strict=True)))

    @given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.data())
    def test_sums_find_what_is_there(self, values, data):
        chosen = data.draw(st.lists(st.sampled_from(range(len(values))), min_size=1, unique=True))
        target = sum(values[place] for place in chosen)
        self.assertTrue(solutions(target, [(value, None) for value in values]))

    @given(
        st.lists(small, min_size=1, max_size=9), st.lists(st.tuples(small, st.integers(0, 9)), max_size=6),
        st.randoms())
    def test_batch(self, opened, paid, random):
        """Nothing is given twice, and the order of payments, items and customers changes nothing."""
        items = items_of(opened, ("EUR", "JPY"))
        customers = [Customer(number, (f"Customer Number{number}",), (f"ACCOUNT{number}",)) for number in range(3)]
        payments = [
            Payment(number, amount, ("EUR", "JPY")[named % 2], DAY, payer_account=f"ACCOUNT{named % 3}",
                    texts=(f"INV/2024/{named:05}",) if named % 2 else ())
            for number, (amount, named) in enumerate(paid)]
        rules = Rules(tolerance={"EUR": 1}, oldest_first=len(opened) % 2 == 0)
        found = propose_all(payments, CashIndex(items, customers), rules)
        by_id, given_to = {item.id: item for item in items}, {}
        for payment in payments:
            proposal = found[payment.id]
            self.assert_conserved(proposal.lines, proposal.remainder, payment.amount, items)
            self.assertTrue(all(by_id[line.item].currency == payment.currency for line in proposal.lines))
            if proposal.decision == APPLY:
                for line in proposal.lines:
                    given_to[line.item] = given_to.get(line.item, 0) + line.open - line.left
        for one, amount in given_to.items():
            self.assertLessEqual(abs(amount), abs(by_id[one].open), "no more than the item")
        for facts in (items, customers, payments):
            random.shuffle(facts)
        self.assertEqual(propose_all(payments, CashIndex(items, customers), rules), found)

    @given(
        st.text(st.sampled_from("INV/2024 0159-.,;()+RFDE\n") | st.characters(), max_size=60), st.integers(-50, 50000),
        st.lists(st.tuples(st.text("INV/2024019-", max_size=14), st.none() | st.integers(-99, 30000)), max_size=3))
    def test_any_text(self, text, amount, listed):
        """Whatever stands in a payment, it is told to the last coin where the money goes."""
        items = items_of([11111, -500, 20000, 20000, 77, 9])
        customers = [Customer(number, (f"Customer {number}",)) for number in range(3)]
        index = CashIndex(items, customers, ("INV/2024/00009",))
        documents = tuple(Document(number, coins) for number, coins in listed)
        paid = Payment(1, amount, "EUR", DAY, "Customer 1", texts=(text, text[::-1]), documents=documents)
        found = propose(paid, index, Rules(tolerance={"EUR": 2}))
        self.assert_conserved(found.lines, found.remainder, amount, items)

    def test_very_many(self):
        """Hundreds of invoices in one payment of a customer with thousands: by number, by list, less discounts."""
        items = [
            Item(number, 1, f"INV/2024/{number:05}", 5000 + number * 37 % 9999, "EUR", DAY, DAY, discount=10,
                 discount_until=DAY) for number in range(5000)]
        index = CashIndex(items, [Customer(1, ("Huge Retail",))])
        chosen = items[100:600]
        whole, text = sum(item.open for item in chosen), " ".join(item.number for item in chosen)
        listed = tuple(Document(item.number[-4:], item.open) for item in chosen)
        ends = "Rechnungen " + ", ".join(item.number[-4:] for item in chosen)
        for amount, texts, documents in [
            (whole, text, ()), (whole - 5000, text, ()), (whole, "", listed), (whole, ends, ()),
        ]:
            paid = Payment(1, amount, "EUR", DAY, "Huge Retail", texts=(texts,), documents=documents)
            found = propose(paid, index, Rules())
            self.assertEqual((found.decision, found.items), (APPLY, {item.id for item in chosen}))
            self.assert_conserved(found.lines, found.remainder, amount, items)
        self.assertEqual(propose(Payment(1, 123457, "EUR", DAY, "Huge Retail"), index, Rules()).decision, ON_ACCOUNT)
