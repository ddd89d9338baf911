from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .follow_up_common import FollowUpCommon

SPECIALIST = "ar_specialist.group_specialist"
MADE = "2024-03-01"  # a Friday


class PromisesCommon(FollowUpCommon):
    """An invoice of 100 that is late, in a company without tolerance."""

    freeze_time = freeze_time(MADE)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().write({"ar_promise_tolerance_days": 0, "ar_promise_tolerance_amount": 0.0})
        own = {"company_id": cls.company.id, "company_ids": cls.company.ids}
        cls.specialist = new_test_user(cls.env, "promise_specialist", groups=SPECIALIST, **own)
        cls.auditor = new_test_user(
            cls.env, "promise_auditor", groups="base.group_user,account.group_account_readonly", **own)
        cls.bill = cls.invoice(100.0, "2024-01-01")
        cls.item = cls.items(cls.bill)

    @classmethod
    def promise(cls, amount=None, day="2024-03-08", items=None, **values):
        items = cls.item if items is None else items
        return cls.env["ar.promise"].with_user(cls.specialist).create({
            "move_line_ids": [Command.set(items.ids)], "date": day, **({"amount": amount} if amount else {}), **values})

    def pay(self, amount, day, *on, **values):
        """Enter a payment of `day`, and match it with the invoices or items `on`."""
        credit = self.entry(-amount, day, **values)
        if on:
            self.match(*on, credit)
        return credit

    def judge(self, day):
        with freeze_time(day):
            self.env["ar.promise"]._cron_evaluate()


@tagged("-at_install", "post_install")
class TestPromises(PromisesCommon):
    """Verdicts by the days of the payments."""

    def test_what_is_not_said_follows(self):
        promise = self.promise()
        self.assertRecordValues(promise, [{
            "amount": 100.0, "amount_company": 100.0, "currency_id": self.company.currency_id.id, "state": "open",
            "company_id": self.company.id, "account_id": self.account().id, "level": 1, "amount_paid": 0.0,
            "user_id": self.specialist.id, "date_made": self.day(MADE), "keep_until": self.day("2024-03-08"),
        }])

    def test_kept(self):
        promise = self.promise()
        self.pay(100.0, "2024-03-08", self.bill)
        self.assertEqual((promise.state, promise.amount_paid), ("kept", 100.0))
        self.assertFalse(promise.keep_until)

    def test_broken(self):
        promise = self.promise()
        self.judge("2024-03-08")
        self.assertEqual(promise.state, "open")
        self.judge("2024-03-09")
        self.assertEqual(promise.state, "broken")

    def test_entered_late_paid_in_time(self):
        promise = self.promise()
        self.judge("2024-03-11")
        self.assertEqual(promise.state, "broken")
        with freeze_time("2024-03-12"):
            self.pay(100.0, "2024-03-08", self.bill)
        self.assertEqual(promise.state, "kept")
