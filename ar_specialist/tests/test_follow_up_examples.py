from odoo.tests import tagged

from .follow_up_common import FollowUpCommon


@tagged("-at_install", "post_install")
class TestFollowUpExamples(FollowUpCommon):
    """The published examples R1 to R6 on a real ledger, with real runs."""

    def test_r1_step_timing(self):
        """R1: due 15 Jan; letters at +1, +7, +14 days; a run every day: 16, 22, 29 Jan."""
        self.set_levels(self.policy, 1, 7, 14)
        self.invoice(100.0, "2024-01-01", "2024-01-15")
        self.assertEqual(self.story("2024-01-10", 40), {
            "2024-01-16": ["Level 1"], "2024-01-22": ["Level 2"], "2024-01-29": ["Level 3"]})

    def test_r2_release_starts_with_the_first_level(self):
        """R2: held from the start and released on 2 Feb, the first letter goes out, not the call at +15."""
        self.set_levels(self.policy, -5, 1, 7, 14, 15)
        item = self.items(self.invoice(100.0, "2024-01-01", "2024-01-15"))
        self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": item.id, "reason": "disputed",
            "date_from": "2024-01-01", "date_to": "2024-02-01",
        })
        self.assertEqual(self.story("2024-01-09", 30), {"2024-02-02": ["Level 2"]})

    def test_r3_levels_one_after_the_other(self):
        """R3: levels 5/20/40; runs on days 4, 5, 30: none; level 1; level 2; nothing once it is paid."""
        self.set_levels(self.policy, 5, 20, 40)
        invoice = self.invoice(100.0, "2024-01-01")
        sent = [
            self.send(self.day("2024-01-01", late)).notice_ids.mapped("level_id.name") for late in (4, 5, 30)]
        self.assertEqual(sent, [[], ["Level 1"], ["Level 2"]])
        self.match(invoice, self.entry(-100.0, "2024-02-01"))
        self.assertFalse(self.send("2024-03-15").notice_ids)

    def test_r3_nothing_while_level_one_waits(self):
        """R3: level 2 only once level 1 has gone out: day 30 without a run before it is level 1."""
        self.set_levels(self.policy, 5, 20, 40)
        self.invoice(100.0, "2024-01-01")
        self.assertEqual(self.send("2024-01-31").notice_ids.level_id.name, "Level 1")

    def test_r4_and_or(self):
        """R4: ten invoices of 10, 5 days late: AND reaches level 1 only, OR level 2 by days as well."""
        for combine, expected in [("all", ["Level 1"]), ("any", ["Level 1", "Level 2"])]:
            values = {"combine": combine, "balance": 100}
            levels = {"days": 1, "item_amount": 10, **values}, {"days": 3, "item_amount": 30, **values}
            partner = self.env["res.partner"].create({"name": combine, "email": "r4@example.com"})
            self.make_policy(*levels, rank=0, domain=f"[('id', '=', {partner.id})]")
            for _number in range(10):
                self.invoice(10.0, "2024-01-01", partner=partner)
            story = self.story("2024-01-02", 5, partners=partner)
            self.assertEqual(sorted({name for names in story.values() for name in names}), expected, combine)

    def test_r5_paid_between_plan_and_sending(self):
        """R5: planned, paid, sent: nothing goes out, and the line says why."""
        invoice = self.invoice(100.0, "2024-01-01")
        run = self.plan("2024-01-15")
        self.assertEqual(self.outcome(run), [("planned", [])])
        self.match(invoice, self.entry(-100.0, "2024-01-15"))
        run.execute()
        self.assertEqual((run.state, self.outcome(run)), ("done", [("held", ["paid"])]))
        self.assertEqual((run.notice_ids.line_ids.reason_codes, run.notice_ids.line_ids.counted), (["paid"], False))

    def test_r6_the_same_day_twice(self):
        """R6: a second plan of the day adds nothing, before and after the first one is sent."""
        self.invoice(100.0, "2024-01-01")
        run = self.plan("2024-01-15")
        self.assertFalse(self.plan("2024-01-15").notice_ids)
        run.execute()
        self.assertFalse(self.send("2024-01-15").notice_ids)
        run.execute()
        self.assertEqual(self.outcome(run), [("sent", [])])
