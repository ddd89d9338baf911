from odoo.tests import tagged

from ..queries.cash_registered import registered
from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashRegisteredPayments(CashCommon):
    """A payment registered on the invoice, then the bank's line of the same money."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paid = cls.invoice(100.0, "2024-06-01", name="INV/2024/00101")
        cls.payment = cls.paid_in(100.0, memo="INV/2024/00101", day="2024-06-10")
        (cls.credit_of(cls.payment.move_id) + cls.credit_of(cls.paid)).reconcile()
        cls.on_its_way = cls.payment.move_id.line_ids.filtered(lambda line: line.balance > 0)

    def test_the_line_confirms_the_payment(self):
        found = self.received(100.0, "INV/2024/00101", "Azure Interior")
        self.assertEqual(found.allocation_ids.move_line_id, self.on_its_way)
        self.assertEqual(found.state, "ready", found.reasons)
        application = found._apply()
        self.assertEqual((found.state, found.amount_left), ("applied", 0.0))
        self.assertTrue(self.on_its_way.reconciled and self.payment.is_matched)
        self.assertTrue(found.statement_line_id.is_reconciled)
        self.assertFalse(self.customer.commercial_partner_id.credit, "nothing stands on the account")
        application.action_undo()
        self.assertFalse(self.on_its_way.reconciled)
        self.assertEqual(self.on_its_way.amount_residual, 100.0)

    def test_by_amount_and_payer_alone_a_person_looks(self):
        found = self.received(100.0, "thanks", "Azure Interior")
        self.assertEqual(found.allocation_ids.move_line_id, self.on_its_way)
        self.assertIn("registered", [code for code, _points, _value in found.reasons])

    def test_too_old_or_another_amount_or_account(self):
        for values in (
                {"amount": 99.0}, {"amount": 100.0, "day": "2024-09-30"}, {"amount": 100.0, "day": "2024-05-30"},
                {"amount": 100.0, "journal_id": self.bank.copy().id}):
            with self.subTest(values=values):
                line = self.bank_line(**{"text": "INV/2024/00101", "payer": "Azure Interior", **values})
                self.payments._collect(self.company)
                self.assertEqual(registered(self.env, self.of_line(line).ids), ([], {}))

    def test_two_lines_one_payment(self):
        first = self.received(100.0, "INV/2024/00101", "Azure Interior")
        second = self.received(100.0, "INV/2024/00101", "Azure Interior")
        (first + second)._propose()
        self.assertEqual([first.state, second.state], ["ready", "check"])
