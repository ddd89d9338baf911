from dataclasses import dataclass
from math import fsum
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from odoo.tests import BaseCase, tagged

from ..logic.aging import MixedCurrencies
from ..logic.roll_forward_sums import COLUMNS, MOVED, RollForward, RollRow, moved_parts, rolled
from ..logic.statement_movements import CLASSES

COINS = st.integers(-10**7, 10**7).map(lambda coins: coins / 100)


@dataclass(frozen=True)
class Currency:
    name: str

    def round(self, amount):
        return round(amount, 2)


EURO, DOLLAR = Currency("EUR"), Currency("USD")


def fact(amount, move_type="entry", **values):
    return SimpleNamespace(**{
        "amount": amount, "settles": "", "move_type": move_type, "is_money": False, "is_exchange": False,
        "is_recovery": False, "is_reversal": False, "receivable": amount, "discounted": 0.0, "written_off": 0.0,
        "exchanged": 0.0, **values})


def cents(amount):
    return round(amount, 2)


def in_balance(_balance):
    return lambda amount: round(amount, 2) + 0.0


@st.composite
def facts(draw):
    move_type = draw(st.sampled_from(["entry", "entry", "out_invoice", "out_refund", "in_invoice"]))
    settles = draw(st.sampled_from(["", "", "", "other_account", "other_currency", "exchange"]))
    return fact(
        draw(COINS), move_type, settles=settles, is_money=draw(st.booleans()), is_exchange=draw(st.booleans()),
        is_reversal=draw(st.booleans()), is_recovery=draw(st.booleans()), receivable=draw(COINS),
        discounted=draw(COINS), written_off=draw(COINS), exchanged=draw(COINS))


@tagged("-at_install", "post_install")
class TestLogicRollForward(BaseCase):
    def test_every_class_has_its_column(self):
        self.assertEqual(sorted(kind for kinds in MOVED.values() for kind in kinds), sorted(CLASSES))

    def test_parts_of_a_payment(self):
        # 98 came for 100, 1.50 of the rest a cash discount, 0.50 a loss
        parts = moved_parts(fact(-100, is_money=True, discounted=1.5, written_off=0.5), cents)
        self.assertEqual(parts, [("payments", -98), ("discounts", -1.5), ("write_offs", -0.5)])

    def test_credit_note_and_invoice(self):
        self.assertEqual(moved_parts(fact(100, "out_invoice"), cents), [("invoices", 100)])
        self.assertEqual(moved_parts(fact(-40, "out_refund"), cents), [("credit_notes", -40)])

    def test_a_balance_that_came_to_nothing_stays(self):
        [amounts] = rolled({"a": 10.0}, [("a", fact(-10, is_money=True))], in_balance).values()
        self.assertEqual(dict(zip(COLUMNS, amounts, strict=True)), {
            "opening": 10, "invoices": 0, "credit_notes": 0, "payments": -10, "discounts": 0, "write_offs": 0,
            "recoveries": 0,
            "exchange": 0, "other": 0, "closing": 0})

    def test_nothing_at_all_is_no_row(self):
        self.assertEqual(rolled({"a": 0.0}, [("a", fact(0.001, "out_invoice"))], in_balance), {})

    def test_currencies_are_never_added(self):
        rows = [RollRow("a", EURO, [1.0] * 8 + [8.0]), RollRow("a", DOLLAR, [2.0] * 8 + [16.0])]
        with self.assertRaises(MixedCurrencies):
            _totals = RollForward(rows).totals
        self.assertEqual(RollForward(rows).totals_by_currency[DOLLAR][-1], 16)
        self.assertEqual(RollForward(rows[:1]).totals, [1.0] * 8 + [8.0])

    @given(st.dictionaries(st.sampled_from("abc"), COINS), st.lists(st.tuples(st.sampled_from("abcd"), facts())))
    def test_closes_to_the_cent(self, openings, listed):
        rows = rolled(openings, listed, in_balance)
        for balance in {*openings, *(name for name, _fact in listed)}:
            amounts = rows.get(balance, [0.0] * len(COLUMNS))
            expected = openings.get(balance, 0.0) + fsum(one.amount for name, one in listed if name == balance)
            self.assertEqual(amounts[-1], in_balance(None)(expected))
            self.assertEqual(amounts[-1], in_balance(None)(fsum(amounts[:-1])))
