from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestWriteOffOfDisputes(DisputesCommon):
    """What is written off in a dispute is a write-off like the others, and stays one thing from both sides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({
            "ar_writeoff_account_id": cls.company_data["default_account_expense"].id, "ar_writeoff_limit": 25.0,
            "ar_manager_id": cls.manager.id})

    def made(self, dispute):
        return self.env["ar.write.off"].search([("dispute_id", "=", dispute.id)])

    def test_stands_in_the_list(self):
        dispute = self.dispute(amount=20.0)
        dispute.action_write_off()
        made, today = self.made(dispute), self.company._ar_today()
        self.assertEqual(
            (made.kind, made.state, made.amount, made.line_ids.move_line_id, made.move_id, made.requested_by_id),
            ("dispute", "posted", 20.0, self.item, dispute.move_ids, self.specialist))
        self.assertIn(made, self.env["ar.write.off"]._posted_between(self.company, today, today))
        self.assertIn(dispute.name, made.move_id.ref)
        self.assertFalse(made.line_ids.has_moved_stage, "a dispute lost says nothing about the customer")

    def test_undone_from_either_side(self):
        dispute = self.dispute(amount=20.0)
        for undo in (lambda: dispute.action_undo_write_off(),
                     lambda: self.made(dispute).sorted()[0].with_user(self.manager).action_reverse()):
            dispute.action_write_off()
            undo()
            self.assertEqual(set(self.made(dispute).mapped("state")), {"reversed"})
            self.assertEqual((dispute.state, dispute.amount_written_off, self.item.amount_residual), ("open", 0, 100.0))

    def test_two_lines_of_an_invoice(self):
        """Contested by two lines of the invoice: one item, 12 + 8 written off of it."""
        bill = self.invoice(100, "2024-01-01")
        bill.button_draft()
        bill.invoice_line_ids = [Command.create({"name": "second", "price_unit": 8, "tax_ids": []})]
        bill.action_post()
        item, lines = self.items(bill), bill.invoice_line_ids
        dispute = self.env["ar.dispute"].with_user(self.specialist).create({"line_ids": [
            Command.create({"move_line_id": item.id, "invoice_line_id": line.id, "amount": amount})
            for line, amount in zip(lines, (12, 8), strict=True)]})
        dispute.action_write_off()
        self.assertEqual(self.made(dispute).line_ids.mapped("amount"), [20.0])
        self.assertEqual((dispute.state, item.amount_residual), ("resolved", 88.0))

    def test_nobody_approves_their_own(self):
        self.env["ar.write.off.limit"].create(
            {"company_id": self.company.id, "user_id": self.manager.id, "amount": 10.0})
        dispute = self.dispute(amount=30.0)
        dispute.with_user(self.manager).action_write_off()
        self.assertEqual((dispute.state, dispute.write_off_asked), ("open", 30.0))
        with self.refused_access("asked for .* yourself"):
            dispute.with_user(self.manager).action_approve_write_off()

    def test_over_the_limit_of_the_approver(self):
        self.env["ar.write.off.limit"].create(
            {"company_id": self.company.id, "user_id": self.manager.id, "amount": 29.0})
        dispute = self.dispute(amount=30.0)
        dispute.action_write_off()
        with self.refused_access("over your own limit"):
            dispute.with_user(self.manager).action_approve_write_off()

    def refused_access(self, regex):
        return self.assertRaisesRegex(AccessError, regex)
