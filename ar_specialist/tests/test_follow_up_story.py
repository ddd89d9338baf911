from odoo.fields import Date
from odoo.tests import tagged

from .follow_up_common import FollowUpCommon


@tagged("-at_install", "post_install")
class TestFollowUpStory(FollowUpCommon):
    """Sixty days of a small company, a run every day, checked day by day.

    Policy: 3 days before the due day; 1, 8 and 22 days late; the last one waits for approval; 2 quiet days;
    Monday to Friday; nobody under 20.00; held while credits cover what is overdue.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"quiet_days": 2, "saturday": False, "sunday": False, "minimum_balance": 20.0})
        cls.set_levels(cls.policy, -3, 1, 8, {"days": 22, "needs_approval": True})
        cls.third = cls.env["res.partner"].create({"name": "Third", "email": "third@example.com"})

    def play(self, first, last, told):
        """Run every day and add what happened to `told`: {day: [(customer, kind, level, state, amount)]}."""
        day = Date.to_date(first)
        while day <= Date.to_date(last):
            for notice in self.send(day).notice_ids.sorted("id"):
                told.setdefault(Date.to_string(day)[5:], []).append((
                    {self.customer: "A", self.other_customer: "B", self.third: "C"}[notice.partner_id],
                    notice.level_id.name[-1], (notice.reason_codes or [notice.state])[0], notice.amount))
            day = self.day(Date.to_string(day), 1)

    def test_sixty_days(self):
        told = {}
        # A owes 100.00 due Mon 8 Jan and 60.00 due Mon 15 Jan; B 15.00 due Wed 3 Jan; C 500.00 due Wed 10 Jan.
        first = self.invoice(100.0, "2024-01-01", "2024-01-08")
        second = self.invoice(60.0, "2024-01-01", "2024-01-15")
        self.invoice(15.0, "2024-01-01", "2024-01-03", partner=self.other_customer)
        third = self.invoice(500.0, "2024-01-01", "2024-01-10", partner=self.third)
        self.play("2024-01-01", "2024-01-05", told)
        # C pays half on Sat 6 Jan, unapplied.
        credit = self.entry(-250.0, "2024-01-06", partner=self.third)
        self.play("2024-01-06", "2024-01-12", told)
        # C's payment is applied on Sat 13 Jan: 500.00 - 250.00 = 250.00.
        self.match(third, credit)
        self.play("2024-01-13", "2024-01-17", told)
        # A pays its first invoice on Thu 18 Jan.
        self.match(first, self.entry(-100.0, "2024-01-18"))
        self.play("2024-01-18", "2024-01-23", told)
        # B owes another 30.00 due Wed 24 Jan: 15.00 + 30.00 = 45.00 from the 25th on, above the minimum of 20.00.
        self.invoice(30.0, "2024-01-10", "2024-01-24", partner=self.other_customer)
        self.play("2024-01-24", "2024-02-05", told)
        # What waits for approval is approved on Tue 6 Feb.
        waiting = self.env["ar.notice"].search([("state", "=", "approval"), ("company_id", "=", self.company.id)])
        waiting.action_approve()
        waiting.run_id.execute()
        self.assertEqual(set(waiting.mapped("state")), {"sent"})
        # A and C pay the rest on Wed 7 Feb.
        self.match(second, self.entry(-60.0, "2024-02-07"))
        self.match(third, self.entry(-250.0, "2024-02-07", partner=self.third))
        self.play("2024-02-06", "2024-02-29", told)
        self.assertEqual({day: sorted(what) for day, what in told.items()}, self.expected())
        # A's last letter waited while A paid: approved now, it stays at home.
        late = self.env["ar.notice"].search([("state", "=", "approval"), ("partner_id", "=", self.customer.id)])
        late.action_approve()
        late.run_id.execute()
        self.assertEqual((late.state, late.reason_codes), ("held", ["paid"]))

    @staticmethod
    def expected():
        """Return {month-day: [(customer, level, state or first reason, amount)]}, the arithmetic beside each."""
        told = {
            # B: due 3 Jan, 3 days before is 31 Dec, before the first run; on the 1st it is 2 days before.
            "01-01": [("B", "1", "sent", 15.0)],
            # A: 8 Jan - 3 = 5 Jan.
            "01-05": [("A", "1", "sent", 100.0)],
            # C: 10 Jan - 3 = 7 Jan, a Sunday; so on Monday.
            "01-07": [("C", "1", "weekday", 500.0)],
            "01-08": [("C", "1", "sent", 500.0)],
            # A: 8 Jan + 1; the last notice was 4 days ago.
            "01-09": [("A", "2", "sent", 100.0)],
            # C: 10 Jan + 1; its 250.00 of credit don't cover 500.00.
            "01-11": [("C", "2", "sent", 500.0)],
            # A's second: 15 Jan - 3 = 12 Jan; the last notice was 3 days ago, 2 are quiet.
            "01-12": [("A", "1", "sent", 60.0)],
            # A: 8 Jan + 8 for the first, level 3; 15 Jan + 1 for the second, level 2: one notice of 100 + 60.
            "01-16": [("A", "3", "sent", 160.0)],
            # C: 10 Jan + 8, half of it paid.
            "01-18": [("C", "3", "sent", 250.0)],
            # A: 15 Jan + 8; the first one is paid.
            "01-23": [("A", "3", "sent", 60.0)],
            # B's second, due today, gets its friendly notice late.
            "01-24": [("B", "1", "sent", 30.0)],
            # B: 15 + 30 reach the minimum; two quiet days, then a weekend.
            "01-25": [("B", "2", "quiet_days", 45.0)],
            "01-26": [("B", "2", "quiet_days", 45.0)],
            "01-27": [("B", "2", "weekday", 45.0)],
            "01-28": [("B", "2", "weekday", 45.0)],
            "01-29": [("B", "2", "sent", 45.0)],
            # C: 10 Jan + 22, 14 days after level 3.
            "02-01": [("C", "4", "approval", 250.0)],
            # B: levels 2 and 3 are 8 - 1 = 7 days apart: 29 Jan + 7.
            "02-05": [("B", "3", "sent", 45.0)],
            # A: 15 Jan + 22, 14 days after level 3 on the 23rd.
            "02-06": [("A", "4", "approval", 60.0)],
            # B: levels 3 and 4 are 22 - 8 = 14 days apart: 5 Feb + 14.
            "02-19": [("B", "4", "approval", 45.0)],
        }
        # B: 15.00 are late from 4 Jan on, below the minimum of 20.00 until 24 Jan.
        for day in range(4, 25):
            told.setdefault(f"01-{day:02}", []).append(("B", "2", "below_minimum", 15.0))
        for day in told:
            told[day].sort()
        return told
