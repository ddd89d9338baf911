from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashScreenEdit(CashCommon):
    """Changing a proposal and deciding on the screen: what is refused, what is kept, what it answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "colleague")
        cls.first = cls.items(cls.invoice(100, "2024-05-01", "2024-05-31"))
        cls.second = cls.items(cls.invoice(80, "2024-05-02", "2024-06-01"))
        cls.note = cls.items(cls.invoice(30, "2024-05-03", move_type="out_refund"))

    def mine(self, amount, text="", **values):
        return self.received(amount, text, "Azure Interior", **values).with_user(self.specialist)

    def ticked(self, seen):
        return {item["id"]: item["amount"] for item in seen["items"] if item["ticked"]}

    def lines(self, seen):
        return [
            {"item_id": item["id"], **{part: item[part] for part in ("amount", "discount", "write_off", "charges")}}
            for item in seen["items"] if item["ticked"]]

    def test_items_more_and_less(self):
        payment = self.mine(150, self.first.move_name)
        self.assertEqual(self.ticked(payment.screen_payment()), {self.first.id: 100})
        seen = payment.screen_add_item(self.second.id)
        self.assertEqual(self.ticked(seen), {self.first.id: 100, self.second.id: 50})
        self.assertEqual(seen["sums"]["items_left"], 30)
        # A credit makes room, which the next amount may take.
        seen = payment.screen_add_item(self.note.id)
        self.assertEqual(seen["sums"]["payment_left"], 30)
        seen = payment.screen_set_amount(self.second.id, 80)
        self.assertEqual((seen["sums"]["payment_left"], seen["sums"]["items_left"], seen["rests"]), (0, 0, []))
        seen = payment.screen_remove_item(self.first.id)
        self.assertEqual(self.ticked(seen), {self.second.id: 80, self.note.id: -30})
        self.assertEqual((payment.state, payment.is_chosen), ("check", True))
        payment.sudo()._propose()
        self.assertEqual(self.ticked(payment.screen_payment()), {self.second.id: 80, self.note.id: -30})

    def test_amounts_that_are_refused(self):
        payment = self.mine(110, self.first.move_name)
        payment.screen_add_item(self.second.id)
        for item, amount, cause in (
            (self.first, 100.01, "Only"), (self.first, -5, "can't be negative"), (self.second, 10.01, "more than"),
        ):
            with self.assertRaisesRegex(UserError, cause), self.env.cr.savepoint():
                payment.screen_set_amount(item.id, amount)
        with self.assertRaisesRegex(UserError, "taken out"):
            payment.screen_set_amount(self.note.id, -5)
        payment.screen_add_item(self.note.id)
        with self.assertRaisesRegex(UserError, "is a credit"):
            payment.screen_set_amount(self.note.id, 5)
        self.assertEqual(self.ticked(payment.screen_set_amount(self.first.id, 0)), {
            self.second.id: 10, self.note.id: -30})

    def test_nothing_left_for_another(self):
        payment = self.mine(100, self.first.move_name)
        with self.assertRaisesRegex(UserError, "Nothing is left"):
            payment.screen_add_item(self.second.id)

    def test_cash_discount_by_hand(self):
        terms = self.env["account.payment.term"].create({
            "name": "2/10", "early_discount": True, "discount_percentage": 2, "discount_days": 10,
            "line_ids": [(0, 0, {"value": "percent", "value_amount": 100, "nb_days": 30})]})
        item = self.items(self.invoice(1000, "2024-05-01", terms))
        payment = self.mine(980, item.move_name)
        seen = payment.screen_payment()
        [row] = [row for row in seen["items"] if row["id"] == item.id]
        self.assertEqual((row["discount_possible"], row["discount"], row["left"]), (20, 0, 20))
        seen = payment.screen_set_discount(item.id, True)
        self.assertEqual((self.ticked(seen)[item.id], seen["sums"]["items_left"], seen["rests"]), (980, 0, []))
        seen = payment.screen_set_discount(item.id, False)
        self.assertEqual((self.ticked(seen)[item.id], seen["sums"]["items_left"]), (980, 20))

    def test_whose_it_is(self):
        payment = self.received(80, "", "Nobody known").with_user(self.specialist)
        self.assertFalse(payment.partner_id)
        [found] = [row for row in payment.screen_customers("azure") if row["id"] == self.customer.id]
        self.assertEqual((found["amount"], found["fits"]), (150, ""))
        self.assertIn(self.customer.id, [row["id"] for row in payment.screen_customers() if not row["fits"]] + [
            row["id"] for row in payment.screen_customers()])
        seen = payment.screen_set_customer(self.customer.id)
        self.assertEqual(seen["customer"]["id"], self.customer.id)
        self.assertEqual(payment.customer_by, "person")
        # An item names its customer, too.
        other = self.received(80, "", "Nobody else").with_user(self.specialist)
        seen = other.screen_add_item(self.second.id)
        self.assertEqual((seen["customer"]["id"], self.ticked(seen)), (self.customer.id, {self.second.id: 80}))

    def test_picker_of_items(self):
        payment = self.mine(80, "")
        self.assertEqual(self.ticked(payment.screen_payment()), {self.second.id: 80})
        self.assertNotIn(self.second.id, [row["id"] for row in payment.screen_items()])
        payment.screen_remove_item(self.second.id)
        rows = payment.screen_items()
        self.assertEqual({row["id"] for row in rows}, set((self.first + self.second + self.note).ids))
        self.assertEqual((rows[0]["id"], rows[0]["fits"]), (self.second.id, "this amount"))
        self.assertEqual([row["id"] for row in payment.screen_items("100,00")], [self.first.id])
        self.assertIn(self.first.id, [row["id"] for row in payment.screen_items(self.first.move_name)])

    def test_apply_as_seen_and_undo(self):
        payment = self.mine(100, self.first.move_name)
        seen = self.lines(payment.screen_payment())
        payment.screen_set_amount(self.first.id, 90)
        with self.assertRaisesRegex(UserError, "changed meanwhile"):
            payment.screen_apply("keep_open", None, None, seen)
        self.assertFalse(self.first.reconciled)
        done = payment.screen_apply("keep_open", None, None, self.lines(payment.screen_payment()))
        self.assertEqual(self.first.amount_residual, 10)
        self.assertIn(self.first.move_name, done["message"])
        payment.screen_undo(done["application_id"])
        self.assertEqual((self.first.amount_residual, payment.state), (100, "check"))
        with self.assertRaisesRegex(UserError, "undone meanwhile"):
            payment.screen_undo(done["application_id"])

    def test_all_that_are_ready(self):
        ready = [self.mine(100, self.first.move_name), self.mine(80, self.second.move_name)]
        self.assertEqual({payment.state for payment in ready}, {"ready"})
        done = self.payments.with_user(self.specialist).screen_apply_ready()
        self.assertEqual((done["applied"], done["refused"], done["left"]), (2, [], 0))
        self.assertTrue(self.first.reconciled and self.second.reconciled)
        shown = self.payments.with_user(self.specialist).screen_queue("done")
        self.assertEqual(shown["heads"]["done"]["count"], 2)
        self.payments.with_user(self.specialist).screen_undo_batch(done["batch_id"])
        self.assertEqual((self.first.amount_residual, self.second.amount_residual), (100, 80))

    def test_aside_and_back(self):
        payment = self.received(55, "tax refund", "Treasury").with_user(self.specialist)
        payment.screen_set_aside()
        self.assertEqual(payment.state, "set_aside")
        with self.assertRaisesRegex(UserError, "already"):
            payment.screen_set_aside()
        self.assertTrue(payment.screen_payment()["may_take_back"])
        payment.screen_take_back()
        self.assertEqual(payment.state, "unidentified")

    def test_on_account(self):
        payment = self.mine(500, "")
        payment.screen_keep_on_account()
        self.assertEqual(payment.state, "on_account")
        self.assertEqual(payment.move_line_id.amount_residual, -500)
