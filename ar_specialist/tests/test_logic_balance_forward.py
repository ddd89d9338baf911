from collections import namedtuple
from datetime import date
from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from ..logic.balance_forward import balance_forward
from ..logic.statement_figures import StatementFigures, add_figures
from ..logic.statement_movements import movements
from ..logic.statement_sections import sections

Open = namedtuple("Open", "currency balance overdue items")


def fact(amount, move_type="entry", number="M/1", day=date(2026, 3, 5), currency=1, **values):
    return SimpleNamespace(**{
        "currency_id": currency, "move_id": 1, "date": day, "due": day, "number": number, "reference": "",
        "amount": amount, "settles": "", "move_type": move_type, "is_money": False, "is_exchange": False,
        "is_recovery": False, "is_reversal": False, "receivable": amount, "discounted": 0.0, "written_off": 0.0,
        "exchanged": 0.0, **values})


def rounded(amount):
    return round(amount, 2)


def in_currency(_currency, amount):
    return round(amount, 2)


@tagged("-at_install", "post_install")
class TestLogicBalanceForward(BaseCase):
    def kinds(self, *args, **values):
        return [(part.kind, part.amount) for part in movements(fact(*args, **values), rounded)]

    def test_documents(self):
        self.assertEqual(self.kinds(100, "out_invoice"), [("invoice", 100)])
        self.assertEqual(self.kinds(100, "out_receipt"), [("invoice", 100)])
        self.assertEqual(self.kinds(-100, "out_refund"), [("credit_note", -100)])
        self.assertEqual(self.kinds(-100, "in_invoice"), [("other", -100)])

    def test_money_both_ways(self):
        self.assertEqual(self.kinds(-100, is_money=True), [("payment", -100)])
        self.assertEqual(self.kinds(100, is_money=True), [("payment", 100)])

    def test_payment_with_a_part_written_off(self):
        # 100 taken off, 3 of it a loss; 105 came for 100, 5 kept as income
        self.assertEqual(
            self.kinds(-100, is_money=True, written_off=3.0), [("payment", -97), ("write_off", -3)])
        self.assertEqual(
            self.kinds(-100, is_money=True, written_off=-5.0), [("payment", -105), ("write_off", 5)])

    def test_cash_discount_beside_a_loss(self):
        self.assertEqual(
            self.kinds(-100, is_money=True, discounted=2.0, written_off=1.0),
            [("payment", -97), ("discount", -2), ("write_off", -1)])

    def test_loss_shared_by_the_customers_of_one_entry(self):
        # 30 of an entry's 90, which has a loss of 9: a third of it
        self.assertEqual(
            self.kinds(-30, is_money=True, receivable=-90.0, written_off=9.0), [("payment", -27), ("write_off", -3)])

    def test_write_off_by_hand_charge_by_hand_and_reversal(self):
        self.assertEqual(self.kinds(-40, written_off=40.0), [("write_off", -40)])
        self.assertEqual(self.kinds(40, written_off=-40.0), [("other", 40)])
        self.assertEqual(self.kinds(40, written_off=-40.0, is_reversal=True), [("write_off", 40)])

    def test_recovery_of_a_write_off(self):
        """The money stands as a payment; what uses it up is no loss, whatever accounts it is booked to."""
        self.assertEqual(self.kinds(40, written_off=-40.0, is_recovery=True), [("recovery", 40)])

    def test_exchange(self):
        self.assertEqual(self.kinds(-2, is_exchange=True, written_off=2.0), [("exchange", -2)])
        self.assertEqual(
            self.kinds(-100, is_money=True, exchanged=4.0), [("payment", -96), ("exchange", -4)])

    def test_what_cannot_be_told_is_no_loss(self):
        self.assertEqual(self.kinds(-10, is_money=True, receivable=0.0, written_off=5.0), [("payment", -10)])
        self.assertEqual(self.kinds(-10, is_money=True, written_off=50.0), [("payment", -10)])

    def test_settlements_across_balances(self):
        self.assertEqual(self.kinds(-10, settles="other_currency"), [("other_currency", -10)])
        self.assertEqual(self.kinds(0.001, is_money=True), [], "nothing in the currency's decimals is no row")

    def test_rows_and_balances(self):
        # opening 100; 3 March invoice 50, then a payment of 120 on the same day; closing 30
        facts = [
            fact(-120, is_money=True, number="P/1", day=date(2026, 3, 3)),
            fact(50, "out_invoice", number="I/2", day=date(2026, 3, 3))]
        [block] = balance_forward([Open(1, 30.0, 20.0, ["item"])], facts, in_currency)
        self.assertEqual((block.opening, block.charges, block.credits, block.closing), (100, 50, -120, 30))
        self.assertEqual(
            [(row.movement.number, row.balance) for row in block.rows], [("I/2", 150), ("P/1", 30)])
        self.assertEqual((block.movements, block.overdue, block.items), (
            {"invoice": 50, "payment": -120}, 20, ["item"]))

    def test_nothing_open_any_more_and_nothing_moved(self):
        [block] = balance_forward([], [fact(-80, is_money=True)], in_currency)
        self.assertEqual((block.opening, block.closing, block.rows[0].balance), (80, 0, 0))
        [still] = balance_forward([Open(1, 30.0, 0.0, [])], [], in_currency)
        self.assertEqual((still.opening, still.closing, still.rows), (30, 30, []))
        self.assertEqual(balance_forward([], [], in_currency), [])

    def test_currencies_apart(self):
        blocks = balance_forward(
            [Open(1, 10.0, 0.0, [])], [fact(5, "out_invoice"), fact(7, "out_invoice", currency=2)], in_currency)
        self.assertEqual([(block.currency, block.opening) for block in blocks], [(1, 5), (2, -7)])

    def test_sums_of_a_group(self):
        first = StatementFigures(1, 10.0, {"invoice": 5.0}, 5.0, 0.0, 15.0, 1.0)
        second = StatementFigures(1, 20.1, {"payment": -3.0}, 0.0, -3.0, 17.1, 2.0)
        other = StatementFigures(2, 1.0, {}, 0.0, 0.0, 1.0, 0.0)
        total, alone = add_figures([first, other, second], in_currency)
        self.assertEqual(total, StatementFigures(
            1, 30.1, {"invoice": 5.0, "payment": -3.0}, 5.0, -3.0, 32.1, 3.0))
        self.assertEqual(alone, other)

    def test_sections_keep_the_order_of_customers(self):
        one, two, foreign = (
            SimpleNamespace(
                currency=currency, figures=lambda currency=currency: StatementFigures(currency, 0, {}, 1, 0, 1, 0))
            for currency in (1, 1, 2))
        found = sections([("head", [one, foreign]), ("branch", [two])], in_currency)
        self.assertEqual([(section.currency, [name for name, _block in section.members]) for section in found], [
            (1, ["head", "branch"]), (2, ["head"])])
        self.assertEqual(found[0].figures.closing, 2)
