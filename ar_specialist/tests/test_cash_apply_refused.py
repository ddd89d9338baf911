from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyRefused(CashApplyCommon):
    """What speaks against applying, in words; nothing is done then."""

    def refused(self, regex, payment, *parts):
        self.allocate(payment, *parts)
        before = self.ledger()
        with self.subTest(regex), self.env.cr.savepoint() as savepoint:
            with self.assertRaisesRegex(UserError, regex):
                payment.with_user(self.specialist)._apply()
            savepoint.rollback()
        self.assertEqual(self.ledger(), before)
        self.assertFalse(self.env["ar.cash.application"].search([("payment_id", "=", payment.id)]))

    def test_refusals(self):
        for payment in (self.statement_payment(100), self.credit_payment(100)):
            bill = self.items(self.invoice(80, "2024-01-01"))
            note = self.items(self.invoice(80, "2024-01-01", move_type="out_refund"))
            self.refused("No items are chosen", payment)
            self.refused("only .*80.00 open", payment, (bill, 90))
            self.refused("only .*80.00 open", payment, (bill, 79, {"discount": 2}))
            self.refused("more than nothing", payment, (bill, -10))
            self.refused("more than nothing", payment, (bill, 0))
            self.refused("more than nothing", payment, (bill, 80, {"write_off": -5}))
            self.refused("more than nothing", payment, (note, 10))
            self.refused("no open item", payment, (bill.move_id.line_ids - bill, 10))
            more = self.items(self.invoice(80, "2024-01-01"))
            self.refused("60.00 more than there is", payment, (bill, 80), (more, 80))
            payment.sudo().partner_id = False
            self.refused("Say first which customer", payment, (bill, 80))

    def test_credits_alone(self):
        """Credits that pay nothing are no use of a payment that stands on the account."""
        payment = self.credit_payment(100)
        note = self.items(self.invoice(80, "2024-01-01", move_type="out_refund"))
        self.refused("more than what there is to pay", payment, (note, -80))

    def test_reconciled_meanwhile(self):
        statement, credit = self.statement_payment(100), self.credit_payment(100)
        bill, other = (self.items(self.invoice(100, "2024-01-01")) for _number in range(2))
        self.match(other, credit.move_line_id)
        self.refused("reconciled elsewhere", credit, (bill, 100))
        _liquidity, suspense, _others = statement.statement_line_id._seek_for_lines()
        suspense.account_id = self.revenue
        self.refused("reconciled elsewhere", statement, (bill, 100))

    def test_twice(self):
        payment = self.statement_payment(100)
        bill = self.items(self.invoice(100, "2024-01-01"))
        application = self.apply(payment, (bill, 100))
        with self.assertRaisesRegex(UserError, "is applied already"):
            payment.with_user(self.specialist)._apply()
        application.action_undo()
        with self.assertRaisesRegex(UserError, "is undone"):
            application.action_undo()

    def test_no_accounts(self):
        self.company.write({
            "ar_cash_tolerance_account_id": False, "ar_cash_charges_account_id": False,
            "ar_writeoff_account_id": False})
        bill = self.items(self.invoice(100, "2024-01-01"))
        for payment in (self.statement_payment(90), self.credit_payment(90)):
            self.refused("no account for differences", payment, (bill, 90, {"write_off": 10}))
            self.refused("no account for bank charges", payment, (bill, 90, {"charges": 10}))

    def test_rights(self):
        """Specialists apply and undo; who only reads does neither; nobody writes the log."""
        payment = self.statement_payment(100)
        bill = self.items(self.invoice(100, "2024-01-01"))
        self.allocate(payment, (bill, 100))
        with self.assertRaises(AccessError):
            payment.with_user(self.auditor)._apply()
        application = payment.with_user(self.specialist)._apply()
        self.assertEqual(application.user_id, self.specialist)
        self.assertEqual(application.with_user(self.auditor).amount, 100)
        with self.assertRaises(AccessError):
            application.with_user(self.auditor).action_undo()
        for values in ({"amount": 1}, {"state": "undone"}):
            with self.assertRaises(AccessError):
                application.with_user(self.manager).write(values)
        application.with_user(self.colleague).action_undo()

    def test_other_company(self):
        other = self.setup_other_company(name="Other")["company"]
        payment = self.statement_payment(100)
        bill = self.items(self.invoice(100, "2024-01-01"))
        application = self.apply(payment, (bill, 100))
        stranger = self.env["res.users"].create({
            "name": "Stranger", "login": "stranger", "company_id": other.id, "company_ids": other.ids,
            "group_ids": [(6, 0, self.manager.group_ids.ids)]})
        for record in (application, application.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(stranger).read(["amount"])
        with self.assertRaises(AccessError):
            application.with_user(stranger).action_undo()
