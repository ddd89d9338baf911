from datetime import date

from odoo.tests import BaseCase, tagged

from ..logic.document_items import Instalment, place, successors

FIRST, SECOND, THIRD = date(2024, 1, 1), date(2024, 1, 31), date(2024, 3, 1)


@tagged("-at_install", "post_install")
class TestLogicDocumentItems(BaseCase):
    """Which instalments take the place of others, and how much of each is taken."""

    def follow(self, key, before, after):
        return [one.id for one in successors(key, before, after)]

    def test_same_day_first(self):
        before = [Instalment(1, FIRST, 50.0), Instalment(2, SECOND, 50.0)]
        after = [Instalment(1, THIRD, 50.0), Instalment(2, SECOND, 50.0)]
        self.assertEqual(self.follow(2, before, after), [2, 1])
        self.assertEqual(self.follow(1, before, after), [2, 1], "no such day: the first one follows the first one")

    def test_same_place_else(self):
        before = [Instalment(1, FIRST, 50.0), Instalment(2, SECOND, 50.0)]
        after = [
            Instalment(7, date(2024, 1, 11), 40.0), Instalment(8, THIRD, 40.0), Instalment(9, date(2024, 4, 1), 20.0)]
        self.assertEqual(self.follow(1, before, after), [7, 8, 9])
        self.assertEqual(self.follow(2, before, after), [8, 7, 9])

    def test_itself_among_those_of_its_day(self):
        before = [Instalment(1, FIRST, 50.0), Instalment(2, FIRST, 50.0)]
        self.assertEqual(self.follow(2, before, before), [2, 1])

    def test_one_becomes_two(self):
        before, after = [Instalment(1, FIRST, 100.0)], [Instalment(1, FIRST, 50.0), Instalment(2, SECOND, 50.0)]
        self.assertEqual(place([("a", 1, 30.0)], before, after), ({"a": {1: 30.0}}, {"a": 0.0}))
        self.assertEqual(place([("a", 1, 100.0)], before, after), ({"a": {1: 50.0, 2: 50.0}}, {"a": 0.0}))
        self.assertEqual(
            place([("a", 1, 30.0), ("b", 1, 60.0)], before, after),
            ({"a": {1: 30.0}, "b": {1: 20.0, 2: 40.0}}, {"a": 0.0, "b": 0.0}))

    def test_too_little_is_left(self):
        before, after = [Instalment(1, FIRST, 100.0)], [Instalment(1, FIRST, 19.99)]
        self.assertEqual(place([("a", 1, 30.0)], before, after), ({"a": {1: 19.99}}, {"a": 10.01}))
        self.assertEqual(place([("a", 1, 30.0)], before, []), ({"a": {}}, {"a": 30.0}))

    def test_two_become_one(self):
        before, after = [Instalment(1, FIRST, 50.0), Instalment(2, SECOND, 50.0)], [Instalment(2, THIRD, 100.0)]
        self.assertEqual(
            place([("a", 1, 50.0), ("b", 2, 10.0)], before, after),
            ({"a": {2: 50.0}, "b": {2: 10.0}}, {"a": 0.0, "b": 0.0}))
