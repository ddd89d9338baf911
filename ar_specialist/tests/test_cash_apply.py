from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApply(CashApplyCommon):
    """Applying one payment and undoing it, from a bank statement and from a credit on the account."""

    def both(self, amount, **values):
        """Return one payment of each kind."""
        return self.statement_payment(amount, **values), self.credit_payment(amount, **values)

    def test_exactly_what_was_said(self):
        """Two items in part, though either could take all of the money; what is left is a credit."""
        for payment in self.both(100):
            with self.subTest(payment=payment):
                first, second = (self.items(self.invoice(80, "2024-01-01")) for _number in range(2))
                before = self.ledger()
                application = self.apply(payment, (first, 50), (second, 30))
                self.assertEqual((first.amount_residual, second.amount_residual), (30, 50))
                self.assertEqual((application.amount, application.amount_left), (80, 20))
                self.assertEqual((payment.state, payment.amount_left), ("unapplied", 20))
                self.assertEqual(payment.move_line_id.amount_residual, -20)
                self.assertEqual(application.line_ids.mapped("left"), [30, 50])
                application.with_user(self.specialist).action_undo("wrong")
                self.assertEqual(self.ledger(), before)
                self.assertEqual((payment.state, payment.amount_left, application.state), ("check", 100, "undone"))
                self.assertEqual((application.undo_reason, application.undone_by_id), ("wrong", self.specialist))

    def test_credit_note_is_netted(self):
        for payment in self.both(100):
            with self.subTest(payment=payment):
                bill = self.items(self.invoice(120, "2024-01-01"))
                note = self.items(self.invoice(20, "2024-01-02", move_type="out_refund"))
                before = self.ledger()
                application = self.apply(payment, (bill, 120), (note, -20))
                self.assertTrue(bill.reconciled and note.reconciled)
                self.assertEqual((payment.state, payment.amount_left), ("applied", 0))
                application.action_undo()
                self.assertEqual(self.ledger(), before)

    def test_difference_and_charges(self):
        for payment in self.both(95):
            with self.subTest(payment=payment):
                bill = self.items(self.invoice(100, "2024-01-01"))
                before = self.ledger()
                application = self.apply(payment, (bill, 95, {"write_off": 0.5, "charges": 4.5}))
                self.assertTrue(bill.reconciled)
                booked = {
                    account: sum(self.env["account.move.line"].search([
                        ("account_id", "=", account.id)]).mapped("balance"))
                    for account in (self.tolerance, self.charges)}
                self.assertEqual(list(booked.values()), [0.5, 4.5])
                application.action_undo()
                self.assertEqual(self.ledger(), before)

    def test_statement_line_as_core_leaves_it(self):
        """Undone, the entry has the bank's line and the suspense line again, and the line its partner of before."""
        payment = self.statement_payment(100)
        line = payment.statement_line_id
        bill = self.items(self.invoice(100, "2024-01-01"))
        application = self.apply(payment, (bill, 100))
        self.assertTrue(line.is_reconciled)
        self.assertEqual((line.partner_id, line.amount_residual), (self.customer, 0))
        application.action_undo()
        self.assertFalse(line.is_reconciled or line.partner_id)
        _liquidity, suspense, others = line._seek_for_lines()
        self.assertEqual((suspense.balance, len(others), line.amount_residual), (-100, 0, -100))

    def test_left_on_account_is_applied_later(self):
        payment = self.statement_payment(100)
        before = self.ledger()
        kept = payment.with_user(self.specialist)._keep_on_account()
        self.assertEqual((payment.state, payment.amount_left), ("on_account", 100))
        self.assertEqual(payment.move_line_id.amount_residual, -100)
        bill = self.items(self.invoice(70, "2024-01-01"))
        later = self.apply(payment, (bill, 70))
        self.assertEqual((payment.state, payment.amount_left, bill.amount_residual), ("unapplied", 30, 0))
        with self.assertRaisesRegex(UserError, "was applied again since"), self.env.cr.savepoint():
            kept.action_undo()
        later.action_undo()
        self.assertEqual((payment.state, payment.amount_left), ("check", 100))
        bill.move_id.button_draft()
        bill.move_id.with_context(force_delete=True).unlink()
        kept.action_undo()
        self.assertEqual((payment.state, payment.move_line_id.id), ("check", False))
        self.assertEqual(self.ledger(), before)
