from odoo.exceptions import UserError
from odoo.tests import tagged

from .follow_up_common import FollowUpCommon

DAY = "2024-01-25"  # a Thursday


@tagged("-at_install", "post_install")
class TestFollowUpReasons(FollowUpCommon):
    """Each reason against on both sides of its edge, on a real ledger."""

    def setUp(self):
        super().setUp()
        self.move = self.invoice(100.0, "2024-01-15")
        self.item = self.items(self.move)

    def reasons(self, day=DAY, **options):
        [notice] = self.plan(day, **options).notice_ids
        self.assertEqual(notice.state, "held" if notice.reason_codes else "planned")
        codes = notice.reason_codes or []
        notice.run_id.action_cancel()
        return codes

    def test_nothing_against(self):
        self.assertEqual(self.reasons(), [])

    def test_paid(self):
        """Paid on the day itself it is not looked at any more; paid the day after, it still is."""
        self.match(self.move, self.entry(-100.0, "2024-01-26"))
        self.assertEqual(self.reasons(), [])
        self.assertFalse(self.plan("2024-01-26").notice_ids)

    def test_no_followup(self):
        self.move.no_followup = True
        self.assertEqual(self.reasons(), ["no_followup"])
        other = self.invoice(50.0, "2024-01-15")
        notice = self.plan(DAY).notice_ids
        self.assertEqual((notice.state, notice.amount), ("planned", 50.0))
        self.assertEqual(
            {line.move_id: (line.counted, line.reason_codes or []) for line in notice.line_ids},
            {other: (True, []), self.move: (False, ["no_followup"])})

    def test_manual_entries_stay_out(self):
        self.match(self.move, self.entry(-100.0, "2024-01-16"))
        self.entry(70.0, "2024-01-15")
        self.assertEqual(self.reasons(), ["no_followup"])

    def test_held_item_until_its_last_day(self):
        self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": self.item.id, "reason": "asked for time",
            "date_from": "2024-01-20", "date_to": DAY,
        })
        self.assertEqual(self.reasons("2024-01-19"), [])
        self.assertEqual(self.reasons("2024-01-20"), ["held_item"])
        self.assertEqual(self.reasons(), ["held_item"])
        self.assertEqual(self.reasons("2024-01-26"), [])

    def test_held_customer(self):
        self.env["ar.hold"].create({
            "account_id": self.account().id, "reason": "board decision", "date_from": "2024-01-20"})
        self.assertEqual(self.reasons("2024-01-19"), [])
        self.assertEqual(self.reasons(), ["held"])
        self.invoice(10.0, "2024-01-15", partner=self.other_customer)
        notices = self.plan(DAY).notice_ids
        self.assertEqual(
            {notice.partner_id: notice.reason_codes for notice in notices},
            {self.customer: ["held"], self.other_customer: False})

    def test_covered_by_credits(self):
        self.entry(-99.99, "2024-01-20")
        self.assertEqual(self.reasons(), [])
        self.entry(-0.01, "2024-01-20")
        self.assertEqual(self.reasons(), ["covered_by_credits"])
        self.policy.hold_on_credits = False
        self.assertEqual(self.reasons(), [])

    def test_below_minimum(self):
        self.policy.minimum_balance = 100.0
        self.assertEqual(self.reasons(), [])
        self.policy.minimum_balance = 100.01
        self.assertEqual(self.reasons(), ["below_minimum"])

    def test_quiet_days(self):
        self.policy.quiet_days = 7
        self.send("2024-01-17")
        self.invoice(50.0, "2024-01-10")
        self.assertEqual(self.reasons("2024-01-24"), ["quiet_days"])
        self.assertEqual(self.reasons("2024-01-25"), [])

    def test_weekday(self):
        self.policy.thursday = False
        self.assertEqual(self.reasons(), ["weekday"])
        self.assertEqual(self.reasons("2024-01-26"), [])

    def bank_line(self, amount, day, partner=None):
        return self.env["account.bank.statement.line"].create({
            "journal_id": self.company_data["default_journal_bank"].id, "amount": amount, "date": day,
            "payment_ref": "transfer", "partner_id": partner and partner.id,
        })

    def test_bank_waiting(self):
        """An incoming entry waits that may be this customer's: its own or of an unknown payer."""
        self.policy.hold_on_bank_waiting = True
        self.bank_line(-100.0, DAY)
        self.bank_line(100.0, "2024-01-26")
        self.bank_line(100.0, DAY, self.other_customer)
        self.assertEqual(self.reasons(), [])
        line = self.bank_line(100.0, DAY, self.contact)
        self.assertEqual(self.reasons(), ["bank_waiting"])
        line.partner_id = False
        self.assertEqual(self.reasons(), ["bank_waiting"])
        self.policy.hold_on_bank_waiting = False
        self.assertEqual(self.reasons(), [])

    def test_bank_old(self):
        self.policy.bank_days = 3
        self.assertEqual(self.reasons(), ["bank_old"])
        self.bank_line(5.0, "2024-01-21")
        self.assertEqual(self.reasons(), ["bank_old"])
        self.bank_line(5.0, "2024-01-22")
        self.assertEqual(self.reasons(), [])

    def test_no_address(self):
        """Only where email is the only way: a letter needs none."""
        self.customer.email = False
        self.assertEqual(self.reasons(), ["no_address"])
        self.policy.level_ids.by_letter = True
        self.assertEqual(self.reasons(), [])

    def test_bounced(self):
        self.customer.message_bounce = 1
        self.assertEqual(self.reasons(), ["bounced"])
        self.env["res.partner"].create({
            "name": "Accounts", "parent_id": self.customer.id, "type": "followup", "email": "books@example.com"})
        self.assertEqual(self.reasons(), [])

    def test_no_policy(self):
        self.policy.domain = "[('id', '=', %d)]" % self.other_customer.id
        run = self.plan(DAY)
        [notice] = run.notice_ids
        self.assertEqual((notice.state, notice.reason_codes, notice.level_id.id), ("held", ["no_policy"], False))
        self.assertEqual((notice.line_ids.move_line_id, notice.amount), (self.item, 100.0))
        self.assertFalse(notice.line_ids.counted)
        self.assertEqual((run.held_count, run.held_summary), (1, "no policy fits 1"))
        self.assertEqual((notice.display_name, notice.preview), (f"No level, {self.customer.name}", False))
        [told] = self.env["ar.run"]._simulate(DAY, companies=self.company)
        self.assertEqual((told["level_id"], told["reason_codes"]), (False, ["no_policy"]))
        with self.assertRaises(UserError):
            notice._set_state("sent")
        [(code, items)] = self.env["ar.account"]._explain(self.account(), self.day(DAY))[self.account().id]
        self.assertEqual((code, items), ("no_policy", self.item))

    def test_no_policy_and_nothing_overdue(self):
        """Who owes nothing that is late needs no policy, until the day after it fell due."""
        self.policy.active = False
        self.assertFalse(self.plan("2024-01-15").notice_ids)
        self.assertEqual(self.plan("2024-01-16").notice_ids.reason_codes, ["no_policy"])

    def test_policy_gone_before_sending(self):
        run = self.plan(DAY)
        self.policy.active = False
        run.execute()
        self.assertEqual(self.outcome(run), [("held", ["no_policy"])])

    def test_own_policy_first(self):
        own = self.make_policy(30, rank=99)
        self.account().policy_id = own
        self.assertFalse(self.plan(DAY).notice_ids)
        self.assertEqual(self.reasons("2024-02-14"), [])

    def test_explained_as_planned(self):
        """“Why?” and a run can't disagree, whatever is against it."""
        self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": self.item.id, "reason": "x", "date_from": DAY})
        due, later = self.invoice(50.0, "2024-01-15"), self.invoice(20.0, "2024-01-25")
        young = self.invoice(5.0, "2024-01-24")
        self.policy.level_ids.days = 5
        explain = self.env["ar.account"]._explain
        told = dict(explain(self.account(), self.day(DAY))[self.account().id])
        self.assertEqual(told, {
            "due": self.items(due), "held_item": self.item, "not_due": self.items(young),
            "coming_due": self.items(later),
        })
        self.policy.thursday = False
        told = dict(explain(self.account(), self.day(DAY))[self.account().id])
        self.assertEqual(told["weekday"], self.items(due))
        self.assertNotIn("due", told)
        by_item = self.env["ar.account"]._explain_items(self.items(due | later) | self.item, self.day(DAY))
        self.assertEqual(by_item, {
            self.items(due).id: ["weekday"], self.items(later).id: ["coming_due"], self.item.id: ["held_item"]})
