from freezegun import freeze_time
from odoo.fields import Command
from odoo.tests import tagged

from .common_promises import MADE, PromisesCommon


@tagged("-at_install", "post_install")
class TestPromises(PromisesCommon):
    """Verdicts by the days of the payments, there and back."""

    def test_what_is_not_said_follows(self):
        promise = self.promise()
        self.assertRecordValues(promise, [{
            "amount": 100.0, "amount_company": 100.0, "currency_id": self.company.currency_id.id, "state": "open",
            "company_id": self.company.id, "account_id": self.account().id, "level": 1, "amount_paid": 0.0,
            "user_id": self.specialist.id, "date_made": self.day(MADE), "keep_until": self.day("2024-03-08"),
        }])

    def test_items_alone_suffice_for_the_system(self):
        """As written in the contract: items, amount and day."""
        promise = self.env["ar.promise"].create({
            "move_line_ids": [self.item.id], "amount": 30.0, "date": "2024-03-08"})
        self.assertEqual((promise.account_id, promise.amount, promise.move_line_ids), (
            self.account(), 30.0, self.item))

    def test_kept(self):
        promise = self.promise()
        self.pay(100.0, "2024-03-08", self.bill)
        self.assertEqual((promise.state, promise.amount_paid), ("kept", 100.0))
        self.assertFalse(promise.keep_until)

    def test_broken(self):
        promise = self.promise()
        self.judge("2024-03-08")
        self.assertStates(promise, "open")
        self.judge("2024-03-09")
        self.assertStates(promise, "broken")
        self.assertFalse(promise.keep_until)

    def test_partly(self):
        promise = self.promise()
        self.pay(60.0, "2024-03-05", self.bill)
        self.assertEqual((promise.state, promise.amount_paid), ("open", 60.0))
        self.judge("2024-03-09")
        self.assertStates(promise, "partly")

    def test_paid_late_is_broken(self):
        promise = self.promise()
        self.pay(100.0, "2024-03-09", self.bill)
        self.judge("2024-03-10")
        self.assertEqual((promise.state, promise.amount_paid), ("broken", 0.0))

    def test_entered_late_paid_in_time(self):
        """The payment's own day counts, not the day on which somebody entered or matched it."""
        promise = self.promise()
        self.judge("2024-03-11")
        self.assertStates(promise, "broken")
        with freeze_time("2024-03-12"):
            self.pay(100.0, "2024-03-08", self.bill)
        self.assertStates(promise, "kept")

    def test_paid_before_the_promise_entered_after(self):
        promise = self.promise()
        self.pay(100.0, "2024-02-28", self.bill)
        self.assertStates(promise, "kept")

    def test_what_was_paid_before_does_not_count(self):
        self.pay(40.0, MADE, self.bill)
        promise = self.promise()
        self.assertEqual(promise.amount, 60.0)
        self.judge("2024-03-09")
        self.assertEqual((promise.state, promise.amount_paid), ("broken", 0.0))

    def test_logged_days_later(self):
        """What came between the call and the entry of the promise counts."""
        with freeze_time("2024-03-06"):
            self.pay(40.0, "2024-03-05", self.bill)
            promise = self.promise(date_made=MADE)
        self.assertEqual((promise.amount, promise.amount_paid, promise.state), (100.0, 40.0, "open"))

    def test_unreconcile_reopens(self):
        promise = self.promise()
        self.pay(100.0, "2024-03-05", self.bill)
        self.assertStates(promise, "kept")
        self.item.remove_move_reconcile()
        self.assertEqual((promise.state, promise.amount_paid, promise.keep_until), (
            "open", 0.0, self.day("2024-03-08")))

    def test_unreconcile_after_the_day(self):
        promise = self.promise()
        payment = self.pay(100.0, "2024-03-05", self.bill)
        with freeze_time("2024-03-12"):
            self.item.remove_move_reconcile()
            self.assertStates(promise, "broken")
            self.match(self.bill, payment)
            self.assertStates(promise, "kept")

    def test_unreconcile_a_part(self):
        promise = self.promise()
        self.pay(60.0, "2024-03-05", self.bill)
        second = self.pay(40.0, "2024-03-06", self.bill)
        with freeze_time("2024-03-12"):
            second.remove_move_reconcile()
            self.assertEqual((promise.state, promise.amount_paid), ("partly", 60.0))

    def test_weekend(self):
        """Promised for a Saturday: Monday is in time; one working day of grace: Tuesday."""
        promise = self.promise(day="2024-03-09")
        self.judge("2024-03-11")
        self.assertStates(promise, "open")
        self.judge("2024-03-12")
        self.assertStates(promise, "broken")
        self.company.sudo().ar_promise_tolerance_days = 1
        self.judge("2024-03-12")
        self.assertStates(promise, "open")
        self.pay(100.0, "2024-03-12", self.bill)
        self.assertStates(promise, "kept")

    def test_tolerance_in_amount(self):
        self.company.sudo().ar_promise_tolerance_amount = 2.0
        promise = self.promise()
        self.pay(98.0, "2024-03-08", self.bill)
        self.assertEqual((promise.state, promise.amount_paid), ("kept", 98.0))

    def test_overpayment(self):
        """The customer pays 150 for 100: kept, and no more than promised is counted."""
        promise = self.promise()
        self.pay(150.0, "2024-03-07", self.bill)
        self.assertEqual((promise.state, promise.amount_paid), ("kept", 100.0))

    def test_two_on_one_invoice(self):
        """40 by the 8th and 60 by the 15th stand beside each other; 60 paid are 40 and 20."""
        first = self.promise(40.0)
        second = self.promise(60.0, day="2024-03-15")
        self.assertStates(first + second, "open", "open")
        self.pay(60.0, "2024-03-07", self.bill)
        self.assertEqual((first + second).mapped("amount_paid"), [40.0, 20.0])
        self.assertStates(first + second, "kept", "open")

    def test_later_word_takes_the_place(self):
        """100 by the 8th, then 100 by the 15th: the second is the customer's word now."""
        first, second = self.promise(), self.promise(day="2024-03-15")
        self.assertStates(first + second, "superseded", "open")
        self.assertEqual((first.superseded_by_id, second.level), (second, 2))
        self.assertFalse(first.keep_until)
        self.pay(100.0, "2024-03-08", self.bill)
        self.assertStates(first + second, "superseded", "kept")

    def test_other_items_stand(self):
        first = self.promise()
        other = self.promise(items=self.items(self.invoice(50.0, "2024-02-01")))
        self.assertStates(first + other, "open", "open")

    def test_p1_level(self):
        """P1: missed, then a new one: level 2; kept for its part, then one for the rest: level 1."""
        missed = self.promise(60.0)
        with freeze_time("2024-03-11"):
            second = self.promise(60.0, day="2024-03-15")
            self.assertStates(missed, "broken")
            self.assertEqual(second.level, 2)
            self.pay(60.0, "2024-03-11", self.bill)
            rest = self.promise(day="2024-03-22")
        self.assertEqual((rest.amount, rest.level), (40.0, 1))

    def test_level_follows_the_verdict(self):
        missed = self.promise(60.0)
        with freeze_time("2024-03-11"):
            second = self.promise(day="2024-03-15")
            self.assertEqual(second.level, 2)
            self.pay(60.0, "2024-03-08", self.bill)
        self.assertStates(missed, "kept")
        self.assertEqual(second.level, 1)

    def test_foreign_currency(self):
        """A bill of 100 in foreign currency is promised, paid and judged in it, whatever the rate makes of it."""
        bill = self.invoice(100.0, "2024-01-01", currency_id=self.foreign.id)
        promise = self.promise(items=self.items(bill))
        self.assertEqual((promise.currency_id, promise.amount), (self.foreign, 100.0))
        self.assertEqual(promise.amount_company, self.foreign._convert(
            100.0, self.company.currency_id, self.company, self.day(MADE)))
        self.pay(10.0, "2024-03-06", bill, currency=self.foreign, amount_currency=-60.0)
        self.assertEqual((promise.amount_paid, promise.state), (60.0, "open"))
        self.pay(70.0, "2024-03-07", bill, currency=self.foreign, amount_currency=-40.0)
        self.assertEqual((promise.amount_paid, promise.state), (100.0, "kept"))

    def test_mixed_currencies(self):
        """Items of two currencies are promised in the company's."""
        bill = self.invoice(100.0, "2024-01-01", currency_id=self.foreign.id)
        items = self.item + self.items(bill)
        promise = self.promise(items=items)
        self.assertEqual((promise.currency_id, promise.amount), (
            self.company.currency_id, sum(items.mapped("amount_residual"))))

    def test_child_contact(self):
        """An invoice to a contact of the customer is the customer's."""
        bill = self.invoice(80.0, "2024-01-01", partner=self.contact)
        promise = self.promise(items=self.items(bill), promised_by_id=self.contact.id)
        self.assertEqual(promise.account_id, self.account())
        self.pay(80.0, "2024-03-05", bill, partner=self.contact)
        self.assertStates(promise, "kept")

    def test_whole_account(self):
        """Every payment of the customer counts, matched or not, also of its contacts; not those of before."""
        self.pay(30.0, "2024-02-28")
        promise = self.promise_of_all(90.0)
        self.assertFalse(promise.move_line_ids)
        self.pay(50.0, "2024-03-04")
        self.judge("2024-03-05")
        self.assertEqual((promise.state, promise.amount_paid), ("open", 50.0))
        self.pay(40.0, "2024-03-08", partner=self.contact)
        self.judge("2024-03-09")
        self.assertEqual((promise.state, promise.amount_paid), ("kept", 90.0))

    def test_whole_account_beside_items(self):
        """The payment of a promised invoice is not counted for the account's promise as well."""
        other = self.invoice(50.0, "2024-02-01")
        both = self.promise(items=self.items(other)) + self.promise_of_all(100.0)
        self.assertStates(both, "open", "open")
        self.pay(50.0, "2024-03-05", other)
        self.pay(30.0, "2024-03-05")
        self.judge("2024-03-06")
        self.assertEqual(both.mapped("amount_paid"), [50.0, 30.0])

    def test_all_that_is_open_of_the_account(self):
        self.invoice(50.0, "2024-02-01")
        promise = self.env["ar.promise"].create({"account_id": self.account().id, "date": "2024-03-08"})
        self.assertEqual(promise.amount, 150.0)

    def test_plan(self):
        plan = self.plan_of(("2024-03-08", 50.0), ("2024-03-15", 50.0))
        self.assertEqual((plan.amount, plan.date, plan.keep_until), (
            100.0, self.day("2024-03-15"), self.day("2024-03-08")))
        self.pay(50.0, "2024-03-08", self.bill)
        self.judge("2024-03-11")
        self.assertEqual(plan.part_ids.mapped("state"), ["kept", "open"])
        self.assertEqual((plan.state, plan.amount_paid, plan.keep_until), ("open", 50.0, self.day("2024-03-15")))
        self.judge("2024-03-16")
        self.assertEqual(plan.part_ids.mapped("state"), ["kept", "broken"])
        self.assertStates(plan, "partly")

    def test_credit_note_settles(self):
        """What is credited is no longer owed: it settles the promise as a payment does."""
        promise = self.promise()
        self.match(self.bill, self.invoice(100.0, "2024-03-05", move_type="out_refund"))
        self.assertStates(promise, "kept")

    def test_draft_does_not_count(self):
        """Matched with a payment that is not posted: nothing has come yet."""
        promise = self.promise()
        payment = self.pay(100.0, "2024-03-05", self.bill)
        payment.move_id.button_draft()
        self.judge("2024-03-09")
        self.assertStates(promise, "broken")

    def test_numbers_by_company(self):
        first, second = self.promise(40.0), self.promise(60.0)
        self.assertEqual([name[-4:] for name in (first + second).mapped("name")], ["0001", "0002"])

    def test_changeable_words(self):
        promise = self.promise()
        promise.write({"note": "will pay after the delivery", "channel": "email", "promised_by_id": self.contact.id})
        self.assertEqual(promise.channel, "email")

    def test_given_lists_of_commands(self):
        other = self.items(self.invoice(50.0, "2024-02-01"))
        promise = self.env["ar.promise"].create({
            "move_line_ids": [Command.link(self.item.id), Command.link(other.id)], "date": "2024-03-08"})
        self.assertEqual(promise.amount, 150.0)
