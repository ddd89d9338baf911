from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.cash_deposits import OnItsWay, deposit_of, with_deposits
from ..logic.cash_facts import Item, Payment, Rules
from ..logic.cash_proposal import Line, Proposal, Reason

DAY = date(2024, 6, 14)


def way(id_, amount, customer=None, day=DAY, method="cheque", number=None, memo=""):
    item = Item(id_, customer or id_, number or f"PBNK1/2024/{id_:05}", amount, "EUR", day, day, memo)
    return OnItsWay(item, method)


def bank(amount, text="DEPOSIT", **values):
    return Payment("p", amount, "EUR", DAY, "Bank", texts=(text,), **values)


@tagged("-at_install", "post_install")
class TestCashDeposits(BaseCase):
    """Which registered payments make up one amount of the bank's."""

    def found(self, payment, ways, kept=0.0):
        return deposit_of(payment, ways, Rules(), kept)

    def codes(self, proposal):
        return [reason.code for reason in proposal.reasons]

    def test_named_and_exact_needs_nobody(self):
        ways = [way(1, 10000), way(2, 2550), way(3, 7000)]
        found = self.found(bank(12550, "CHEQUES PBNK1/2024/00001 PBNK1/2024/00002"), ways)
        self.assertEqual((found.items, found.decision, found.customer), ({1, 2}, "apply", None))
        self.assertEqual((found.remainder, [line.left for line in found.lines]), (0, [0, 0]))

    def test_one_reference_for_all(self):
        ways = [way(1, 10000, memo="BORD4711"), way(2, 2550, memo="BORD4711"), way(3, 7000)]
        found = self.found(bank(12550, "REMISE BORD4711"), ways)
        self.assertEqual((found.items, found.decision), ({1, 2}, "apply"))

    def test_of_one_day_and_method_a_person_looks(self):
        other_day, card = DAY - timedelta(1), {"method": "card"}
        ways = [way(1, 10000), way(2, 2550), way(3, 7000, day=other_day), way(4, 5100, **card)]
        found = self.found(bank(12550), ways)
        self.assertEqual((found.items, found.decision, self.codes(found)), ({1, 2}, "suggest", ["deposit_day"]))

    def test_all_that_is_on_its_way(self):
        ways = [way(1, 10000), way(2, 2550, day=DAY - timedelta(3)), way(3, 7001, method="card")]
        self.assertEqual(self.codes(self.found(bank(19551), ways)), ["deposit_all"])

    def test_the_sum_of_some(self):
        ways = [way(1, 10007), way(2, 2551, day=DAY - timedelta(3)), way(3, 7013, method="card")]
        found = self.found(bank(17020), ways)
        self.assertEqual((found.items, self.codes(found), found.ambiguous), ({1, 3}, ["deposit_sum"], False))

    def test_two_ways_are_ambiguous(self):
        ways = [way(n, 5000, day=DAY - timedelta(n)) for n in (1, 2, 3)]
        found = self.found(bank(10000), ways)
        self.assertEqual((found.ambiguous, found.decision, self.codes(found)), (True, "suggest", ["deposit_chance"]))

    def test_two_days_of_the_same_sum_are_ambiguous(self):
        ways = [way(1, 4000), way(2, 6000), way(3, 3000, day=DAY - timedelta(1)), way(4, 7000, day=DAY - timedelta(1))]
        self.assertTrue(self.found(bank(10000), ways).ambiguous)

    def test_less_what_is_kept(self):
        """100.00 and 25.50 less 3.77, which is 3 percent and a bit."""
        ways = [way(1, 10000), way(2, 2550)]
        found = self.found(bank(12173, "PBNK1/2024/00001 PBNK1/2024/00002"), ways, 5.0)
        self.assertEqual((found.items, found.decision, found.score), ({1, 2}, "suggest", 75))
        self.assertEqual([(line.amount, line.charges) for line in found.lines], [(9623, 377), (2550, 0)])
        self.assertIn("deposit_kept", self.codes(found))
        self.assertIsNone(self.found(bank(12173), ways, 3.0))
        self.assertIsNone(self.found(bank(12173), ways))

    def test_what_the_bank_says_it_kept(self):
        ways = [way(1, 10000), way(2, 2550)]
        found = self.found(bank(12450, "PBNK1/2024/00001 PBNK1/2024/00002", charges=100), ways)
        self.assertEqual((found.decision, sum(line.charges for line in found.lines)), ("apply", 100))

    def test_one_payment(self):
        """Alone and exact it is an item as any; less what is kept it is told here, where it is named."""
        self.assertIsNone(self.found(bank(10000, "PBNK1/2024/00001"), [way(1, 10000)], 5.0))
        self.assertEqual(self.found(bank(9800, "PBNK1/2024/00001"), [way(1, 10000)], 5.0).items, {1})
        self.assertIsNone(self.found(bank(9800), [way(1, 10000)], 5.0))

    def test_a_known_customer_is_asked_first(self):
        ways = [way(1, 4000, customer="a"), way(2, 6000, customer="a"), way(3, 3000), way(4, 7000)]
        found = self.found(bank(10000, customer="a"), ways)
        self.assertEqual((found.items, found.customer), ({1, 2}, "a"))
        self.assertEqual(self.found(bank(10000, customer="collector"), ways[2:]).items, {3, 4})

    def test_more_than_all(self):
        self.assertIsNone(self.found(bank(20000), [way(1, 10000), way(2, 2550)], 5.0))
        self.assertIsNone(self.found(bank(20000), []))

    def test_with_what_else_is_proposed(self):
        deposit = self.found(bank(12550), [way(1, 10000), way(2, 2550)])
        named = self.found(bank(12550, "PBNK1/2024/00001 PBNK1/2024/00002"), [way(1, 10000), way(2, 2550)])
        nothing = Proposal("p", None, (), 12550, 0, (), False, "unidentified")
        on_account = replace(nothing, customer=9, score=80, decision="on_account")
        invoice = Proposal("p", 9, (Line("i", 12550, 12550),), 0, 70, (Reason("one_exact", 70),), False, "suggest")

        def told(proposal, other):
            return with_deposits({"p": proposal}, {"p": other})["p"]

        self.assertEqual(told(nothing, deposit), deposit)
        self.assertEqual(told(on_account, deposit), on_account)
        self.assertEqual(told(on_account, named), named)
        self.assertEqual((told(invoice, deposit).items, told(invoice, deposit).ambiguous), ({"i"}, True))
        self.assertEqual(told(invoice, named), named)
        sure = replace(invoice, score=95)
        self.assertEqual(told(sure, deposit), sure)
        self.assertEqual(told(nothing, None), nothing)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.integers(1, 9999), min_size=2, max_size=30), st.data())
    def test_money_is_conserved(self, amounts, data):
        ways = [way(n, amount, day=DAY - timedelta(n % 3)) for n, amount in enumerate(amounts, 1)]
        chosen = data.draw(st.sets(st.integers(0, len(amounts) - 1), min_size=2))
        payment = bank(sum(amounts[n] for n in chosen))
        found = self.found(payment, ways, 3.0)
        if found is None:
            self.assertGreater(len(amounts), 22)
            return
        opened = {one.item.id: one.item.open for one in ways}
        self.assertEqual(sum(line.amount for line in found.lines), payment.amount)
        self.assertTrue(all(line.open == opened[line.item] and line.amount > 0 for line in found.lines))
        self.assertLessEqual(sum(line.charges for line in found.lines), 0.03 * sum(line.open for line in found.lines))

    def test_order_makes_no_difference(self):
        ways = [way(1, 5000, day=DAY - timedelta(1)), way(2, 5000), way(3, 4000), way(4, 1000)]
        self.assertEqual(len({self.found(bank(10000), list(each)) for each in permutations(ways)}), 1)
