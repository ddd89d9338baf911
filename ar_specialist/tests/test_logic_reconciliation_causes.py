from datetime import date, timedelta
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..logic.reconciliation_causes import Known, Money, with_causes
from ..logic.reconciliation_facts import Match

DAY = date(2026, 11, 21)
ITEMS = {1: [11], 2: [12]}


def days(count):
    return DAY + timedelta(days=count)


def ours(key=1, amount=100, code="missing_theirs"):
    return Match(code, "USD", ours=(key,), amount_ours=Decimal(amount))


def theirs(amount, code="transit_payment"):
    return Match(code, "USD", theirs=(5,), amount_theirs=Decimal(amount))


def money(state, amount=100, ago=3, at=7, **values):
    return Money(at, days(-ago), Decimal(amount), "USD", state, **values)


@tagged("-at_install", "post_install")
class TestLogicReconciliationCauses(BaseCase):
    def told(self, match, lists_open=True, **known):
        [(row, cause)] = with_causes([match], ITEMS, Known(**known), DAY, 10, lists_open)
        return row.code, cause and (cause.code, cause.day, cause.payment)

    def test_an_invoice_that_the_customer_does_not_list(self):
        for name, known, expected in (
            ("arrived in time", {"paid": {11: days(10)}}, ("transit_payment", ("arrived", days(10), 0))),
            ("arrived much later", {"paid": {11: days(11)}}, ("missing_theirs", ("arrived", days(11), 0))),
            ("announced", {"announced": {11: days(-2)}}, ("transit_payment", ("announced", days(-2), 0))),
            ("another item", {"announced": {12: days(-2)}}, ("missing_theirs", ("ask", None, 0))),
            ("unapplied", {"money": (money("unapplied"),)}, ("missing_theirs", ("unapplied", days(-3), 7))),
            ("unidentified", {"money": (money("unidentified"),)}, ("missing_theirs", ("unidentified", days(-3), 7))),
            ("came after the day", {"money": (money("unapplied", ago=-2),)},
             ("transit_payment", ("unapplied", days(2), 7))),
            ("proposed for it, of another amount", {"money": (money("unapplied", 250, items=(11,)),)},
             ("missing_theirs", ("unapplied", days(-3), 7))),
            ("of another amount", {"money": (money("unapplied", 99),)}, ("missing_theirs", ("ask", None, 0))),
            ("applied to others", {"money": (money("applied"),)}, ("missing_theirs", ("ask", None, 0))),
        ):
            with self.subTest(name):
                self.assertEqual(self.told(ours(), **known), expected)
        self.assertEqual(self.told(ours(), lists_open=False), ("missing_theirs", None))
        self.assertEqual(self.told(ours(code="transit_invoice")), ("transit_invoice", None))

    def test_a_payment_that_the_customer_lists(self):
        for state in ("unapplied", "unidentified", "applied"):
            self.assertEqual(
                self.told(theirs(-100), money=(money(state),)), ("missing_ours", (state, days(-3), 7)))
        self.assertEqual(
            self.told(theirs(-100), money=(money("unapplied", ago=-1),)),
            ("transit_payment", ("unapplied", days(1), 7)))
        self.assertEqual(self.told(theirs(-100)), ("transit_payment", None))

    def test_a_line_of_what_is_settled(self):
        row = Match("missing_ours", "USD", (1,), (5,), amount_theirs=Decimal(100))
        self.assertEqual(self.told(row, settled={11: days(-40)}), ("missing_ours", ("settled", days(-40), 0)))

    def test_our_own_credit_is_the_unapplied_payment(self):
        row = ours(amount=-100)
        self.assertEqual(
            self.told(row, money=(money("unapplied", credit=11),)), ("missing_theirs", ("unapplied", days(-3), 7)))
        self.assertEqual(self.told(row), ("missing_theirs", None))

    def test_one_payment_explains_one_row(self):
        found = with_causes([ours(1), ours(2)], ITEMS, Known(money=(money("unapplied"),)), DAY, 10)
        self.assertEqual([cause.code for _row, cause in found], ["unapplied", "ask"])

    def test_what_both_have_needs_no_cause(self):
        row = Match("amount", "USD", (1,), (5,), Decimal(100), Decimal(90))
        self.assertEqual(self.told(row, paid={11: days(1)}), ("amount", None))
