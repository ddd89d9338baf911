from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import tagged

from .test_follow_up_screens import FollowUpScreensCommon

LEFT_BEHIND = ("ar.run", "ar.notice", "ar.notice.line", "ar.account", "mail.mail", "mail.activity")


@tagged("-at_install", "post_install")
class TestFollowUpSimulation(FollowUpScreensCommon):
    def simulate(self, user=None, **values):
        simulation = self.env["ar.run.simulation"].with_user(user or self.specialist).create({
            "company_id": self.company.id, **values})
        action = simulation.action_simulate()
        lines = simulation.env["ar.run.simulation.line"].search(action["domain"])
        return {line.partner_id: line for line in lines}

    def test_today(self):
        lines = self.simulate()
        self.assertEqual(
            {partner: line.state for partner, line in lines.items()},
            {self.late: "planned", self.very_late: "approval", self.held: "held"})
        self.assertEqual(lines[self.held].reason_text, "customer on hold")
        self.assertEqual((lines[self.late].amount, lines[self.late].channel_summary), (110, "Email"))

    def test_past_day(self):
        # Due 10 days ago: 4 days late six days ago, and the first level wants 5.
        lines = self.simulate(date=Date.subtract(self.today, days=6))
        self.assertEqual(set(lines), {self.very_late})

    def test_future_day(self):
        due = Date.add(self.today, days=20)
        later = self.env["res.partner"].create({"name": "Later", "email": "later@example.com"})
        self.invoice(70, self.today, due=due, partner=later)
        self.assertNotIn(later, self.simulate())
        self.assertIn(later, self.simulate(date=Date.add(due, days=5)))

    def test_chosen_customers(self):
        self.assertEqual(set(self.simulate(partner_ids=[Command.set(self.late.ids)])), {self.late})

    def test_nothing_stays_behind(self):
        before = {model: self.env[model].sudo().search_count([]) for model in LEFT_BEHIND}
        self.assertTrue(self.simulate())
        self.assertEqual({model: self.env[model].sudo().search_count([]) for model in LEFT_BEHIND}, before)

    def test_again_shows_the_last_day_only(self):
        simulation = self.env["ar.run.simulation"].with_user(self.specialist).create({"company_id": self.company.id})
        simulation.action_simulate()
        simulation.action_simulate()
        self.assertEqual(len(simulation.line_ids), 3)

    def test_reader_is_refused(self):
        with self.assertRaises(AccessError):
            self.simulate(self.reader)
