from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..models.promise.ar_promise import TRANSITIONS
from .common_promises import PromisesCommon


@tagged("-at_install", "post_install")
class TestPromiseRefusals(PromisesCommon):
    """What nobody can promise, who may not, and which states don't follow each other."""

    def assertRefused(self, text, error=UserError, **values):
        with self.assertRaises(error) as caught:
            self.promise(**values)
        self.assertIn(text, str(caught.exception))

    def test_transitions(self):
        """Each allowed change happens, each other one is refused."""
        states = list(TRANSITIONS)
        for before in states:
            for after in states:
                promise = self.promise(10.0)
                promise.sudo().write({"state": before})
                if after in TRANSITIONS[before]:
                    promise._set_state(after)
                    self.assertEqual(promise.state, after)
                else:
                    with self.assertRaises(UserError, msg=f"{before} to {after}"):
                        promise._set_state(after)

    def test_withdraw(self):
        promise = self.promise()
        promise.action_withdraw()
        self.assertStates(promise, "withdrawn")
        self.judge("2024-03-20")
        self.assertStates(promise, "withdrawn")
        with self.assertRaises(UserError):
            promise.action_withdraw()

    def test_missed_is_not_withdrawn(self):
        promise = self.promise()
        self.judge("2024-03-20")
        with self.assertRaises(UserError):
            promise.action_withdraw()

    def test_what_was_said_stays(self):
        plan = self.plan_of(("2024-03-08", 50.0), ("2024-03-15", 50.0))
        for values in (
            {"amount": 10.0}, {"date": "2024-05-01"}, {"state": "kept"}, {"amount_paid": 100.0}, {"level": 1},
            {"move_line_ids": [Command.clear()]}, {"keep_until": "2030-01-01"}, {"part_ids": [Command.clear()]},
        ):
            with self.assertRaises(UserError, msg=str(values)):
                plan.write(values)
        with self.assertRaises(UserError):
            plan.part_ids[0].write({"state": "kept"})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["ar.promise.part"].with_user(self.specialist).create(
                {"promise_id": plan.id, "date": "2024-05-01", "amount": 20.0})
        self.assertEqual(sum(plan.part_ids.mapped("amount")), plan.amount)

    def test_state_is_not_given(self):
        promise = self.promise(state="kept", amount_paid=100.0, level=7, name="mine")
        self.assertEqual((promise.state, promise.amount_paid, promise.level), ("open", 0.0, 1))
        self.assertNotEqual(promise.name, "mine")

    def test_amounts(self):
        self.assertRefused("above zero", amount=-5.0)
        self.assertRefused("is open of these items", amount=100.01)

    def test_days(self):
        self.assertRefused("choose a day from", day="2024-02-29")
        self.assertRefused("by which day", day=False)
        self.assertRefused("on a day to come", date_made="2024-03-02")

    def test_paid_item(self):
        self.pay(100.0, "2024-02-01", self.bill)
        self.assertRefused("Nothing is open")

    def test_other_items(self):
        draft = self.items(self.invoice(10.0, "2024-01-01", post=False))
        income = self.bill.line_ids - self.item
        credit = self.items(self.invoice(10.0, "2024-01-01", move_type="out_refund"))
        for items in (draft, income, credit):
            self.assertRefused("Only open posted receivable items", items=items)

    def test_two_customers(self):
        other = self.items(self.invoice(10.0, "2024-01-01", partner=self.other_customer))
        self.assertRefused("one customer's", items=self.item + other)
        self.assertRefused("are not items of", account_id=self.account(self.other_customer).id)

    def test_nobody(self):
        with self.assertRaisesRegex(UserError, "whose promise"):
            self.env["ar.promise"].create({"amount": 10.0, "date": "2024-03-08"})

    def test_currency(self):
        self.assertRefused("can't be promised in", currency_id=self.foreign.id)

    def test_person_of_another_customer(self):
        self.assertRefused("is not a contact of", ValidationError, promised_by_id=self.other_customer.id)

    def test_plan_that_does_not_add_up(self):
        with self.assertRaisesRegex(UserError, "add up to"):
            self.plan_of(("2024-03-08", 50.0), ("2024-03-15", 40.0), amount=100.0)

    def test_readers_read(self):
        promise = self.promise()
        self.assertEqual(promise.with_user(self.auditor).amount, 100.0)
        with self.assertRaises(AccessError):
            promise.with_user(self.auditor).action_withdraw()
        with self.assertRaises(AccessError):
            self.env["ar.promise"].with_user(self.auditor).create({
                "account_id": self.account().id, "amount": 1.0, "date": "2024-03-08"})

    def test_biller_has_no_part_in_it(self):
        biller = new_test_user(self.env, "promise_biller", groups="account.group_account_invoice")
        promise = self.promise()
        with self.assertRaises(AccessError):
            promise.with_user(biller).read(["amount"])
        # Paying goes on for those who know nothing of promises.
        (self.item + self.pay(100.0, "2024-03-05")).with_user(biller).reconcile()
        self.assertStates(promise, "kept")

    def test_nobody_deletes(self):
        with self.assertRaises(AccessError):
            self.promise().unlink()

    def test_two_companies(self):
        """The same customer in another company: promises, numbers and payments are apart."""
        other = self.setup_other_company()["company"]
        promise = self.promise()
        both = new_test_user(
            self.env, "promise_both", groups="ar_specialist.group_specialist", company_id=other.id,
            company_ids=(self.company + other).ids)
        theirs = self.env["ar.account"]._for(self.customer, other)
        second = self.env["ar.promise"].with_user(both).with_company(other).create({
            "account_id": theirs.id, "amount": 100.0, "date": "2024-03-08"})
        self.assertEqual((second.company_id, second.name[-4:], promise.name[-4:]), (other, "0001", "0001"))
        self.pay(100.0, "2024-03-05", self.bill)
        self.judge("2024-03-06")
        self.assertStates(promise + second, "kept", "open")
        with self.assertRaises(AccessError):
            second.with_user(self.specialist).read(["amount"])
        self.assertFalse(self.env["ar.promise"].with_user(self.specialist).search([("id", "=", second.id)]))
        with self.assertRaises(UserError):
            self.promise(account_id=theirs.id)
