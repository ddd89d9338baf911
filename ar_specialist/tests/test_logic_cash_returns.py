from dataclasses import replace
from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..logic.cash_returns import AHEAD, LEAST, WITHIN, Received, TakenBack, reason_of, return_of

DAY = date(2026, 3, 2)
DEBIT = Received(
    1, 12_000, "EUR", DAY, ("E2E-2026-0815",), "DE89 3704 0044 0532 0130 00", "Müller Bau GmbH", ("INV/2026/00017",))
BACK = TakenBack(12_000, "EUR", DAY + timedelta(days=4))


@tagged("-at_install", "post_install")
class TestCashReturns(BaseCase):
    """Money taken back by the bank → the payment it was."""

    def codes(self, taken, *received, most_fee=0):
        found = return_of(taken, received or (DEBIT,), most_fee)
        return found and [reason.code for reason in found.reasons]

    def test_the_amount_alone_says_nothing(self):
        self.assertIsNone(return_of(BACK, [DEBIT]))
        self.assertIsNone(return_of(replace(BACK, told=True), [DEBIT]))
        self.assertIsNone(return_of(replace(BACK, name="MUELLER BAU"), [DEBIT]))

    def test_what_says_which(self):
        for said, code in (
            ({"references": ("e2e 2026 0815",)}, "same_reference"),
            ({"text": "RETURN OF E2E-2026-0815 AM04"}, "reference_named"),
            ({"account": "DE89370400440532013000"}, "same_account"),
            ({"text": "Rücklastschrift INV/2026/00017"}, "item_named"),
            ({"name": "MUELLER BAU", "told": True}, "same_name"),
        ):
            with self.subTest(code):
                self.assertIn(code, self.codes(replace(BACK, **said)))

    def test_fee(self):
        back = replace(BACK, amount=12_350, references=("E2E-2026-0815",))
        self.assertIsNone(return_of(back, [DEBIT]), "no fee is expected")
        self.assertIsNone(return_of(back, [DEBIT], 349))
        found = return_of(back, [DEBIT], 350)
        self.assertEqual((found.fee, found.id), (350, 1))
        self.assertIsNone(return_of(replace(back, amount=11_999), [DEBIT], 350), "less comes back than was paid")

    def test_days_on_both_sides(self):
        said = {"references": ("E2E-2026-0815",)}
        for day, fits in (
            (DAY - timedelta(days=1), False), (DAY, True), (DAY + WITHIN, True),
            (DAY + WITHIN + timedelta(days=1), False),
        ):
            self.assertEqual(bool(return_of(replace(BACK, day=day, **said), [DEBIT])), fits, day)

    def test_other_currency(self):
        self.assertIsNone(return_of(replace(BACK, currency="USD", references=("E2E-2026-0815",)), [DEBIT]))

    def test_two_that_fit_as_well(self):
        twin = replace(DEBIT, id=2)
        taken = replace(BACK, account=DEBIT.account)
        self.assertIsNone(return_of(taken, [DEBIT, twin]))
        clear = replace(taken, text="INV/2026/00017")
        self.assertEqual(return_of(clear, [DEBIT, replace(twin, items=("INV/2026/00018",))]).id, 1)
        self.assertEqual(return_of(clear, [replace(twin, items=()), DEBIT]).id, 1, "whatever their order")

    def test_a_short_reference_in_a_text_is_chance(self):
        self.assertIsNone(return_of(replace(BACK, text="RETURN 12345"), [replace(DEBIT, references=("12345",))]))

    def test_points(self):
        found = return_of(replace(BACK, account=DEBIT.account), [DEBIT])
        self.assertEqual(found.points, 60)
        self.assertGreaterEqual(found.points, LEAST)
        self.assertGreater(AHEAD, 0)

    def test_reasons_of_banks(self):
        for code, reason in (
            ("AM04", "funds"), (" ac04 ", "closed"), ("MD06", "refused"), ("XX99", "other"), ("", "other"),
        ):
            self.assertEqual(reason_of(code), reason)
