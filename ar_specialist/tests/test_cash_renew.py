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

    def test_undoing_opens_items_for_others(self):
        """What waits for the same customer gets what is open again, without the scheduled action."""
        payments = self.payments.with_user(self.specialist)
        first = self.mine(100, self.bill.name)
        applied = first.screen_apply()
        second = self.mine(100, f"{self.bill.name} again")
        self.assertNotIn(self.item, second.allocation_ids.move_line_id)
        first.screen_undo(applied["application_id"])
        self.assertEqual(second.allocation_ids.move_line_id, self.item)
        self.assertFalse(payments.screen_collect())

    def test_undone_in_the_books(self):
        credit = self.credit_of(self.paid_in(100).move_id)
        (credit + self.item).reconcile()
        payment = self.mine(100, f"{self.bill.name} again")
        self.assertNotIn(self.item, payment.allocation_ids.move_line_id)
        credit.remove_move_reconcile()
        self.assertTrue(self.payments.with_user(self.specialist).screen_collect())
        self.assertEqual(payment.allocation_ids.move_line_id, self.item)

    def test_undoing_makes_a_ready_one_doubtful(self):
        """Two items of one amount: which one is meant is not said."""
        twin = self.items(self.invoice(100, "2024-05-03", "2024-05-31"))
        first = self.mine(100, self.bill.name)
        applied = first.screen_apply()
        second = self.received(100, "", "Azure Interior", partner_id=self.customer.id)
        self.assertEqual((second.state, second.allocation_ids.move_line_id), ("ready", twin))
        self.env["ar.cash.application"].browse(applied["application_id"]).action_undo()
        self.payments.with_user(self.specialist).screen_apply_ready()
        self.assertEqual(second.state, "check")
        self.assertTrue(second.ambiguous)

    def test_paid_before_the_invoice(self):
        payment = self.mine(55, "order 17")
        self.assertFalse(payment.allocation_ids)
        payment.sudo().proposed_on = "2024-01-01 00:00:00"
        item = self.items(self.invoice(55, "2024-05-03", "2024-05-31"))
        self.env.flush_all()
        self.assertTrue(self.payments.with_user(self.specialist).screen_collect())
        self.assertEqual(payment.allocation_ids.move_line_id, item)

    def test_chosen_items_stay(self):
        payment = self.mine(180, "both")
        if self.second not in payment.allocation_ids.move_line_id:
            payment.screen_add_item(self.second.id)
        payment.screen_set_amount(self.second.id, 79)
        before = payment.allocation_ids.ids
        credit = self.credit_of(self.paid_in(20).move_id)
        (credit + self.items(self.invoice(20, "2024-05-04"))).reconcile()
        credit.remove_move_reconcile()
        self.payments.with_user(self.specialist).screen_collect()
        self.assertEqual(payment.allocation_ids.ids, before)

    def test_refused_in_words(self):
        payment = self.mine(100, self.bill.name)
        (self.credit_of(self.paid_in(100).move_id) + self.item).reconcile()
        self.assertIn("is settled already", payment.sudo()._against_applying())
