from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_cash_choices import ChoicesCommon


@tagged("-at_install", "post_install")
class TestCashRefunds(ChoicesCommon):
    """What a customer paid too much: on account, or back by a payment that somebody confirms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ar_manager_id = cls.manager
        cls.theirs = cls.env["res.partner.bank"].create([
            {"acc_number": number, "partner_id": cls.customer.id}
            for number in ("BE71096123456769", "DE89370400440532013000")])

    def over(self, payment=None, **options):
        return self.apply(payment or self.statement_payment(120.0), (self.item, 100.0), **options)

    def test_on_account(self):
        for make in (self.statement_payment, self.credit_payment):
            with self.subTest(make.__name__), self.env.cr.savepoint() as savepoint:
                payment = make(120.0)
                before = self.ledger()
                application = self.over(payment, rest="on_account")
                self.assertEqual((payment.state, payment.amount_left), ("on_account", 20.0))
                self.assertEqual(payment.move_line_id.amount_residual, -20.0)
                self.assertUndone(before, application)
                savepoint.rollback()

    def test_refund(self):
        for make in (self.statement_payment, self.credit_payment):
            with self.subTest(make.__name__), self.env.cr.savepoint() as savepoint:
                payment = make(120.0)
                payment.payer_account = "DE89 3704 0044 0532 0130 00"
                before = self.ledger()
                application = self.over(payment, rest="refund")
                refund = application.refund_id
                self.assertEqual(
                    (refund.state, refund.amount, refund.payment_type, refund.partner_id, refund.partner_bank_id),
                    ("draft", 20.0, "outbound", self.customer, self.theirs[1]))
                self.assertEqual(refund.activity_ids.user_id, self.manager)
                self.assertEqual(payment.state, "on_account")
                self.assertUndone(before, application)
                self.assertEqual(refund.state, "canceled")
                self.assertFalse(refund.activity_ids)
                savepoint.rollback()

    def test_confirmed_it_settles_the_credit(self):
        application = self.over(rest="refund")
        refund = application.refund_id
        refund.with_user(self.manager).action_post()
        self.assertEqual(refund.state, "in_process")
        self.assertTrue(application.payment_id.move_line_id.reconciled)
        self.assertFalse(refund.activity_ids)
        with self.assertRaisesRegex(UserError, "has been refunded"), self.env.cr.savepoint():
            application.action_undo()
        before = self.ledger()
        refund.action_draft()
        refund.action_cancel()
        application.action_undo()
        self.assertNotEqual(self.ledger(), before)
        self.assertEqual(self.item.amount_residual, 100.0)

    def test_credit_used_before_the_refund_is_confirmed(self):
        """15 of 20 go to another invoice meanwhile: 5 may still be refunded."""
        application = self.over(rest="refund")
        other = self.items(self.invoice(15, "2024-01-12"))
        (application.payment_id.move_line_id + other).reconcile()
        refund = application.refund_id
        with self.assertRaisesRegex(UserError, "are left"), self.env.cr.savepoint():
            refund.action_post()
        refund.amount = 5.0
        refund.action_post()
        self.assertTrue(application.payment_id.move_line_id.reconciled)

    def test_needs_a_bank(self):
        self.bank.outbound_payment_method_line_ids.unlink()
        with self.assertRaisesRegex(UserError, "no bank journal"):
            self.over(rest="refund")
