from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestDisputeResolutions(DisputesCommon):
    """Credit note, write-off, rejection: each in one step, once, and undoable."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"ar_writeoff_account_id": cls.company_data["default_account_expense"].id,
                           "ar_writeoff_limit": 25.0, "ar_manager_id": cls.manager.id})
        cls.tax = cls.company_data["default_tax_sale"]  # 15 %

    def taxed(self, *prices, taxes=None, due="2024-01-01"):
        """Make an invoice with a line per price, the first one taxed by `taxes`."""
        term = {"invoice_payment_term_id": due.id} if hasattr(due, "id") else {
            "invoice_date_due": due, "invoice_payment_term_id": False}
        move = self.env["account.move"].create({
            "move_type": "out_invoice", "partner_id": self.customer.id, "invoice_date": "2024-01-01", **term,
            "invoice_line_ids": [
                Command.create({
                    "name": f"Line {number}", "price_unit": price, "account_id": self.revenue.id,
                    "tax_ids": [Command.set((self.tax if not number or taxes is None else taxes).ids)]})
                for number, price in enumerate(prices)
            ],
        })
        move.action_post()
        return move

    def test_credit_note_for_all(self):
        """The whole invoice: an exact reversal."""
        bill = self.taxed(100, 33.33)
        dispute = self.dispute(self.items(bill))
        note = dispute._credit()
        self.assertEqual((note.move_type, note.state, note.reversed_entry_id), ("out_refund", "posted", bill))
        self.assertEqual(note.amount_total, bill.amount_total)
        self.assertEqual(note.invoice_line_ids.mapped("name"), ["Line 0", "Line 1"])
        self.assertEqual((dispute.state, dispute.resolution, dispute.move_ids), ("resolved", "credit_note", note))
        self.assertEqual(bill.payment_state, "reversed")

    def test_credit_note_for_part_with_tax(self):
        """1.15 × (100 + 33.33) = 153.33, and 10 untaxed; 50 contested are shared by both kinds, to the cent."""
        bill = self.taxed(100, 33.33, 10, taxes=self.tax.browse())
        dispute = self.dispute(self.items(bill), amount=50.0)
        note = dispute._credit()
        self.assertEqual(note.amount_total, 50.0)
        part = 50.0 / bill.amount_total
        self.assertAlmostEqual(note.amount_tax, bill.amount_tax * part, delta=0.02)
        self.assertEqual(note.line_ids.tax_line_id, self.tax)
        self.assertAlmostEqual(bill.amount_residual, bill.amount_total - 50.0)
        self.assertFigures(dispute, credited=50.0)
        self.assertEqual(dispute.state, "resolved")

    def test_credit_note_for_a_line(self):
        """Only the second line, 10 untaxed, is contested, 4 of it: one line, no tax."""
        bill = self.taxed(100, 10, taxes=self.tax.browse())
        line = bill.invoice_line_ids[1]
        dispute = self.env["ar.dispute"].with_user(self.specialist).create({"line_ids": [
            Command.create({"move_line_id": self.items(bill).id, "invoice_line_id": line.id, "amount": 4.0})]})
        note = dispute._credit()
        self.assertEqual((note.amount_total, note.amount_tax, note.invoice_line_ids.name), (4.0, 0.0, "Line 1"))

    def test_line_contested_as_a_whole_by_default(self):
        bill = self.taxed(100, 10)
        dispute = self.env["ar.dispute"].create({"line_ids": [
            Command.create({"move_line_id": self.items(bill).id, "invoice_line_id": bill.invoice_line_ids[1].id})]})
        self.assertEqual(dispute.amount, 11.5)

    def test_credit_note_settles_the_contested_instalment(self):
        term = self.env["account.payment.term"].create({"name": "Halves", "line_ids": [
            Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (0, 30)]})
        bill = self.invoice(100, "2024-01-01", due=term)
        first, second = self.items(bill).sorted("date_maturity")
        dispute = self.dispute(second, amount=20.0)
        dispute._credit()
        self.assertEqual((first.amount_residual, second.amount_residual), (50.0, 30.0))
        self.assertFigures(dispute, credited=20.0)

    def test_credit_note_in_foreign_currency(self):
        bill = self.invoice(50, "2024-01-01", currency_id=self.foreign.id)
        note = self.dispute(self.items(bill), amount=10.0)._credit()
        self.assertEqual((note.currency_id, note.amount_total), (self.foreign, 10.0))

    def test_credit_part_and_reject_the_rest(self):
        dispute = self.dispute(amount=30.0)
        action = dispute.action_credit()
        wizard = self.env["ar.dispute.credit"].with_user(self.specialist).with_context(**action["context"]).create(
            {"amount": 10.0, "rest": "reject"})
        wizard.action_credit()
        self.assertFigures(dispute, credited=10.0, dropped=20.0)
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "partly"))
        wizard.action_credit()
        self.assertEqual(len(dispute.move_ids), 1, "a second click makes nothing")

    def test_credit_refused(self):
        dispute = self.dispute(amount=30.0)
        with self.refused("is not possible"):
            dispute._credit(30.01)
        with self.refused("day to come"):
            dispute._credit(date=self.day("2199-01-01"))
        with self.refused("Nothing of"):
            self.dispute(kind="inquiry")._credit()
        dispute._credit()
        with self.refused("is Resolved already"):
            dispute._credit()
        entry = self.entry(10, "2024-01-01")
        with self.refused("is not an invoice"):
            self.dispute(entry)._credit()
        with self.assertRaises(AccessError):
            self.dispute(amount=5.0).with_user(self.auditor)._credit()

    def test_undoing_the_credit_note_opens_the_case(self):
        dispute = self.dispute(amount=30.0)
        note = dispute._credit()
        self.items(note).remove_move_reconcile()
        self.assertEqual(dispute.state, "open")
        self.assertFigures(dispute, open=30.0)

    def test_write_off_within_the_limit(self):
        dispute = self.dispute(amount=25.0)
        dispute.action_write_off()
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "written_off"))
        self.assertFigures(dispute, written_off=25.0)
        self.assertEqual(self.item.amount_residual, 75.0)
        entry = dispute.move_ids
        self.assertEqual(entry.state, "posted")
        self.assertEqual(entry.line_ids.filtered("debit").account_id, self.company.ar_writeoff_account_id)
        with self.refused("is Resolved already"):
            dispute.action_write_off()
        dispute.action_undo_write_off()
        self.assertEqual((dispute.state, self.item.amount_residual), ("open", 100.0))
        self.assertEqual(entry.reversal_move_ids.state, "posted")
        with self.refused("no write-off to undo"):
            dispute.action_undo_write_off()

    def test_write_off_over_the_limit(self):
        dispute = self.dispute(amount=25.01)
        dispute.action_write_off()
        self.assertEqual((dispute.state, dispute.write_off_asked), ("open", 25.01))
        self.assertEqual(dispute.activity_ids.user_id, self.manager)
        with self.assertRaises(AccessError):
            dispute.action_approve_write_off()
        dispute.with_user(self.manager).action_approve_write_off()
        self.assertEqual((dispute.resolution, dispute.write_off_asked), ("written_off", 0.0))
        self.assertFalse(dispute.activity_ids)

    def test_write_off_in_two_cases(self):
        """The limit is of the document: a second case of it doesn't go around the limit; undone, it may."""
        first = self.dispute(amount=20.0)
        first.action_write_off()
        second = self.dispute(amount=20.0)
        second.action_write_off()
        self.assertEqual((first.state, second.state, second.write_off_asked), ("resolved", "open", 20.0))
        first.action_undo_write_off()
        second.action_write_off()
        self.assertEqual(second.state, "resolved")

    def test_write_off_of_more_than_was_asked_for(self):
        """The manager approves the amount that they were asked about, and is asked once."""
        dispute = self.dispute(amount=30.0)
        dispute.action_write_off()
        dispute.action_write_off()
        self.assertEqual(len(dispute.activity_ids), 1)
        dispute.amount = 90.0
        with self.refused("30.00 were asked for, but .*90.00 are contested"):
            dispute.with_user(self.manager).action_approve_write_off()
        dispute.action_write_off()
        dispute.with_user(self.manager).action_approve_write_off()
        self.assertEqual((dispute.state, dispute.amount_written_off), ("resolved", 90.0))

    def test_write_off_refused_by_the_manager(self):
        dispute = self.dispute(amount=30.0)
        with self.refused("waits for approval"):
            dispute.with_user(self.manager).action_approve_write_off()
        dispute.action_write_off()
        with self.assertRaises(AccessError):
            dispute.action_refuse_write_off()
        dispute.with_user(self.manager).action_refuse_write_off()
        self.assertEqual((dispute.write_off_asked, dispute.state), (0.0, "open"))
        self.assertFalse(dispute.activity_ids)

    def test_write_off_in_foreign_currency(self):
        """40 euros are 20 dollars: within the limit of 25."""
        item = self.items(self.invoice(50, "2024-01-01", currency_id=self.foreign.id))
        dispute = self.dispute(item, amount=40.0)
        dispute.action_write_off()
        self.assertEqual((dispute.resolution, item.amount_residual_currency), ("written_off", 10.0))

    def test_write_off_without_account(self):
        self.company.ar_writeoff_account_id = False
        with self.refused("no account for write-offs"):
            self.dispute(amount=5.0).action_write_off()

    def test_other_write_offs_are_recognised(self):
        """An entry against an expense is a write-off, whoever made it."""
        dispute = self.dispute(amount=30.0)
        entry = self.env["account.move"].create({"move_type": "entry", "date": "2024-02-01", "line_ids": [
            Command.create({"account_id": self.item.account_id.id, "partner_id": self.customer.id, "balance": -30}),
            Command.create({"account_id": self.company_data["default_account_expense"].id, "balance": 30}),
        ]})
        entry.action_post()
        self.match(self.item, entry)
        self.assertFigures(dispute, written_off=30.0)

    def test_rejected(self):
        dispute = self.dispute(amount=30.0)
        composer = dispute.action_reject()
        self.assertEqual(composer["res_model"], "mail.compose.message")
        self.assertEqual(dispute.state, "open", "not before the answer is sent")
        with self.refused("who gets the answer"):
            self.env["mail.compose.message"].with_user(self.specialist).with_context(**composer["context"]).create(
                {"body": "No.", "partner_ids": False}).action_send_mail()
        self.env["mail.compose.message"].with_user(self.specialist).with_context(**composer["context"]).create(
            {"body": "No."}).action_send_mail()
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "rejected"))
        self.assertFigures(dispute, dropped=30.0)
        self.pay(40)
        self.assertEqual(dispute.state, "resolved")
        dispute.action_reopen()
        self.assertFigures(dispute, open=30.0)
