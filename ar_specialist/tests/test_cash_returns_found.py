from odoo.tests import Form, tagged

from .test_cash_choices import ChoicesCommon

DAY, BACK = "2024-03-01", "2024-03-08"


@tagged("-at_install", "post_install")
class TestCashReturnsFound(ChoicesCommon):
    """Lines of the bank by which payments came back are found and proposed, never booked by themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        payment = cls.statement_payment(100.0)
        payment.write({
            "payer_account": "DE89370400440532013000", "payer_name": "partner_a",
            "structured_reference": "RF18539007547034"})
        cls.paid = cls.short(100.0, payment).payment_id
        cls.returns = cls.env["ar.cash.return"]

    def bank_line(self, amount=100.0, day=BACK, **values):
        return self.env["account.bank.statement.line"].create({
            "journal_id": self.bank.id, "date": day, "payment_ref": "RETURN", "amount": -amount, **values})

    def find(self):
        return self.returns._find(self.company)

    def test_found_by_what_the_bank_says(self):
        line = self.bank_line(
            103.5, account_number="DE89 3704 0044 0532 0130 00", ar_return_reason="AM04", ar_is_reversal=True)
        line.payment_ref = f"Return of {self.bill.name}"
        found = self.find()
        self.assertEqual(
            (found.payment_id, found.statement_line_id, found.state, found.reason, found.bank_code, found.fee),
            (self.paid, line, "proposed", "funds", "AM04", 3.5))
        self.assertEqual(str(found.date), BACK)
        self.assertGreaterEqual(found.points, 55)
        self.assertIn("same_account", [code for code, _points, _value in found.reasons])
        self.assertEqual(self.item.amount_residual, 0.0)
        self.assertFalse(self.find(), "asked once")
        found.with_user(self.specialist).action_confirm()
        self.assertEqual(self.item.amount_residual, 100.0)

    def test_not_found(self):
        for why, values in (
            ("amount alone", {}),
            ("too early", {"day": "2024-02-01", "ar_structured_reference": "RF18539007547034"}),
            ("too late", {"day": "2025-06-01", "ar_structured_reference": "RF18539007547034"}),
            ("fee too large", {"amount": 125.01, "ar_structured_reference": "RF18539007547034"}),
            ("less", {"amount": 99.99, "ar_structured_reference": "RF18539007547034"}),
        ):
            with self.subTest(why):
                self.bank_line(**values)
                self.assertFalse(self.find())
        self.bank_line(amount=125.0, ar_structured_reference="RF18539007547034")
        self.assertEqual(self.find().fee, 25.0)

    def test_our_own_refund_is_no_return(self):
        refund = self.env["account.payment"].create({
            "payment_type": "outbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": 100.0,
            "journal_id": self.bank.id, "date": BACK})
        refund.action_post()
        self.bank_line(account_number="DE89370400440532013000")
        self.assertFalse(self.find())

    def test_dismissed_is_not_asked_again(self):
        self.bank_line(account_number="DE89370400440532013000")
        found = self.find().with_user(self.specialist)
        found.action_dismiss()
        self.assertFalse(self.find())
        found.action_propose_again()
        self.assertEqual(found.state, "proposed")

    def test_booked_by_hand_meets_the_bank(self):
        back = self.returns.with_user(self.specialist).create({
            "payment_id": self.paid.id, "date": BACK, "fee": 3.5, "stage_id": False})
        back.action_confirm()
        line = self.bank_line(103.5, account_number="DE89370400440532013000")
        self.assertFalse(self.find())
        self.assertEqual(back.found_line_id, line)
        before = self.ledger()
        back.action_meet()
        self.assertTrue(line.is_reconciled)
        self.assertEqual((back.statement_line_id, back.found_line_id.id), (line, False))
        way = self.company.transfer_account_id
        self.assertEqual(self.balance(back.way_line_id.account_id), 0.0)
        self.assertTrue(way)
        back.action_undo()
        self.assertFalse(line.is_reconciled)
        self.assertEqual(self.item.amount_residual, 0.0)
        self.assertNotEqual(self.ledger(), before)

    def test_queries_do_not_grow(self):
        def queries(count):
            for number in range(count):
                self.bank_line(1000.0 + number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.find()
            return self.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(2), queries(30))

    def test_collecting_finds_them(self):
        line = self.bank_line(account_number="DE89370400440532013000", ar_is_reversal=True)
        self.env["ar.cash.payment"]._collect(self.company)
        found = self.returns.search([("statement_line_id", "=", line.id)])
        self.assertEqual(found.payment_id, self.paid)
        taken = line.ar_cash_payment_ids
        self.assertEqual(taken.amount, -100.0)
        found.action_confirm()
        self.assertEqual((taken.state, self.paid.state), ("returned", "returned"))
        self.env["ar.cash.payment"]._collect(self.company)
        self.assertEqual((taken.state, self.paid.state), ("returned", "returned"))
        found.action_undo()
        self.assertEqual((taken.state, self.paid.state), ("check", "applied"))
        self.env["ar.cash.payment"]._collect(self.company)
        self.assertEqual(self.paid.state, "applied")

    def test_dialog(self):
        """Entered on the payment, or on the bank's line; what is there already is shown."""
        action = self.paid.with_user(self.specialist).action_return()
        form = Form(
            self.returns.with_user(self.specialist).with_context(**action["context"]),
            view="ar_specialist.ar_cash_return_view_form_dialog")
        self.assertEqual((form.payment_id, form.amount), (self.paid, 100.0))
        form.statement_line_id = self.bank_line(104.0)
        self.assertEqual((form.fee, str(form.date)), (4.0, BACK))
        back = form.save()
        self.assertEqual(self.paid.application_ids.action_return()["res_id"], back.id)
        back.action_dismiss()
        line = self.bank_line(100.0, ar_is_reversal=True)
        self.env["ar.cash.payment"]._collect(self.company)
        action = line.ar_cash_payment_ids.with_user(self.specialist).action_return()
        self.assertFalse(action["res_id"])
        form = Form(
            self.returns.with_user(self.specialist).with_context(**action["context"]),
            view="ar_specialist.ar_cash_return_view_form_dialog")
        form.payment_id = self.paid
        form.save().action_confirm()
        self.assertEqual((self.paid.state, line.is_reconciled), ("returned", True))
