from odoo.fields import Command
from odoo.tests import tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestPolicyPreview(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ar.policy"].search([]).active = False
        cls.france = cls.env.ref("base.fr")
        cls.french, cls.plain, cls.chosen = cls.env["res.partner"].create([
            {"name": name, "customer_rank": 1, "country_id": country}
            for name, country in (("French", cls.france.id), ("Plain", False), ("Chosen", cls.france.id))])
        level = {"name": "Reminder", "days": 7, "subject": "Overdue"}
        cls.first, cls.second, cls.third = cls.env["ar.policy"].create([
            {"name": name, "rank": rank, "domain": domain, "level_ids": [Command.create(level)]}
            for name, rank, domain in (
                ("Nobody", 10, "[('id', '=', 0)]"), ("France", 20, "[('country_id.code', '=', 'FR')]"),
                ("Rest", 30, "[]"))])
        cls.env["ar.account"]._for(cls.chosen, cls.company).policy_id = cls.first

    def lines(self):
        found = self.env["ar.policy.preview"]._fill(self.company)
        return {line.partner_id: line for line in found}

    def test_first_by_rank_whose_segment_fits_and_own_policy_before_all(self):
        lines = self.lines()
        self.assertEqual(lines[self.french].policy_id, self.second)
        self.assertEqual(lines[self.plain].policy_id, self.third)
        self.assertEqual((lines[self.chosen].policy_id, lines[self.chosen].own), (self.first, True))
        self.assertFalse(lines[self.french].own)

    def test_amounts(self):
        self.invoice(100, "2020-01-01", due="2020-02-01", partner=self.french)
        self.invoice(40, "2020-01-01", due="2200-01-01", partner=self.french)
        line = self.lines()[self.french]
        self.assertEqual((line.amount_open, line.amount_overdue), (140, 100))

    def test_nobody_is_left_when_no_policy_fits(self):
        self.third.active = False
        self.assertFalse(self.lines()[self.plain].policy_id)

    def test_contacts_are_not_customers(self):
        self.assertNotIn(self.contact, self.lines())

    def test_one_query_per_policy(self):
        partners = self.env["res.partner"].create([{"name": f"P{n}", "customer_rank": 1} for n in range(200)])
        policies = self.env["ar.policy"]
        policies._assign_partners(partners[:10], self.company)
        self.env.flush_all()
        with self.assertQueryCount(4):
            self.assertEqual(set(policies._assign_partners(partners, self.company).values()), {self.third})

    def test_action_keeps_the_policy_that_was_asked_about(self):
        action = self.second.action_preview_customers()
        self.assertEqual(action["context"]["search_default_policy_id"], self.second.id)
        self.assertIn(self.french, self.env["ar.policy.preview"].search(action["domain"]).partner_id)

    def test_segment_in_words(self):
        def told(domain):
            return self.env["ar.policy"].new({"name": "X", "domain": domain}).segment_summary

        tag = self.env["res.partner.category"].create({"name": "Key"})
        self.assertEqual(told("[]"), "Everyone who is left")
        self.assertEqual(told("[('country_id.code', '=', 'FR')]"), "Country is FR")
        self.assertEqual(told(f"[('country_id', 'in', [{self.france.id}])]"), "Country is France")
        self.assertEqual(
            told(f"[('category_id', 'in', [{tag.id}]), ('user_id', '=', False)]"),
            "Tags is Key and Salesperson is not set")
        self.assertEqual(
            told("['|', ('name', 'ilike', 'a'), '&', ('ref', '=', 'x'), ('ref', '!=', 'y')]"),
            "Name contains a or (Reference is x and Reference is not y)")
        self.assertEqual(told("[('no_such"), "This segment can't be read")
