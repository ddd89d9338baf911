from odoo.tests import BaseCase, tagged

from ..logic.collectors import CollectorRule, Customer, choose, first_letter, fits


@tagged("-at_install", "post_install")
class TestLogicCollectors(BaseCase):
    def rule(self, **values):
        return CollectorRule(1, 5, **values)

    def test_first_letter(self):
        for name, letter in (("Émile", "E"), ("  “ora", "O"), ("3M", "3"), ("", ""), ("…", ""), (None, "")):
            self.assertEqual(first_letter(name), letter)

    def test_letters_both_ends_included(self):
        rule = self.rule(letters=("b", "D"))
        found = [name for name in ("Alpha", "Beta", "Čapek", "delta", "Echo", "9 Lives", "") if fits(
            rule, Customer(name))]
        self.assertEqual(found, ["Beta", "Čapek", "delta"])
        self.assertTrue(fits(self.rule(letters=("", "C")), Customer("9 Lives")))
        self.assertFalse(fits(self.rule(letters=("C", "")), Customer("Beta")))

    def test_countries(self):
        rule = self.rule(countries=frozenset({3}))
        self.assertTrue(fits(rule, Customer("A", 3)))
        self.assertFalse(fits(rule, Customer("A", 4)))
        self.assertFalse(fits(rule, Customer("A")))

    def test_size(self):
        rule = self.rule(at_least=100, at_most=200)
        self.assertEqual(
            [fits(rule, Customer("A", open=amount)) for amount in (99.99, 100, 200, 200.01)],
            [False, True, True, False])
        self.assertTrue(fits(self.rule(at_least=100), Customer("A", open=10**9)), "0 is no upper end")

    def test_segment(self):
        rule = self.rule(segmented=True)
        self.assertTrue(fits(rule, Customer("A", segments=frozenset({1}))))
        self.assertFalse(fits(rule, Customer("A", segments=frozenset({2}))))

    def test_first_that_fits(self):
        rules = [CollectorRule(1, 5, letters=("A", "C")), CollectorRule(2, 6)]
        self.assertEqual(choose(rules, Customer("Beta")), 5)
        self.assertEqual(choose(rules, Customer("Zeta")), 6)
        self.assertIsNone(choose(rules[:1], Customer("Zeta")))
