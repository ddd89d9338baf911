from datetime import date, timedelta
from itertools import permutations
from time import perf_counter

from odoo.tests import BaseCase, tagged

from ..logic.cash_advices import ARRIVED, EARLIER, LATER, Advice, Link, Received, links

DAY = date(2026, 3, 10)


def advice(key="A", amount=100_00, **values):
    return Advice(key, amount, **{"currency": "EUR", "received": DAY, **values})


def payment(key="P", amount=100_00, day=DAY, **values):
    return Received(key, amount, values.pop("currency", "EUR"), day, **values)


@tagged("-at_install", "post_install")
class TestLogicCashAdvices(BaseCase):
    """An advice belongs to a payment when amount and one more thing agree, and to one only."""

    def linked(self, advices, payments):
        return {key: link.payment for key, link in links(advices, payments).items()}

    def test_amount_and_one_more_thing(self):
        for told, came in (
            ({"reference": "TRF 8812"}, {"references": ("TRF-8812",)}),
            ({"reference": "NDX8812"}, {"references": ("SEPA credit NDX8812 of March",)}),
            ({"accounts": ("DE1", "BE71 0961 2345 6769")}, {"payer_account": "BE71096123456769"}),
            ({"customer": 7}, {"customer": 7}),
            ({"payers": ("", "Müller & Söhne GmbH"), "accounts": ("DE1",)},
             {"payer_account": "DE2", "payer": "SOEHNE MUELLER"}),
        ):
            with self.subTest(told):
                self.assertEqual(self.linked([advice(**told)], [payment(**came)]), {"A": "P"})

    def test_the_amount_alone_is_only_shown(self):
        self.assertEqual(links([advice()], [payment()]), {"A": Link(None, ("P",))})

    def test_what_does_not_belong(self):
        for told, came in (
            ({"amount": 100_01}, {}), ({"amount": None}, {}), ({"currency": "USD"}, {}),
            ({"day": DAY}, {"day": DAY - EARLIER - timedelta(1)}), ({"day": DAY}, {"day": DAY + LATER + timedelta(1)}),
            ({}, {"day": DAY + ARRIVED + timedelta(1)}),
        ):
            with self.subTest(told=told, came=came):
                self.assertEqual(
                    links([advice(**{"customer": 7, **told})], [payment(**{"customer": 7, **came})]), {"A": Link()})

    def test_the_last_days_count(self):
        for told, day in (
            ({"day": DAY}, DAY - EARLIER), ({"day": DAY}, DAY + LATER), ({}, DAY + ARRIVED), ({}, DAY - ARRIVED),
        ):
            self.assertEqual(self.linked([advice(customer=7, **told)], [payment(customer=7, day=day)]), {"A": "P"})

    def test_another_customer_is_another_payer_whatever_it_is_called(self):
        told = advice(customer=7, payers=("Alpha",))
        self.assertEqual(links([told], [payment(customer=8, payer="Alpha")]), {"A": Link(None, ("P",))})

    def test_two_payments_alike_are_a_persons_to_decide(self):
        found = links([advice(customer=7)], [payment("P", customer=7), payment("Q", customer=7)])
        self.assertEqual(found, {"A": Link(None, ("P", "Q"))})

    def test_two_advices_alike_are_a_persons_to_decide(self):
        found = links([advice("A", customer=7), advice("B", customer=7)], [payment(customer=7)])
        self.assertEqual(found, {"A": Link(None, ("P",)), "B": Link(None, ("P",))})

    def test_a_reference_decides_between_payments_alike(self):
        rivals = [payment("P", customer=7), payment("Q", customer=7, references=("CHK 44812",))]
        self.assertEqual(self.linked([advice(customer=7, reference="CHK44812")], rivals), {"A": "Q"})

    def test_a_short_reference_or_one_without_figures_says_nothing(self):
        for reference in ("123", "INVOICE"):
            self.assertEqual(
                self.linked([advice(reference=reference)], [payment(references=(reference,))]), {"A": None})

    def test_a_reference_with_another_amount_is_only_shown(self):
        self.assertEqual(
            links([advice(reference="CHK44812", amount=90_00)], [payment(references=("CHK44812",))]),
            {"A": Link(None, ("P",))})

    def test_a_collective_booking_has_many_advices(self):
        told = [advice(key, amount, reference="BATCH-0042") for key, amount in (("A", 60_00), ("B", 40_00))]
        booking = payment(references=("BATCH-0042",))
        for order in permutations(told):
            self.assertEqual(self.linked(order, [booking]), {"A": "P", "B": "P"})
        self.assertEqual(self.linked(told[:1], [booking]), {"A": None}, "a part of it is not enough")

    def test_a_stranger_is_never_believed(self):
        self.assertEqual(
            links([advice(customer=7, trusted=False)], [payment(customer=7)]), {"A": Link(None, ("P",))})

    def test_a_stranger_keeps_nobody_from_its_payment_but_makes_a_person_look(self):
        """Two say that the payment is theirs: that one is a stranger doesn't make the other one right."""
        found = self.linked([advice("A", customer=7), advice("B", customer=7, trusted=False)], [payment(customer=7)])
        self.assertEqual(found, {"A": None, "B": None})

    def test_the_order_makes_no_difference(self):
        told = [advice("A", customer=7), advice("B", 50_00, customer=7), advice("C", 50_00, payers=("Beta",), day=DAY)]
        came = [payment("P", customer=7), payment("Q", 50_00, customer=7), payment("R", 50_00, payer="BETA Ltd")]
        for order in permutations(told):
            for other in permutations(came):
                self.assertEqual(self.linked(order, other), {"A": "P", "B": "Q", "C": "R"})

    def test_many_are_linked_in_no_time(self):
        told = [advice(number, number, reference=f"TRF{number:06}") for number in range(1, 5_001)]
        came = [payment(number, number, references=(f"TRF{number:06}", "SEPA")) for number in range(1, 5_001)]
        began = perf_counter()
        self.assertEqual(self.linked(told, came), {number: number for number in range(1, 5_001)})
        self.assertLess(perf_counter() - began, 5)
