from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common_worklist import WorklistCommon


@tagged("-at_install", "post_install")
class TestWorklist(WorklistCommon):
    """Which accounts are mine, in which order, which one is next, and who stands in for whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(3)])
        cls.accounts = cls.env["ar.account"]._for_many(partners, cls.company)
        cls.accounts.collector_id = cls.specialist
        cls.set_scores({account: 100 - 10 * number for number, account in enumerate(cls.accounts)})
        cls.set_scores({cls.mine: 0})

    @classmethod
    def set_scores(cls, scores):
        for account, score in scores.items():
            account.sudo().write({"score": score, "scored_on": "2024-03-15"})

    def search(self, user=None, **values):
        return self.env["ar.account"].with_user(user or self.specialist).search(
            [("is_mine", "=", True), ("score", ">", 0)], order="score desc, score_amount desc, id")

    def absence(self, user=None, **values):
        return self.env["ar.absence"].with_user(user or self.specialist).create({
            "user_id": self.specialist.id, "substitute_id": self.colleague.id, "date_from": "2024-03-14",
            "date_to": "2024-03-16", **values})

    def test_order(self):
        self.assertEqual(self.search(), self.accounts)
        self.set_scores({self.accounts[2]: 200})
        self.assertEqual(self.search().ids, [self.accounts[place].id for place in (2, 0, 1)])

    def test_of_two_alike_the_larger_comes_first(self):
        self.accounts.sudo().write({"score": 50})
        self.accounts[1].sudo().score_amount = 10.0
        self.assertEqual(self.search()[0], self.accounts[1])

    def test_mine_both_ways(self):
        accounts = self.env["ar.account"].with_user(self.specialist)
        self.assertNotIn(self.mine, accounts.search([("is_mine", "=", False)]))
        self.assertIn(self.other, accounts.search([("is_mine", "=", False)]))
        self.assertTrue(self.mine.with_user(self.specialist).is_mine)
        self.assertFalse(self.mine.with_user(self.colleague).is_mine)

    def test_next_goes_down_and_begins_again(self):
        first, second, third = self.accounts.with_user(self.specialist)
        self.assertEqual(first._ar_next_account(), second)
        self.assertEqual(second._ar_next_account(), third)
        self.assertEqual(third._ar_next_account(), first)

    def test_next_passes_over_what_is_done(self):
        first, second, third = self.accounts.with_user(self.specialist)
        self.log(account=second, next_action_date=False)
        self.set_scores({second: 90})
        self.assertEqual(first._ar_next_account(), third)
        third.sudo().next_action_date = "2024-03-16"
        self.assertFalse(first._ar_next_account())
        third.sudo().next_action_date = "2024-03-15"
        self.assertEqual(first._ar_next_account(), third)

    def test_next_from_where_the_account_was(self):
        """Logging takes points away: the next one is the one below the old place, not the first again."""
        _first, second, third = self.accounts.with_user(self.specialist)
        second.sudo().score = 1
        self.assertEqual(second._ar_next_account(after=(90, 0.0)), third)

    def test_next_without_own_customers_is_anybodys(self):
        first = self.accounts[0].with_user(self.manager)
        self.assertEqual(first._ar_next_account(), self.accounts[1])

    def test_action(self):
        action = self.accounts[0].with_user(self.specialist).action_next_account()
        self.assertEqual(action["params"]["next"]["res_id"], self.accounts[1].id)

    def test_mine_is_preset_for_collectors_and_substitutes(self):
        def preset(user):
            action = self.env["ir.actions.act_window"].with_user(user)._for_xml_id("ar_specialist.ar_worklist_action")
            return "search_default_mine" in action["context"]

        self.assertTrue(preset(self.specialist))
        self.assertFalse(preset(self.colleague))
        self.absence()
        self.assertTrue(preset(self.colleague))

    def test_hints(self):
        self.accounts[0].next_action_date = "2024-03-15"
        self.accounts[1].next_action_date = "2024-03-16"
        self.env["ar.promise"].create({"account_id": self.mine.id, "date": "2024-03-15", "amount": 5.0})
        hints = {hint["filter"]: hint["count"] for hint in self.env["ar.account"].with_user(
            self.specialist).get_worklist_hints()}
        self.assertEqual(hints, {"today": 2, "promises_due": 1})
        self.env["ar.promise"].create({"account_id": self.accounts[2].id, "part_ids": [
            Command.create({"date": day, "amount": 50.0}) for day in ("2024-03-15", "2024-04-15")]})
        hints = {hint["filter"]: hint["count"] for hint in self.env["ar.account"].with_user(
            self.specialist).get_worklist_hints()}
        self.assertEqual(hints, {"today": 3, "promises_due": 2}, "a part of a payment plan is due today")
        with self.refused("", AccessError):
            self.env["ar.account"].with_user(self.biller).get_worklist_hints()

    def test_every_filter_of_the_screen(self):
        """Each filter is a domain that finds, or does not find, by itself."""
        view = self.env.ref("ar_specialist.ar_worklist_view_search")
        tree = self.env["ar.account"].with_user(self.specialist).get_view(view.id, "search")["arch"]
        self.assertIn("promises_broken", tree)
        search = self.env["ar.account"].with_user(self.specialist).search
        self.log(account=self.accounts[0])
        self.assertNotIn(self.accounts[0], search([("last_contact_date", "=", False)]))
        due = [("promise_ids", "any", [("is_due", "=", True)])]
        self.assertFalse(search(due))
        self.env["ar.promise"].create({"account_id": self.mine.id, "date": "2024-03-15", "amount": 5.0})
        self.assertEqual(search(due), self.mine)

    def test_substitute_sees_the_accounts_meanwhile(self):
        self.absence()
        for day, seen in (("2024-03-13", False), ("2024-03-14", True), ("2024-03-16", True), ("2024-03-17", False)):
            with freeze_time(day):
                self.assertEqual(bool(self.search(self.colleague)), seen, day)
                self.assertEqual(self.search(), self.accounts, "they stay the absent one's own")

    def test_absence_refusals(self):
        with self.refused("", Exception):
            self.absence(date_to="2024-03-13")
        with self.refused("", Exception):
            self.absence(substitute_id=self.specialist.id)
        with self.refused("your own absences", AccessError):
            self.absence(user=self.colleague)
        absence = self.absence(user=self.manager)
        with self.refused("your own absences", AccessError):
            absence.with_user(self.colleague).unlink()
        with self.refused("your own absences", AccessError):
            absence.with_user(self.colleague).user_id = self.colleague
        with self.refused("already", ValidationError):
            self.absence(date_from="2024-03-16", date_to="2024-03-20")
        absence.with_user(self.specialist).unlink()

    def test_absences_of_another_company(self):
        other = self.setup_other_company()["company"]
        stranger = new_test_user(
            self.env, "worklist_stranger", groups="ar_specialist.group_specialist", company_id=other.id,
            company_ids=other.ids)
        absence = self.absence()
        self.assertIn(absence, absence.with_user(self.auditor).search([]))
        self.assertFalse(absence.with_user(stranger).search([]))

    def test_substitute_of_another_company_sees_nothing_of_it(self):
        other = self.setup_other_company()["company"]
        theirs = self.account(company=other)
        theirs.sudo().write({"score": 500})
        self.specialist.sudo().company_ids = self.company + other
        theirs.collector_id = self.specialist
        self.absence()
        self.assertNotIn(theirs, self.search(self.colleague))
