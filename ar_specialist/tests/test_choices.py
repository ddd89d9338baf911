from lxml import etree
from odoo.tests import TransactionCase, tagged

LISTS = {
    "ar.bucket.set", "ar.contact.outcome", "ar.deduction.reason", "ar.dispute.reason", "ar.dispute.cause",
    "ar.dispute.team", "ar.period.close.task", "ar.score.rule", "ar.stage", "ar.write.off.reason",
}


@tagged("-at_install", "post_install")
class TestChoices(TransactionCase):
    """The lists that managers shape are alike."""

    def test_every_list_is_one_of_them(self):
        self.assertEqual(set(self.registry["ar.choice"]._inherit_children), LISTS)

    def test_what_was_archived_is_found_again(self):
        for name in sorted(LISTS):
            with self.subTest(name):
                search = etree.fromstring(self.env[name].get_view(view_type="search")["arch"])
                self.assertEqual(
                    [search.find("field").get("name"), search.find("filter[@name='archived']").get("domain")],
                    ["name", "[('active', '=', False)]"])

    def test_order_and_companies_are_kept(self):
        other = self.env["res.company"].create({"name": "Other"})
        for name in sorted(LISTS):
            with self.subTest(name):
                model = self.env[name]
                self.assertEqual(model._order, "sequence, id")
                own, foreign, shared = model.create([
                    {"name": "own", "company_id": self.env.company.id, "sequence": 3},
                    {"name": "foreign", "company_id": other.id, "sequence": 2}, {"name": "shared", "sequence": 1},
                ])
                allowed = model.search(
                    [*model._check_company_domain(self.env.company), ("id", "in", (own + foreign + shared).ids)])
                self.assertEqual(allowed, shared + own)

    def test_each_list_has_its_company_rule(self):
        for name in sorted(LISTS):
            with self.subTest(name):
                rules = self.env["ir.rule"].search([("model_id.model", "=", name), ("groups", "=", False)])
                self.assertIn("company_id", "".join(rules.mapped("domain_force")))
