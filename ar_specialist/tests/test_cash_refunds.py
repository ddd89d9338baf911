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
        refund.with_user(self.manager).action_post()
        self.assertTrue(application.payment_id.move_line_id.reconciled)

    def proposed(self, user):
        payment = self.allocate(self.statement_payment(120.0), (self.item, 100.0))
        return payment.with_user(user)._apply(rest="refund").sudo().refund_id

    def test_two_people(self):
        """Who proposed a refund does not confirm it, be it a manager; whoever changed it last neither."""
        self.colleague.group_ids += self.env.ref("account.group_account_invoice")
        refund = self.proposed(self.manager)
        self.assertEqual(refund.ar_prepared_by_id, self.manager)
        self.assertNotEqual(refund.activity_ids.user_id, self.manager, "somebody is asked who may")
        for confirm in (lambda: refund.with_user(self.manager).action_post(),
                        lambda: refund.with_user(self.manager).write({"state": "in_process"})):
            with self.assertRaisesRegex(UserError, "somebody else confirms"), self.env.cr.savepoint():
                confirm()
        refund.with_user(self.colleague).memo = "our refund"
        self.assertEqual(refund.ar_prepared_by_id, self.manager, "the memo is nothing to be looked at twice")
        refund.with_user(self.colleague).partner_bank_id = self.theirs[1]
        self.assertEqual(refund.ar_prepared_by_id, self.colleague)
        with self.assertRaisesRegex(UserError, "somebody else confirms"), self.env.cr.savepoint():
            refund.with_user(self.colleague).action_post()
        refund.with_user(self.manager).action_post()
        self.assertEqual(refund.state, "in_process")

    def test_one_person_up_to_the_limit(self):
        for values, may in (
            ({"ar_refund_alone_limit": 19.99}, False), ({"ar_refund_alone_limit": 20.0}, True),
            ({"ar_refund_two_people": False}, True),
        ):
            with self.subTest(values), self.env.cr.savepoint() as savepoint:
                self.company.write(values)
                refund = self.proposed(self.manager).with_user(self.manager)
                if may:
                    refund.action_post()
                    self.assertEqual(refund.state, "in_process")
                else:
                    with self.assertRaises(UserError):
                        refund.action_post()
                savepoint.rollback()

    def test_payments_that_are_no_refunds(self):
        """Who registers a payment confirms it, as ever."""
        payment = self.env["account.payment"].with_user(self.manager).create({
            "payment_type": "outbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": 20.0,
            "journal_id": self.bank.id})
        payment.amount = 21.0
        payment.action_post()
        self.assertFalse(payment.ar_prepared_by_id)

    def test_needs_a_bank(self):
        self.bank.outbound_payment_method_line_ids.unlink()
        with self.assertRaisesRegex(UserError, "no bank journal"):
            self.over(rest="refund")
