from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashScreenHostile(CashCommon):
    """Cash Application asked by hand for what its buttons don't offer, and buttons that undo one another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "colleague")
        cls.item = cls.items(cls.invoice(100, "2024-05-01", "2024-05-31"))
        cls.elsewhere = cls.env["res.company"].create({"name": "Elsewhere"})

    def mine(self, amount, text="", **values):
        return self.received(amount, text, "Azure Interior", **values).with_user(self.specialist)

    def credit(self, amount):
        item = self.credit_of(self.paid_in(amount).move_id)
        self.payments._collect(self.company)
        payment = self.of_item(item)
        payment._propose()
        return payment.with_user(self.specialist)

    def test_applied_is_taken_back_by_undoing_only(self):
        payment = self.mine(100, self.item.move_name)
        payment.screen_apply()
        self.assertFalse(payment.screen_payment()["may_take_back"])
        with self.assertRaisesRegex(UserError, "Undo"):
            payment.screen_take_back()
        self.assertEqual((payment.state, self.item.reconciled), ("applied", True))

    def test_kept_on_account_comes_back(self):
        credit = self.credit(70)
        done = credit.screen_keep_on_account()
        self.assertEqual((credit.state, done["application_id"]), ("on_account", False))
        self.assertTrue(credit.screen_payment()["may_take_back"])
        credit.screen_take_back()
        self.assertIn(credit.state, ("check", "ready", "unapplied"))
        self.assertEqual(credit.amount_left, 70)
        # What was booked from a bank statement is undone instead, which the answer says how.
        booked = self.mine(500, "")
        done = booked.screen_keep_on_account()
        self.assertFalse(booked.screen_payment()["may_take_back"])
        booked.screen_undo(done["application_id"])
        self.assertEqual((booked.state, booked.amount_left), ("check", 500))

    def test_on_account_says_what_was_left(self):
        credit = self.credit(170)
        if not credit.allocation_ids:
            credit.screen_add_item(self.item.id)
        credit.screen_apply()
        self.assertEqual(credit.amount_left, 70)
        self.assertIn("70", credit.screen_keep_on_account()["message"])

    def test_customers_and_items_of_others(self):
        payment = self.mine(100, "")
        foreign = self.env["res.partner"].create({"name": "Foreign", "company_id": self.elsewhere.id})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            payment.screen_set_customer(foreign.id)
        income = self.item.move_id.line_ids - self.item
        for item in (income, payment.sudo().statement_line_id.move_id.line_ids[:1]):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                payment.screen_add_item(item.id)

    def test_amounts_that_are_none(self):
        payment = self.mine(100, self.item.move_name)
        for amount in ("nan", "inf", "-inf", 1e300, "abc", None, True):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                payment.screen_set_amount(self.item.id, amount)

    def test_batch_of_a_colleague_is_not_continued(self):
        self.mine(100, self.item.move_name)
        batch = self.env["ar.cash.batch"].sudo().create(
            {"company_id": self.company.id, "user_id": self.colleague.id})
        done = self.payments.with_user(self.specialist).screen_apply_ready(batch_id=batch.id)
        self.assertEqual(done["applied"], 1)
        self.assertNotEqual(done["batch_id"], batch.id)
        self.assertFalse(batch.application_ids)

    def test_portal_and_public_ask_in_vain(self):
        payment = self.mine(100, self.item.move_name)
        portal = new_test_user(self.env, "test_cash_portal", groups="base.group_portal")
        mine = payment.with_user(portal)
        asks = {
            "screen_start": (), "screen_queue": ("waiting",), "screen_collect": (), "screen_payment": (),
            "screen_items": ("a",), "screen_customers": ("a",), "screen_apply": (), "screen_set_aside": (),
            "screen_take_back": (), "screen_keep_on_account": (), "screen_apply_ready": (), "screen_undo": (1,),
            "screen_set_customer": (self.customer.id,), "screen_add_item": (self.item.id,),
        }
        for method, args in asks.items():
            with self.assertRaises(AccessError, msg=method), self.env.cr.savepoint():
                getattr(mine, method)(*args)

    def test_what_there_is_none_of(self):
        screen = self.payments.with_user(self.specialist)
        for values in ({"queue": "nowhere"}, {"queue": []}, {"queue": "check", "order": "amount; DROP TABLE"}):
            with self.assertRaisesRegex(UserError, "no such queue"):
                screen.screen_queue(**values)
        self.assertFalse(screen.screen_queue("waiting", search="no\0body")["rows"])

    def test_reasons_write_numbers_as_documents_do(self):
        seen = self.mine(100, f"Payment of {self.item.move_name}").screen_payment()
        told = [reason["text"] for reason in seen["reasons"] if reason["code"] == "items_named"]
        self.assertEqual([text.rpartition(": ")[2] for text in told], [self.item.move_name])
