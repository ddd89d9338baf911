from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashCollect(CashCommon):
    """What came in is there once, and what was matched elsewhere waits no longer."""

    def test_a_line_of_a_statement_is_one_payment(self):
        line = self.bank_line(
            100.0, "INV/1", "AZURE INTERIOR", account_number="BE71096123456769", ar_structured_reference="RF18",
            ar_bank_reference="B1", ar_charges=1.5, ar_text="first\nsecond")
        made = self.payments._collect(self.company)
        payment = self.of_line(line)
        self.assertIn(payment, made)
        self.assertRecordValues(payment, [{
            "name": line.move_id.name, "amount": 100.0, "amount_left": 100.0, "amount_company": 100.0, "charges": 1.5,
            "payer_name": "AZURE INTERIOR", "payer_account": "BE71096123456769", "structured_reference": "RF18",
            "text": "first\nsecond", "bank_reference": "B1", "state": "new", "currency_id": self.company.currency_id.id,
            "journal_id": self.bank.id, "partner_id": False, "customer_by": False, "is_return": False}])
        self.assertFalse(self.payments._collect(self.company), "collecting again finds nothing new")

    def test_customer_of_the_books_is_known(self):
        line = self.bank_line(100.0, partner_id=self.contact.id)
        self.payments._collect(self.company)
        payment = self.of_line(line)
        self.assertEqual((payment.partner_id, payment.customer_by), (self.customer, "source"))
        self.assertEqual(payment.account_id.partner_id, self.customer)
        self.assertTrue(payment.identified_on)

    def test_foreign_currency_of_a_line(self):
        line = self.bank_line(100.0, foreign_currency_id=self.foreign.id, amount_currency=200.0)
        self.payments._collect(self.company)
        self.assertRecordValues(self.of_line(line), [{
            "currency_id": self.foreign.id, "amount": 200.0, "amount_left": 200.0, "amount_company": 100.0}])

    def test_credit_of_a_payment_and_of_an_entry(self):
        payment = self.paid_in(70.0, memo="INV/7")
        entry = self.entry(-30.0, "2024-06-14")
        self.payments._collect(self.company)
        credit = self.of_item(self.credit_of(payment.move_id))
        self.assertRecordValues(credit, [{
            "amount": 70.0, "amount_left": 70.0, "customer_by": "source", "statement_line_id": False}])
        self.assertEqual(credit.text, "INV/7", "what Odoo calls its own items says nothing of the payer")
        self.assertEqual(self.of_item(entry).amount, 30.0)

    def test_no_payments(self):
        before = self.payments.search_count([])
        self.bank_line(-50.0, "rent")
        self.bank_line(50.0).move_id.button_draft()
        self.invoice(90.0, "2024-06-01", move_type="out_refund")
        self.paid_in(40.0, post=False)
        self.entry(60.0, "2024-06-14")
        self.payments._collect(self.company)
        self.assertEqual(self.payments.search_count([]), before)

    def test_money_back_of_a_customer_and_a_return(self):
        refund = self.bank_line(-20.0, partner_id=self.customer.id)
        returned = self.bank_line(-30.0, ar_is_reversal=True, ar_return_reason="AC04")
        self.payments._collect(self.company)
        self.assertRecordValues(self.of_line(refund) + self.of_line(returned), [
            {"amount": -20.0, "is_return": False}, {"amount": -30.0, "is_return": True}])

    def match(self, line, item):
        """Match a line of a statement with an item as Odoo's own screens do."""
        _liquidity, suspense, _others = line._seek_for_lines()
        suspense.write({"account_id": item.account_id.id, "partner_id": item.partner_id.id})
        (item + line.move_id.line_ids.filtered(lambda one: one.account_id == item.account_id)).reconcile()

    def test_matched_elsewhere_and_taken_apart_again(self):
        item = self.credit_of(self.invoice(100.0, "2024-06-01"))
        line = self.bank_line(100.0)
        self.payments._collect(self.company)
        payment = self.of_line(line)
        self.match(line, item)
        self.payments._collect(self.company)
        self.assertRecordValues(payment, [{"state": "applied", "is_elsewhere": True, "amount_left": 0.0}])
        line.action_undo_reconciliation()
        self.assertEqual(self.payments._collect(self.company), payment)
        self.assertRecordValues(payment, [{"state": "new", "is_elsewhere": False, "amount_left": 100.0}])

    def test_booked_on_account_is_the_same_payment(self):
        line = self.bank_line(100.0)
        self.payments._collect(self.company)
        item = self.credit_of(self.invoice(60.0, "2024-06-01"))
        self.match(line, item)
        count = self.payments.search_count([])
        self.payments._collect(self.company)
        payment = self.of_line(line)
        self.assertEqual(self.payments.search_count([]), count)
        self.assertEqual(payment.move_line_id.move_id, line.move_id)
        self.assertRecordValues(payment, [{
            "state": "new", "amount_left": 40.0, "partner_id": self.customer.id, "customer_by": "source"}])
        rest = self.credit_of(self.invoice(40.0, "2024-06-01"))
        (rest + payment.move_line_id).reconcile()
        self.payments._collect(self.company)
        self.assertRecordValues(payment, [{"state": "applied", "is_elsewhere": True}])
        rest.remove_move_reconcile()
        self.assertIn(payment, self.payments._collect(self.company))
        self.assertEqual(payment.amount_left, 40.0)

    def test_out_of_the_books_and_back(self):
        line = self.bank_line(100.0)
        self.payments._collect(self.company)
        payment = self.of_line(line)
        line.move_id.button_draft()
        self.payments._collect(self.company)
        self.assertEqual((payment.state, payment.is_elsewhere), ("set_aside", True))
        line.move_id.action_post()
        self.payments._collect(self.company)
        self.assertEqual(payment.state, "new")

    def test_deleted_payment_leaves_nothing(self):
        move = self.paid_in(70.0).move_id
        self.payments._collect(self.company)
        payment = self.of_item(self.credit_of(move))
        move.button_draft()
        move.origin_payment_id.unlink()
        self.payments._collect(self.company)
        self.assertFalse(payment.exists())

    def test_set_aside_by_a_person_stays(self):
        line = self.bank_line(100.0)
        self.payments._collect(self.company)
        self.of_line(line)._set_state("set_aside")
        self.payments._collect(self.company)
        self.assertEqual(self.of_line(line).state, "set_aside")

    def test_other_company_sees_nothing(self):
        other = self.setup_other_company()["company"]
        line = self.bank_line(100.0)
        self.payments._collect(other)
        self.assertFalse(self.of_line(line))

    def test_users_change_nothing_that_the_bank_says(self):
        self.make_users("specialist", "auditor")
        line = self.bank_line(100.0)
        self.payments._collect(self.company)
        payment = self.of_line(line)
        with self.assertRaises(UserError):
            payment.with_user(self.specialist).amount = 5.0
        payment.with_user(self.specialist).note = "asked"
        payment.with_user(self.specialist)._set_state("set_aside")
        with self.assertRaises(UserError):
            payment.with_user(self.specialist)._set_state("applied")
        self.assertEqual(payment.with_user(self.auditor).state, "set_aside")

    def test_queries_do_not_grow(self):
        def queries(count):
            for number in range(count):
                self.bank_line(10.0 + number, partner_id=self.customer.id)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.payments._collect(self.company)
            return self.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(3), queries(30))
