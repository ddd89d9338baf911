from odoo.tests import tagged

from .common_cash_apply import DAY, CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyAccounts(CashApplyCommon):
    """A parent pays for a subsidiary whose invoices are on another receivable account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.elsewhere = cls.company_data["default_account_receivable"].copy({"name": "Receivables of subsidiaries"})
        cls.subsidiary = cls.env["res.partner"].create(
            {"name": "Subsidiary", "is_company": True, "property_account_receivable_id": cls.elsewhere.id})

    def item_elsewhere(self, amount):
        item = self.entry(amount, DAY, partner=self.subsidiary)
        self.assertEqual(item.account_id, self.elsewhere)
        return item

    def test_credit_pays_items_of_both_accounts(self):
        own, other = self.entry(100.0, DAY), self.item_elsewhere(250.0)
        payment = self.credit_payment(300.0)
        before = self.ledger()
        application = self.apply(payment, (own, 100.0), (other, 180.0))
        self.assertEqual(own.amount_residual, 0.0)
        self.assertEqual(other.amount_residual, 70.0)
        self.assertEqual(payment.move_line_id.amount_residual, -20.0)
        self.assertEqual(sum(application.move_ids.line_ids.mapped("amount_residual")), 0.0)
        application.with_user(self.specialist).action_undo()
        self.assertEqual(self.ledger(), before)

    def test_credit_note_of_another_account_is_netted(self):
        own, note = self.entry(100.0, DAY), self.item_elsewhere(-40.0)
        payment = self.credit_payment(60.0)
        before = self.ledger()
        application = self.apply(payment, (own, 100.0), (note, -40.0))
        self.assertFalse(own.amount_residual or note.amount_residual or payment.move_line_id.amount_residual)
        application.with_user(self.specialist).action_undo()
        self.assertEqual(self.ledger(), before)
