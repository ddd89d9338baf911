from collections import namedtuple
from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.statement import days_late, statement

Item = namedtuple("Item", "line_id currency_id date due is_credit open")
DAY = date(2026, 3, 20)


def item(number, opened, due, currency=1, made=None, is_credit=False):
    return Item(number, currency, made or due, due, is_credit, opened)


def rounded(_currency, amount):
    return round(amount, 2)


@tagged("-at_install", "post_install")
class TestLogicStatement(BaseCase):
    def blocks(self, *items):
        return statement(items, DAY, rounded)

    def test_oldest_first_and_credits_after(self):
        [block] = self.blocks(
            item(1, 10, date(2026, 3, 25)), item(2, -4, date(2026, 1, 1), is_credit=True),
            item(3, 20, date(2026, 2, 1)), item(4, 5, date(2026, 2, 1), made=date(2026, 1, 2)),
            item(5, -1, date(2025, 12, 1), is_credit=True))
        self.assertEqual([one.line_id for one in block.items], [4, 3, 1])
        self.assertEqual([one.line_id for one in block.credits], [5, 2])

    def test_sums(self):
        # owed 10.10 + 20.20, credits -4.05, balance 26.25; due today is not overdue
        [block] = self.blocks(
            item(1, 10.10, DAY), item(2, 20.20, date(2026, 3, 19)), item(3, -4.05, date(2026, 1, 1), is_credit=True))
        self.assertEqual((block.owed, block.credited, block.balance, block.overdue), (30.3, -4.05, 26.25, 20.2))

    def test_currencies_are_never_added(self):
        first, second = self.blocks(item(1, 10, DAY, currency=7), item(2, 20, date(2026, 3, 1), currency=9))
        self.assertEqual([(first.currency, first.balance), (second.currency, second.balance)], [(9, 20), (7, 10)])

    def test_only_credits(self):
        [block] = self.blocks(item(1, -10, DAY, is_credit=True))
        self.assertEqual((block.items, block.owed, block.balance), ([], 0, -10))

    def test_nothing(self):
        self.assertEqual(self.blocks(), [])

    def test_days_late_on_both_sides_of_the_due_date(self):
        for due, days in ((date(2026, 3, 19), 1), (DAY, 0), (date(2026, 3, 21), -1)):
            self.assertEqual(days_late(item(1, 1, due), DAY), days)
