from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import Form, tagged

from ..models.promise.ar_promise_open import LATE_ENTRIES
from .common_promises import PromisesCommon


@tagged("-at_install", "post_install")
class TestPromiseScreens(PromisesCommon):
    """From where a promise is logged, with what it proposes, and where it shows."""

    def dialog(self, action, user=None):
        return Form(
            self.env["ar.promise"].with_user(user or self.specialist).with_context(**action["context"]),
            view=self.env.ref("ar_specialist.ar_promise_view_form_dialog"))

    def test_from_open_items(self):
        other = self.items(self.invoice(50.0, "2024-02-01"))
        items = self.env["ar.open.item"].with_user(self.specialist).browse((self.item + other).ids)
        with self.dialog(items.action_promise()) as form:
            self.assertEqual(form.amount, 150.0)
            form.date = "2024-03-08"
        promise = self.env["ar.promise"].search([("account_id", "=", self.account().id)])
        self.assertRecordValues(promise, [{
            "amount": 150.0, "move_line_ids": (self.item + other).ids, "user_id": self.specialist.id}])

    def test_from_items_of_two_customers(self):
        other = self.items(self.invoice(50.0, "2024-02-01", partner=self.other_customer))
        with self.assertRaisesRegex(UserError, "one customer's"):
            self.env["ar.open.item"].browse((self.item + other).ids).action_promise()

    def test_from_the_account(self):
        self.invoice(50.0, "2024-02-01")
        with self.dialog(self.account().with_user(self.specialist).action_promise()) as form:
            self.assertEqual(form.amount, 150.0)
            form.amount = 90.0
            form.date = "2024-03-08"
        promise = self.account().promise_ids
        self.assertEqual((promise.amount, promise.move_line_ids.ids), (90.0, []))

    def test_from_an_invoice(self):
        action = self.bill.with_user(self.specialist).action_promise()
        self.assertEqual(self.dialog(action).amount, 100.0)
        self.pay(100.0, "2024-02-01", self.bill)
        with self.assertRaisesRegex(UserError, "Nothing is open"):
            self.bill.action_promise()

    def test_readers_log_nothing(self):
        with self.assertRaises(AccessError):
            self.account().with_user(self.auditor).action_promise()

    def test_plan_is_proposed(self):
        """100 in three months from the end of January: the short month ends early, the last part takes the cent."""
        form = self.dialog(self.bill.action_promise())
        form.proposed_first = Date.to_date("2024-03-31")
        form.proposed_parts = 3
        form.save()
        parts = self.account().promise_ids.part_ids
        self.assertEqual(
            [(str(part.date), part.amount) for part in parts],
            [("2024-03-31", 33.33), ("2024-04-30", 33.33), ("2024-05-31", 33.34)])
        self.assertEqual(parts.promise_id.date, self.day("2024-05-31"))

    def test_plan_by_hand(self):
        form = Form(self.env["ar.promise"].with_user(self.specialist).with_context(
            **self.bill.action_promise()["context"]))
        for day, amount in (("2024-03-08", 30.0), ("2024-03-22", 70.0)):
            with form.part_ids.new() as part:
                part.date, part.amount = day, amount
        promise = form.save()
        self.assertEqual((promise.amount, promise.date), (100.0, self.day("2024-03-22")))

    def test_the_full_form(self):
        form = Form(self.env["ar.promise"].with_user(self.specialist))
        form.account_id = self.account()
        self.assertEqual(form.amount, 100.0)
        form.date = "2024-03-08"
        promise = form.save()
        with Form(promise) as form:
            form.note = "after the fair"
        self.assertEqual((promise.note, promise.amount), ("after the fair", 100.0))

    def test_marked_on_open_items(self):
        newer = self.items(self.invoice(50.0, "2024-02-01"))
        promise = self.promise()
        items = self.env["ar.open.item"]
        self.assertEqual(items.browse(self.item.id).promised_until, self.day("2024-03-08"))
        self.assertFalse(items.browse(newer.id).promised_until)
        found = items.search([("promised_until", "!=", False), ("commercial_partner_id", "=", self.customer.id)])
        self.assertEqual(found.ids, self.item.ids)
        promise.action_withdraw()
        items.invalidate_model()
        self.assertFalse(items.browse(self.item.id).promised_until)
        self.promise_of_all(100.0, day="2024-03-15")
        self.assertEqual(items.browse(newer.id).promised_until, self.day("2024-03-15"))

    def test_payments_that_count(self):
        promise = self.promise()
        self.assertFalse(promise.payment_line_ids)
        payment = self.pay(60.0, "2024-03-05", self.bill)
        self.assertEqual(promise.payment_line_ids, payment)
        late = self.pay(40.0, "2024-03-12", self.bill)
        self.assertNotIn(late, promise.payment_line_ids)

    def test_every_view(self):
        self.promise()
        for user in (self.specialist, self.auditor):
            promises = self.env["ar.promise"].with_user(user)
            promises.get_views([(False, kind) for kind in ("list", "kanban", "calendar", "form", "pivot", "graph")])
            promises.search([]).read()
            self.account().with_user(user).read(["amount_promised", "promise_count", "promise_kept_rate_value"])

    def test_query_counts(self):
        """Figures of accounts and the judging of their promises: no more queries for 40 customers than for 5."""
        counts = []
        for number in (5, 40):
            accounts = self.env["ar.account"]
            partners = self.env["res.partner"].create([{"name": f"P{number}-{i}"} for i in range(number)])
            for partner in partners:
                item = self.items(self.invoice(10.0, "2024-01-01", partner=partner))
                accounts += self.promise(items=item).account_id
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts.mapped("amount_promised")
            accounts.mapped("promise_kept_rate")
            self.env.flush_all()
            figures = self.cr.sql_log_count - before
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts._ar_evaluate_promises()
            self.env.flush_all()
            counts.append((figures, self.cr.sql_log_count - before))
        for few, many in zip(*counts, strict=True):
            self.assertLessEqual(many, few, counts)

    def test_late_entries_of_the_account(self):
        """A payment of some days before the promise, entered after it, counts; one of long before does not."""
        promise = self.promise_of_all(60.0)
        self.pay(30.0, self.day(promise.date_made, -LATE_ENTRIES))
        self.pay(30.0, self.day(promise.date_made, -LATE_ENTRIES - 1))
        self.judge("2024-03-04")
        self.assertEqual(promise.amount_paid, 30.0)
