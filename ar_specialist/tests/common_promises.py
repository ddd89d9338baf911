from freezegun import freeze_time
from odoo.fields import Command

from .follow_up_common import FollowUpCommon

MADE = "2024-03-01"  # a Friday


class PromisesCommon(FollowUpCommon):
    """An invoice of 100 that is late, in a company without tolerance."""

    freeze_time = freeze_time(MADE)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().write({"ar_promise_tolerance_days": 0, "ar_promise_tolerance_amount": 0.0})
        cls.make_users("specialist", "auditor")
        cls.bill = cls.invoice(100.0, "2024-01-01")
        cls.item = cls.items(cls.bill)

    @classmethod
    def promise(cls, amount=None, day="2024-03-08", items=None, **values):
        items = cls.item if items is None else items
        return cls.env["ar.promise"].with_user(cls.specialist).create({
            "move_line_ids": [Command.set(items.ids)], "date": day, **({"amount": amount} if amount else {}), **values})

    @classmethod
    def promise_of_all(cls, amount, day="2024-03-08", **values):
        """A promise for the whole account."""
        return cls.env["ar.promise"].with_user(cls.specialist).create({
            "account_id": cls.env["ar.account"]._for(cls.customer, cls.company).id, "amount": amount, "date": day,
            **values})

    @classmethod
    def plan_of(cls, *parts, **values):
        """A payment plan of (day, amount)."""
        return cls.env["ar.promise"].with_user(cls.specialist).create({
            "move_line_ids": [Command.set(cls.item.ids)],
            "part_ids": [Command.create({"date": day, "amount": amount}) for day, amount in parts], **values})

    def pay(self, amount, day, *on, **values):
        """Enter a payment of `day`, and match it with the invoices or items `on`."""
        credit = self.entry(-amount, day, **values)
        if on:
            self.match(*on, credit)
        return credit

    def judge(self, day):
        with freeze_time(day):
            self.env["ar.promise"]._cron_evaluate()

    def assertStates(self, promises, *states):
        self.assertEqual(tuple(promises.mapped("state")), states)
