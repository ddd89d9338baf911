from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_cash_apply import DAY, CashApplyCommon


class ChoicesCommon(CashApplyCommon):
    """An invoice of 100, and what the company needs for write-offs, deductions and returns."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.written_off = cls.company_data["default_account_expense"].copy({"name": "Written off"})
        cls.freight = cls.company_data["default_account_expense"].copy({"name": "Freight"})
        cls.company.write({"ar_writeoff_account_id": cls.written_off.id, "ar_writeoff_limit": 10.0})
        cls.bill = cls.invoice(100, "2024-01-10")
        cls.item = cls.items(cls.bill)
        cls.accepted, cls.reviewed = cls.env["ar.deduction.reason"].create([
            {"name": "Freight", "is_reviewed": False, "account_id": cls.freight.id},
            {"name": "Damage", "account_id": cls.freight.id,
             "dispute_reason_id": cls.env.ref("ar_specialist.dispute_reason_quality").id}])

    @classmethod
    def short(cls, amount=95.0, payment=None, item=None, user=None, **options):
        """Apply a payment of `amount` to the invoice, with a choice about the rest."""
        payment = cls.allocate(payment or cls.statement_payment(amount), (item or cls.item, amount))
        return payment.with_user(user or cls.specialist)._apply(**options).sudo()

    def balance(self, account):
        lines = self.env["account.move.line"].search([("account_id", "=", account.id), ("parent_state", "=", "posted")])
        return sum(lines.mapped("balance"))

    def assertUndone(self, before, application):
        """Undo as the specialist: the books are as before."""
        application.with_user(self.specialist).action_undo("wrong")
        self.assertEqual(self.ledger(), before)
        self.assertEqual(application.state, "undone")


@tagged("-at_install", "post_install")
class TestCashChoices(ChoicesCommon):
    """What becomes of the difference between a payment and its items, and that undoing puts all of it back."""

    def of_each_source(self, check):
        """Call `check` with a payment by statement and with one by credit, and the ledger before it is applied."""
        for make in (self.statement_payment, self.credit_payment):
            with self.subTest(make.__name__), self.env.cr.savepoint() as savepoint:
                payment = make(95.0)
                check(payment, self.ledger())
                savepoint.rollback()

    def test_keep_open(self):
        def check(payment, before):
            application = self.short(payment=payment)
            self.assertEqual(self.item.amount_residual, 5.0)
            self.assertFalse(application.dispute_ids or application.rest_move_ids)
            self.assertUndone(before, application)

        self.of_each_source(check)

    def test_dispute(self):
        reason = self.env.ref("ar_specialist.dispute_reason_price")
        def check(payment, before):
            application = self.short(payment=payment, rest="dispute", reason=reason, note="Price of <b>May</b>")
            dispute = application.dispute_ids
            self.assertEqual(
                (dispute.amount_open, dispute.state, dispute.reason_id, dispute.user_id, dispute.kind),
                (5.0, "open", reason, self.specialist, "dispute"))
            self.assertIn("&lt;b&gt;May", dispute.description)
            self.assertIn(self.bill.name, dispute.subject)
            self.assertEqual(self.item.amount_residual, 5.0)
            self.assertUndone(before, application)
            self.assertEqual((dispute.state, dispute.amount_open), ("cancelled", 0.0))

        self.of_each_source(check)

    def test_what_became_of_a_dispute_stays(self):
        application = self.short(rest="dispute")
        application.dispute_ids.with_user(self.specialist).action_write_off()
        self.assertEqual(application.dispute_ids.state, "resolved")
        application.action_undo()
        self.assertEqual(self.item.amount_residual, 95.0)
        self.assertEqual((application.dispute_ids.state, application.dispute_ids.amount_written_off), ("resolved", 5.0))

    def test_write_off(self):
        def check(payment, before):
            application = self.short(payment=payment, rest="write_off")
            self.assertEqual((self.item.amount_residual, self.bill.payment_state), (0.0, "paid"))
            self.assertEqual(self.balance(self.written_off), 5.0)
            self.assertEqual(application.rest_move_ids, application.move_ids)
            self.assertUndone(before, application)

        self.of_each_source(check)

    def test_write_off_over_the_limit(self):
        before = self.ledger
        payment = self.statement_payment(85.0)
        books = before()
        with self.assertRaisesRegex(UserError, "more than you may write off"), self.env.cr.savepoint():
            self.short(85.0, payment, rest="write_off")
        self.assertEqual(before(), books)
        application = self.short(85.0, payment, rest="write_off", user=self.manager)
        self.assertEqual(self.balance(self.written_off), 15.0)
        application.action_undo()

    def test_the_limit_is_of_a_document(self):
        """7 written off after a dispute leave 3 of 10 for the next one, from here as from there."""
        dispute = self.env["ar.dispute"].with_user(self.specialist).create(
            {"move_line_ids": self.item.ids, "amount": 7.0})
        dispute.action_write_off()
        with self.assertRaisesRegex(UserError, "what was written off of it before counts"), self.env.cr.savepoint():
            self.short(89.0, rest="write_off")
        application = self.short(90.0, rest="write_off")
        self.assertEqual(self.item.amount_residual, 0.0)
        application.action_undo()
        self.short(60.0)
        later = self.env["ar.dispute"].with_user(self.specialist).create(
            {"move_line_ids": self.item.ids, "amount": 4.0})
        later.action_write_off()
        self.assertEqual((later.state, later.write_off_asked), ("open", 4.0))

    def test_write_off_at_the_limit(self):
        self.short(90.0, rest="write_off")
        self.assertEqual(self.balance(self.written_off), 10.0)

    def test_write_off_needs_an_account(self):
        self.company.ar_writeoff_account_id = False
        with self.assertRaisesRegex(UserError, "no account for write-offs"):
            self.short(rest="write_off")

    def test_deduction_that_is_accepted(self):
        def check(payment, before):
            application = self.short(payment=payment, rest="deduct", reason=self.accepted)
            self.assertEqual((self.item.amount_residual, self.balance(self.freight)), (0.0, 5.0))
            self.assertEqual(application.deduction_reason_id, self.accepted)
            self.assertFalse(application.dispute_ids)
            self.assertUndone(before, application)

        self.of_each_source(check)

    def test_deduction_that_is_looked_into(self):
        without = self.env["ar.deduction.reason"].create({"name": "Bonus", "is_reviewed": False})
        for reason, amount, why in (
            (self.reviewed, 95.0, "always"), (without, 95.0, "no account"), (self.accepted, 85.0, "over the limit"),
        ):
            with self.subTest(why), self.env.cr.savepoint() as savepoint:
                payment = self.statement_payment(amount)
                before = self.ledger()
                application = self.short(amount, payment, rest="deduct", reason=reason, note="see their letter")
                dispute = application.dispute_ids
                self.assertEqual(
                    (dispute.amount_open, dispute.deduction_reason_id, dispute.reason_id),
                    (100.0 - amount, reason, reason.dispute_reason_id))
                self.assertEqual(self.balance(self.freight), 0.0)
                self.assertUndone(before, application)
                self.assertEqual(dispute.state, "cancelled")
                savepoint.rollback()

    def test_an_accepted_case_goes_to_the_account_of_its_reason(self):
        dispute = self.short(rest="deduct", reason=self.reviewed).dispute_ids
        dispute.with_user(self.specialist).action_write_off()
        self.assertEqual((self.balance(self.freight), self.balance(self.written_off)), (5.0, 0.0))
        self.assertEqual((dispute.state, self.item.amount_residual), ("resolved", 0.0))

    def test_refusals(self):
        other = self.env.ref("ar_specialist.dispute_reason_price")
        for rest, reason, words in (
            ("deduct", None, "choose a reason"), ("deduct", other, "not one of those"),
            ("dispute", self.accepted, "not one of those"), ("refund", None, "Nothing of .* is left"),
        ):
            with self.subTest(rest), self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
                self.short(rest=rest, reason=reason)
        for rest in ("dispute", "write_off", "deduct"):
            with self.subTest(rest), self.assertRaisesRegex(UserError, "no rest"), self.env.cr.savepoint():
                self.short(100.0, rest=rest, reason=self.accepted if rest == "deduct" else None)
        self.env["ar.dispute"].create({"move_line_ids": self.item.ids})
        with self.assertRaisesRegex(ValidationError, "contested"), self.env.cr.savepoint():
            self.short(rest="dispute")

    def test_a_parent_pays_for_two_customers(self):
        """One case for each of them; written off in one entry."""
        other = self.items(self.invoice(50, "2024-01-10", partner=self.other_customer))
        payment = self.statement_payment(140.0)
        before = self.ledger()
        for rest in ("dispute", "write_off"):
            application = self.apply(payment, (self.item, 95.0), (other, 45.0), rest=rest)
            if rest == "dispute":
                self.assertEqual(
                    [(case.partner_id, case.amount_open) for case in application.dispute_ids.sorted("id")],
                    [(self.customer, 5.0), (self.other_customer, 5.0)])
            else:
                self.assertEqual((self.item + other).mapped("amount_residual"), [0.0, 0.0])
            self.assertUndone(before, application)

    def test_foreign_currency(self):
        """100 EUR at 2 for 1, 95 paid: 5 EUR, 2.50 of ours, are written off."""
        bill = self.invoice(100, "2024-01-10", currency_id=self.foreign.id)
        item = self.items(bill)
        payment = self.statement_payment(
            47.5, foreign_currency_id=self.foreign.id, amount_currency=95.0)
        before = self.ledger()
        application = self.short(95.0, payment, item, rest="write_off")
        self.assertEqual((item.amount_residual_currency, item.amount_residual), (0.0, 0.0))
        self.assertAlmostEqual(self.balance(self.written_off), item.balance * 0.05)
        self.assertUndone(before, application)

    def test_rights(self):
        payment = self.allocate(self.statement_payment(95.0), (self.item, 95.0))
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            payment.with_user(self.auditor)._apply(rest="write_off")
        reasons = self.env["ar.deduction.reason"]
        self.assertTrue(reasons.with_user(self.specialist).search([]))
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            reasons.with_user(self.specialist).create({"name": "Mine"})
        self.assertTrue(reasons.with_user(self.manager).create({"name": "Ours", "account_id": self.freight.id}))

    def test_day_of_the_entry(self):
        application = self.short(rest="write_off")
        self.assertEqual(application.rest_move_ids.date, application.date)
        self.assertNotEqual(str(application.date), DAY)
