from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common_follow_up_stages import StagesCommon


@tagged("-at_install", "post_install")
class TestHolds(StagesCommon):
    """A hold pauses from its first to its last day, ends by itself, and stays as history."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bill = cls.invoice(100, "2024-01-01")
        cls.item = cls.items(cls.bill)

    def hold(self, user=None, **values):
        return self.env["ar.hold"].with_user(user or self.specialist).create({
            "account_id": self.account().id, "reason": "delivery checked", "date_from": "2024-03-01", **values})

    def test_days(self):
        """In force from the first to the last day, the days on either side not."""
        hold = self.hold(date_to="2024-03-10")
        for day, expected in [
            ("2024-02-29", False), ("2024-03-01", True), ("2024-03-10", True), ("2024-03-11", False),
        ]:
            with freeze_time(day):
                self.env.invalidate_all()
                self.assertEqual(hold._covers(self.day(day)), expected, day)
                self.assertEqual(self.account().is_on_hold, expected, day)
                self.assertEqual(
                    self.env["ar.account"].search([("is_on_hold", "=", True)]) == self.account(), expected, day)
                self.assertEqual(self.bill.ar_is_on_hold, expected, day)
                self.assertEqual(self.env["ar.open.item"].browse(self.item.id).is_on_hold, expected, day)
        self.assertTrue(hold.exists())

    def test_released_from_the_day_on(self):
        hold = self.hold()
        with freeze_time("2024-03-05"):
            hold.action_release()
        self.assertEqual((str(hold.released_on), hold.released_by_id), ("2024-03-05", self.specialist))
        self.assertTrue(hold._covers(self.day("2024-03-04")))
        self.assertFalse(hold._covers(self.day("2024-03-05")))
        self.assertIn("Hold released", self.account().message_ids[:1].body)

    def test_hold_on_an_item_is_not_on_the_customer(self):
        other = self.invoice(10, "2024-01-01")
        with freeze_time("2024-03-05"):
            self.hold(move_line_id=self.item.id)
            self.assertFalse(self.account().is_on_hold)
            self.assertEqual((self.bill.ar_is_on_hold, other.ar_is_on_hold), (True, False))

    def test_item_of_another_customer(self):
        theirs = self.items(self.invoice(10, "2024-01-01", partner=self.other_customer))
        with self.assertRaisesRegex(ValidationError, "is not an item of"):
            self.hold(move_line_id=theirs.id)

    def test_others_hold(self):
        with freeze_time("2024-03-05"):
            hold = self.hold()
            with self.assertRaisesRegex(UserError, "ask them"):
                hold.with_user(self.colleague).action_release()
            with self.assertRaisesRegex(AccessError, "ask them"):
                hold.with_user(self.colleague).date_to = "2024-03-06"
            hold.with_user(self.manager).action_release()
            self.assertEqual(hold.released_by_id, self.manager)

    def test_nobody_holds_in_the_name_of_another(self):
        hold = self.hold(user_id=self.manager.id, released_on="2024-03-01", released_by_id=self.manager.id)
        self.assertEqual((hold.user_id, hold.released_on), (self.specialist, False))
        with self.assertRaises(UserError):
            hold.user_id = self.manager

    def test_an_ended_hold_stays_as_it_was(self):
        hold = self.hold(date_to="2024-03-10")
        with freeze_time("2024-03-11"), self.assertRaisesRegex(UserError, "has ended"):
            hold.date_to = "2024-12-31"
        with self.assertRaises(AccessError):
            hold.with_user(self.manager).unlink()

    def test_rights(self):
        for user in (self.auditor, self.biller):
            with self.assertRaises(AccessError):
                self.hold(user=user)
        with self.assertRaises(AccessError):
            self.account().with_user(self.auditor).action_put_on_hold()

    def test_other_company(self):
        other = self.setup_other_company()["company"]
        with self.assertRaises(AccessError):
            self.hold(account_id=self.account(company=other).id)

    def test_put_on_several_items(self):
        more = self.invoice(10, "2024-01-01", partner=self.other_customer)
        items = self.env["ar.open.item"].browse((self.item | self.items(more)).ids).with_user(self.specialist)
        action = items.action_put_on_hold()
        asked = self.env["ar.hold.put"].with_user(self.specialist).with_context(**action["context"]).create(
            {"reason": "price query", "date_to": "2099-01-31"})
        self.assertIn(self.bill.name, asked.target)
        asked.action_put()
        holds = self.env["ar.hold"].search([("reason", "=", "price query")])
        self.assertEqual(holds.move_line_id, self.item | self.items(more))
        self.assertEqual(holds.account_id, self.account() | self.account(self.other_customer))
        self.assertIn("price query", self.account().message_ids[:1].body)
        with self.assertRaisesRegex(UserError, "Choose the customers"):
            self.env["ar.hold.put"].with_user(self.specialist).create({"reason": "none"}).action_put()
