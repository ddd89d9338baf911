from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashRenew(CashCommon):
    """Proposals follow the books: what is settled by something else is neither shown nor kept as open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist")
        cls.bill = cls.invoice(100, "2024-05-01", "2024-05-31")
        cls.other = cls.invoice(80, "2024-05-02", "2024-05-31")
        cls.item, cls.second = cls.items(cls.bill), cls.items(cls.other)

    def mine(self, amount, text):
        return self.received(amount, text, "Azure Interior").with_user(self.specialist)

    def test_rival_is_proposed_anew(self):
        first, second = self.mine(100, self.bill.name), self.mine(100, self.bill.name)
        self.assertEqual(second.allocation_ids.move_line_id, self.item)
        first.screen_apply()
        self.assertNotIn(self.item, second.allocation_ids.move_line_id)
        self.assertFalse(second.screen_payment()["is_stale"])

    def test_rival_of_a_batch(self):
        first, second = self.mine(100, self.bill.name), self.mine(60, f"{self.bill.name} part")
        self.assertEqual(first.state, "ready")
        self.payments.with_user(self.specialist).screen_apply_ready()
        self.assertEqual(first.state, "applied")
        self.assertNotIn(self.item, second.allocation_ids.move_line_id)

    def test_settled_in_the_books(self):
        payment = self.mine(100, self.bill.name)
        (self.credit_of(self.paid_in(100).move_id) + self.item).reconcile()
        self.assertTrue(payment.screen_payment()["is_stale"])
        shown = payment.screen_renew()
        self.assertFalse(shown["is_stale"])
        self.assertNotIn(self.item.id, [item["id"] for item in shown["items"]])

    def test_opening_the_screen_renews(self):
        payment = self.mine(100, self.bill.name)
        (self.credit_of(self.paid_in(100).move_id) + self.item).reconcile()
        self.assertTrue(self.payments.with_user(self.specialist).screen_collect())
        self.assertNotIn(self.item, payment.allocation_ids.move_line_id)
        self.assertFalse(self.payments.with_user(self.specialist).screen_collect())

    def test_chosen_items_keep_what_is_open(self):
        payment = self.mine(180, "both")
        for item in (self.item + self.second) - payment.allocation_ids.move_line_id:
            payment.screen_add_item(item.id)
        payment.screen_set_amount(self.second.id, 79)
        (self.credit_of(self.paid_in(100).move_id) + self.item).reconcile()
        (self.credit_of(self.paid_in(30).move_id) + self.second).reconcile()
        self.assertTrue(payment.screen_payment()["is_stale"])
        payment.screen_renew()
        [line] = payment.allocation_ids
        self.assertEqual((line.move_line_id, line.open_amount, line.amount, line.left), (self.second, 50, 50, 0))

    def test_refused_in_words(self):
        payment = self.mine(100, self.bill.name)
        (self.credit_of(self.paid_in(100).move_id) + self.item).reconcile()
        self.assertIn("is settled already", payment.sudo()._against_applying())
