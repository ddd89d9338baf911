from freezegun import freeze_time
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .follow_up_common import FollowUpCommon

DAY = "2024-04-25"


@tagged("-at_install", "post_install")
class TestDocumentCases(FollowUpCommon):
    """Disputes, promises and holds keep hold of a document that is reset to draft, changed and posted again."""

    freeze_time = freeze_time(DAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bill = cls.invoice(100, "2024-01-15")
        cls.item = cls.items(cls.bill)
        cls.owner = new_test_user(
            cls.env, "document_owner", groups="ar_specialist.group_specialist", company_id=cls.company.id,
            company_ids=cls.company.ids)
        cls.halves = cls.term((50, 0), (50, 30))

    @classmethod
    def term(cls, *parts):
        """Make a payment term of parts (per cent, days)."""
        return cls.env["account.payment.term"].create({"name": "Parts", "line_ids": [
            Command.create({"value": "percent", "value_amount": part, "nb_days": days}) for part, days in parts]})

    def dispute(self, items=None, **values):
        return self.env["ar.dispute"].create({
            "move_line_ids": (items or self.item).ids, "user_id": self.owner.id, **values})

    def promise(self, items=None, **values):
        return self.env["ar.promise"].create({
            "move_line_ids": [Command.set((items or self.item).ids)], "date": "2024-04-29", **values})

    def hold(self, item=None, **values):
        item = item or self.item
        return self.env["ar.hold"].create({
            "account_id": self.account().id, "move_line_id": item.id, "reason": "Asked for", **values})

    def change(self, bill=None, *, prices=None, **values):
        """Reset to draft, write, post again; nobody is reminded in between."""
        bill = bill or self.bill
        bill.button_draft()
        self.assertEqual(self.asked_for(), 0.0)
        if values:
            bill.write(values)
        if prices:
            bill.invoice_line_ids.price_unit = prices
        self.assertEqual(self.asked_for(), 0.0)
        bill.action_post()

    def to_term(self, term, bill=None):
        self.change(bill, invoice_payment_term_id=term.id)

    def to_day(self, day, bill=None):
        self.change(bill, invoice_payment_term_id=False, invoice_date_due=day)

    def asked_for(self):
        """Return what a follow-up of today would ask for."""
        told = self.env["ar.run"]._simulate(DAY, companies=self.company)
        return sum(notice["amount"] for notice in told if notice["state"] == "planned")

    def contested(self, dispute):
        return [
            (line.date_due.isoformat(), line.amount, line.amount_open)
            for line in dispute.line_ids.sorted(lambda line: (line.date_due, line.id))]

    def to_do(self, record):
        return record.activity_ids.filtered(lambda activity: activity.user_id == self.owner)

    def test_nothing_changed(self):
        dispute = self.dispute(amount=30.0)
        messages = len(dispute.message_ids)
        self.change()
        self.assertEqual(self.contested(dispute), [("2024-01-15", 30.0, 30.0)])
        self.assertEqual((self.asked_for(), len(dispute.message_ids)), (70.0, messages))
        self.assertFalse(self.bill.sudo().ar_items_before)

    def test_another_due_date(self):
        dispute = self.dispute()
        self.to_day("2024-02-20")
        self.assertEqual(self.contested(dispute), [("2024-02-20", 100.0, 100.0)])
        self.assertEqual((self.asked_for(), dispute.state), (0.0, "open"))

    def test_one_becomes_two(self):
        """30 of 100 stay contested of the first of two halves; all of it, contested, of both."""
        part = self.dispute(amount=30.0)
        self.to_term(self.halves)
        self.assertEqual(self.contested(part), [("2024-01-15", 30.0, 30.0)])
        self.assertEqual(self.asked_for(), 70.0)
        part.action_cancel()
        self.to_day("2024-01-15")
        whole = self.dispute(self.items(self.bill).filtered("balance"))
        self.to_term(self.halves)
        self.assertEqual(self.contested(whole), [("2024-01-15", 50.0, 50.0), ("2024-02-14", 50.0, 50.0)])
        self.assertEqual((self.asked_for(), whole.amount, whole.amount_open), (0.0, 100.0, 100.0))
        self.assertFalse(self.to_do(whole))
        self.assertIn("was changed", whole.message_ids[0].body)

    def test_two_become_one(self):
        """Whichever of the two is contested, and whatever else is: it goes on at the one."""
        bill = self.invoice(100, "2024-01-15", due=self.halves, partner=self.other_customer)
        first, second = self.items(bill).sorted("date_maturity")
        one, two = self.dispute(first), self.dispute(second, amount=20.0)
        self.match(self.bill, self.entry(-100, "2024-01-16"))
        self.to_day("2024-03-01", bill)
        for dispute, amount in ((one, 50.0), (two, 20.0)):
            self.assertEqual(self.contested(dispute), [("2024-03-01", amount, amount)])
            self.assertEqual(dispute.state, "open")
        self.assertEqual(self.asked_for(), 30.0)
        self.assertEqual(sum(self.items(bill).mapped("balance")), 100.0)
        self.assertEqual(bill.amount_residual, 100.0)

    def test_emptied_and_filled_again(self):
        dispute, hold = self.dispute(amount=30.0), self.hold()
        self.bill.button_draft()
        self.bill.invoice_line_ids = [Command.clear()]
        self.assertEqual((self.item.exists().balance, hold.move_line_id), (0.0, self.item))
        self.bill.invoice_line_ids = [Command.create({
            "name": "again", "price_unit": 60.0, "tax_ids": [], "account_id": self.revenue.id})]
        self.bill.action_post()
        self.assertEqual((self.contested(dispute), self.asked_for()), ([("2024-01-15", 30.0, 30.0)], 0.0))
        hold.action_release()
        self.assertEqual(self.asked_for(), 30.0)

    def test_less_than_was_contested(self):
        dispute = self.dispute(amount=30.0)
        self.change(prices=19.99)
        self.assertEqual(self.contested(dispute), [("2024-01-15", 19.99, 19.99)])
        self.assertEqual((dispute.amount_original, self.asked_for()), (30.0, 0.0))
        self.assertIn("10.01 of what was contested", self.to_do(dispute).summary.replace("$\xa0", ""))

    def test_more_than_was_contested(self):
        self.dispute()
        self.change(prices=120.0)
        self.assertEqual(self.asked_for(), 20.0)

    def test_partly_settled(self):
        """30 contested, 20 of them credited: posted again as it was 10 stay contested; changed, Odoo undoes it: 30."""
        dispute = self.dispute(amount=30.0)
        dispute._credit(20.0)
        self.change()
        self.assertEqual((dispute.amount, dispute.amount_open, dispute.amount_credited), (30.0, 10.0, 20.0))
        self.to_term(self.halves)
        self.assertEqual(self.contested(dispute), [("2024-01-15", 30.0, 30.0)])

    def test_inquiry_follows(self):
        inquiry = self.dispute(kind="inquiry")
        self.to_term(self.halves)
        self.assertEqual((len(inquiry.line_ids), self.asked_for()), (2, 100.0))

    def test_another_customer(self):
        dispute = self.dispute(amount=30.0)
        self.bill.button_draft()
        self.bill.write({"partner_id": self.other_customer.id, "invoice_payment_term_id": False})
        self.bill.action_post()
        self.assertIn("another customer", self.to_do(dispute).summary)

    def test_cancelled(self):
        dispute, promise, hold = self.dispute(amount=30.0), self.promise(amount=40.0), self.hold()
        self.bill.button_cancel()
        self.assertIn("was cancelled", self.to_do(dispute).summary)
        self.assertEqual((dispute.state, promise.state, hold.state), ("open", "open", "active"))
        notes = " ".join(self.account().message_ids.mapped("body"))
        self.assertIn("A hold was on it: Asked for", notes)
        self.assertIn(promise.name, " ".join(self.account().activity_ids.mapped("summary")))
        self.bill.button_draft()
        self.to_post_again_as_two()
        self.assertEqual(self.contested(dispute), [("2024-01-15", 30.0, 30.0)])
        self.assertEqual((len(promise.move_line_ids), self.asked_for()), (2, 0.0))

    def to_post_again_as_two(self):
        self.bill.invoice_payment_term_id = self.halves
        self.bill.action_post()

    def test_deleted(self):
        """The case stays, says so and can be ended; a promise for nothing is withdrawn, a hold leaves its note."""
        dispute, promise, hold = self.dispute(amount=30.0), self.promise(amount=40.0), self.hold()
        name = self.bill.name
        self.bill.button_draft()
        self.bill.with_context(force_delete=True).unlink()
        self.assertIn(f"{name} was deleted", self.to_do(dispute).summary.replace("Draft Invoice ", ""))
        self.assertEqual((dispute.state, dispute.amount_open, dispute.amount_open_company), ("open", 30.0, 0.0))
        self.assertEqual((promise.state, hold.exists()), ("withdrawn", hold.browse()))
        self.assertIn("A hold was on it", " ".join(self.account().message_ids.mapped("body")))
        dispute._drop_rest()
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "rejected"))

    def test_in_a_notice(self):
        """What was sent stays as it is, whatever becomes of the instalments; the document can't be deleted."""
        bill = self.invoice(100, "2024-01-15", due=self.halves, partner=self.other_customer)
        sent = self.send(DAY).notice_ids.filtered(lambda notice: notice.partner_id == self.other_customer).line_ids
        names = ["move_line_id", "date_due", "amount_residual", "level_id", "counted"]
        before = sent.read(names, load="")
        bill.button_draft()
        bill.write({"invoice_payment_term_id": False, "invoice_date_due": "2024-03-01"})
        bill.action_post()
        sent.invalidate_recordset()
        self.assertEqual(sent.read(names, load=""), before)
        self.assertEqual(sent.notice_id.state, "sent")
        self.assertEqual(bill.amount_residual, 100.0)
        bill.button_draft()
        with self.assertRaisesRegex(UserError, "is in a notice"):
            bill.with_context(force_delete=True).unlink()
        bill.button_cancel()

    def test_line_of_an_entry(self):
        """What a dispute is about is not deleted by hand."""
        item = self.entry(50, "2024-01-15", partner=self.other_customer)
        self.dispute(item)
        item.move_id.button_draft()
        with self.assertRaisesRegex(UserError, "don't delete it"):
            item.unlink()
        item.move_id.unlink()

    def test_promise_follows(self):
        promise = self.promise()
        self.to_term(self.halves)
        self.assertEqual(promise.move_line_ids, self.items(self.bill).filtered("balance"))
        self.assertEqual((len(promise.move_line_ids), self.asked_for()), (2, 0.0))
        self.to_day("2024-03-01")
        self.assertEqual(promise.move_line_ids.mapped("amount_residual"), [100.0])
        self.assertEqual(self.asked_for(), 0.0)
        self.change(prices=60.0)
        self.assertIn("are promised", " ".join(self.account().activity_ids.mapped("summary")))
        self.match(self.bill, self.entry(-60, DAY))
        self.assertEqual((promise.amount, promise.amount_paid), (100.0, 60.0))

    def test_promise_with_a_verdict(self):
        promise = self.promise(date_made="2024-02-01", date="2024-02-08", amount=100.0)
        self.assertEqual(promise.state, "broken")
        self.bill.button_draft()
        with self.assertRaisesRegex(UserError, "has its verdict"):
            self.bill.with_context(force_delete=True).unlink()

    def test_hold_follows(self):
        """Of all: both halves. Of one half: that one. Of the other one as well: the whole."""
        hold = self.hold()
        self.to_term(self.halves)
        self.assertEqual((len(self.account().hold_ids), self.asked_for()), (2, 0.0))
        (self.account().hold_ids - hold).action_release()
        self.assertEqual((hold.move_line_id.date_maturity.isoformat(), self.asked_for()), ("2024-01-15", 50.0))
        self.to_term(self.term((40, 10), (30, 20), (30, 60)))
        self.assertEqual(self.asked_for(), 30.0, "50 were held: 40 of the first, and so the second")
        self.to_day("2024-02-14")
        self.assertEqual(self.asked_for(), 0.0)
        self.assertTrue(all(hold.move_line_id.balance for hold in self.account().hold_ids.filtered(
            lambda hold: hold.state == "active")))
