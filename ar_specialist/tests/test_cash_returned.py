from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .test_cash_choices import ChoicesCommon

DAY, BACK = "2024-03-01", "2024-03-08"


@tagged("-at_install", "post_install")
class TestCashReturned(ChoicesCommon):
    """Payments that the bank takes back: items open again, fee, stage, contact log; and undone again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.chasing = cls.env.ref("ar_specialist.stage_chasing")

    def bank_line(self, amount, day=BACK, **values):
        return self.env["account.bank.statement.line"].create({
            "journal_id": self.bank.id, "date": day, "payment_ref": "RETURN", "amount": -amount, **values})

    def make_return(self, payment, line=None, **values):
        return self.env["ar.cash.return"].with_user(self.specialist).create({
            "payment_id": payment.id, "statement_line_id": line.id if line else False, "date": BACK, "stage_id": False,
            **values})

    def paid(self, make=None, amount=100.0, **options):
        """Return a payment of the invoice, applied."""
        return self.short(amount, (make or self.statement_payment)(amount), **options).payment_id

    def of_each_way(self, check):
        """Call `check` for payments by statement and by credit, taken back by the bank's line and by hand."""
        for make in (self.statement_payment, self.credit_payment):
            for with_line in (True, False):
                with self.subTest(make.__name__, line=with_line), self.env.cr.savepoint() as savepoint:
                    check(make, with_line)
                    savepoint.rollback()

    def test_returned_and_undone(self):
        def check(make, with_line):
            payment = self.paid(make)
            line = self.bank_line(100.0) if with_line else None
            before = self.ledger()
            back = self.make_return(payment, line)
            back.action_confirm()
            self.assertEqual((back.state, payment.state), ("done", "returned"))
            self.assertEqual(payment.application_ids.state, "returned")
            self.assertEqual((self.item.amount_residual, self.bill.payment_state), (100.0, "not_paid"))
            self.assertEqual(self.account_balance(), 100.0)
            if line:
                self.assertTrue(line.is_reconciled)
            back.action_undo("wrong customer")
            self.assertEqual(self.ledger(), before)
            self.assertEqual((back.state, payment.state), ("undone", "applied"))
            self.assertEqual(payment.application_ids.state, "applied")
            payment.application_ids.action_undo()
            self.assertEqual(self.item.amount_residual, 100.0)

        self.of_each_way(check)

    def account_balance(self):
        lines = self.env["account.move.line"].search([
            ("account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
            ("partner_id", "=", self.customer.id), ("company_id", "=", self.company.id)])
        return sum(lines.mapped("amount_residual"))

    def test_what_no_money_settled_is_open_again(self):
        """95 received: 2 written off within the tolerance, 3 by choice; 100 are owed again, nothing was written off."""
        def check(make, with_line):
            payment = self.allocate(make(95.0), (self.item, 95.0, {"write_off": 2.0}))
            payment.with_user(self.specialist)._apply(rest="write_off")
            before = self.ledger()
            line = self.bank_line(95.0) if with_line else None
            if line:
                before = self.ledger()
            back = self.make_return(payment, line)
            back.action_confirm()
            self.assertEqual(self.item.amount_residual, 100.0)
            self.assertEqual((self.balance(self.tolerance), self.balance(self.written_off)), (0.0, 0.0))
            back.action_undo()
            self.assertEqual(self.ledger(), before)

        self.of_each_way(check)

    def test_fee(self):
        """The bank takes 100 and 3.50; the customer is charged 5."""
        def check(make, with_line):
            payment = self.paid(make)
            line = self.bank_line(103.5) if with_line else None
            before = self.ledger()
            back = self.make_return(payment, line, fee=3.5, is_charged=True, fee_charged=5.0)
            self.assertEqual((back.amount, back.fee, back.amount_bank), (100.0, 3.5, 103.5))
            back.action_confirm()
            self.assertEqual(self.balance(self.charges), -1.5)
            self.assertEqual(self.account_balance(), 105.0)
            owed = self.items(back.fee_move_id)
            self.assertEqual((owed.amount_residual, str(owed.date_maturity)), (5.0, BACK))
            back.action_undo()
            self.assertEqual(self.ledger(), before)

        self.of_each_way(check)

    def test_charge_of_nothing_is_refused(self):
        back = self.make_return(self.paid(), self.bank_line(100.0), is_charged=True)
        self.assertEqual(back.fee_charged, 0.0)
        with self.assertRaisesRegex(UserError, "how much the customer is charged"):
            back.action_confirm()
        # Nothing to charge is not proposed to be charged.
        self.company.ar_cash_fee_is_charged = True
        back = self.env["ar.cash.return"].new({"payment_id": back.payment_id.id, "fee": 0.0})
        self.assertFalse(back.is_charged)
        back.fee = 2.0
        self.assertTrue(back.is_charged)

    def test_fee_that_was_paid(self):
        back = self.make_return(self.paid(), self.bank_line(103.5), is_charged=True)
        self.assertEqual(back.fee_charged, 3.5)
        back.action_confirm()
        self.match(back.fee_move_id, self.entry(-3.5, BACK))
        with self.assertRaisesRegex(UserError, "has been paid"), self.env.cr.savepoint():
            back.action_undo()
        self.assertEqual(back.state, "done")

    def test_credit_note_netted(self):
        note = self.invoice(20, "2024-01-15", move_type="out_refund")
        payment = self.statement_payment(80.0)
        self.apply(payment, (self.items(note), -20.0), (self.item, 100.0))
        line = self.bank_line(80.0)
        before = self.ledger()
        back = self.make_return(payment, line)
        back.action_confirm()
        self.assertEqual((self.item.amount_residual, self.items(note).amount_residual), (100.0, -20.0))
        back.action_undo()
        self.assertEqual(self.ledger(), before)

    def test_overpaid_and_refund_asked_for(self):
        application = self.apply(self.statement_payment(120.0), (self.item, 100.0), rest="refund")
        line = self.bank_line(120.0)
        before = self.ledger()
        back = self.make_return(application.payment_id, line)
        back.action_confirm()
        self.assertEqual((application.refund_id.state, self.account_balance()), ("canceled", 100.0))
        back.action_undo()
        self.assertEqual((application.refund_id.state, application.payment_id.state), ("draft", "on_account"))
        self.assertEqual(self.ledger(), before)

    def test_a_dispute_stays(self):
        application = self.short(95.0, rest="dispute")
        back = self.make_return(application.payment_id, self.bank_line(95.0))
        back.action_confirm()
        self.assertEqual((application.dispute_ids.state, application.dispute_ids.amount_open), ("open", 5.0))

    def test_foreign_currency(self):
        """100 EUR that came at 2 for 1 go back at another rate: items whole again, the difference is Odoo's."""
        bill = self.invoice(100, "2024-01-10", currency_id=self.foreign.id)
        item = self.items(bill)
        payment = self.statement_payment(48.0, foreign_currency_id=self.foreign.id, amount_currency=100.0)
        self.short(100.0, payment, item)
        line = self.bank_line(51.0, foreign_currency_id=self.foreign.id, amount_currency=-100.0)
        before = self.ledger()
        back = self.make_return(payment, line)
        back.action_confirm()
        self.assertEqual(item.amount_residual_currency, 100.0)
        self.assertEqual(item.amount_residual, item.balance)
        back.action_undo()
        self.assertEqual(self.ledger(), before)

    def test_stage_and_contact(self):
        self.bill.with_user(self.specialist).ar_stage_id = self.env.ref("ar_specialist.stage_reminded")
        payment = self.paid()
        back = self.make_return(
            payment, self.bank_line(100.0), stage_id=self.chasing.id, reason="funds", note="Called.")
        back.action_confirm()
        self.assertEqual((self.bill.ar_stage_id, self.account.stage_id), (self.chasing, self.chasing))
        log = self.account.contact_log_ids
        self.assertEqual((log.channel, log.move_line_ids, log.user_id), ("bank", self.item, self.specialist))
        self.assertIn("Insufficient funds", log.note)
        self.assertIn("Called.", log.note)
        back.action_undo()
        self.assertFalse(self.bill.ar_stage_id)
        self.assertEqual(self.account.contact_log_ids, log)

    def test_the_stage_proposed(self):
        stages = self.env["ar.stage"]._stages_of(self.company)
        payment = self.paid()
        for before, after in (
            (stages.browse(), stages[1]), (stages[0], stages[1]), (stages[2], stages[3]), (stages[-2], stages.browse()),
            (stages[-1], stages.browse()),
        ):
            self.assertEqual(before._raised(self.company), after)
        proposal = self.env["ar.cash.return"].create({"payment_id": payment.id, "date": BACK})
        self.assertEqual(proposal.stage_id, self.account.stage_id._raised(self.company))

    def test_once(self):
        payment = self.paid()
        first, second = (self.make_return(payment, self.bank_line(100.0)) for _time in range(2))
        first.action_confirm()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            first.action_confirm()
        with self.assertRaisesRegex(UserError, "is returned"), self.env.cr.savepoint():
            second.action_confirm()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            payment.application_ids.action_undo()
        first.action_undo()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            first.action_undo()
        second.action_confirm()
        self.assertEqual(second.state, "done")

    def test_settled_otherwise_since(self):
        payment = self.paid()
        back = self.make_return(payment, self.bank_line(100.0))
        back.action_confirm()
        self.pay_in(100.0)
        with self.assertRaisesRegex(UserError, "settled otherwise"), self.env.cr.savepoint():
            back.action_undo()
        self.assertEqual((back.state, payment.state), ("done", "returned"))

    def pay_in(self, amount):
        self.match(self.bill, self.entry(-amount, BACK))

    def test_what_does_not_fit(self):
        payment = self.paid()
        for values, words in (
            ({"line": self.bank_line(99.0)}, "less than the payment"),
            ({"line": self.bank_line(-100.0)}, "Money came in"),
            ({"date": "2024-02-28"}, "before it came"),
        ):
            with self.subTest(words), self.assertRaisesRegex(ValidationError, words), self.env.cr.savepoint():
                self.make_return(payment, **values)
        wrong = self.make_return(payment, self.bank_line(103.5), fee=1.0)
        with self.assertRaisesRegex(UserError, "do not come to that"), self.env.cr.savepoint():
            wrong.action_confirm()
        waiting = self.make_return(self.statement_payment(10.0), self.bank_line(10.0))
        with self.assertRaisesRegex(UserError, "only what is booked"), self.env.cr.savepoint():
            waiting.action_confirm()
        self.company.write({"ar_cash_charges_account_id": False})
        wrong.fee = 3.5
        with self.assertRaisesRegex(UserError, "no account for bank charges"), self.env.cr.savepoint():
            wrong.action_confirm()

    def test_payment_of_odoo_on_its_way(self):
        """A cheque that the bank never booked: what is outstanding is gone, too."""
        cheque = self.env["account.payment"].create({
            "payment_type": "inbound", "partner_type": "customer", "partner_id": self.customer.id, "amount": 100.0,
            "journal_id": self.bank.id, "date": DAY})
        cheque.action_post()
        credit = self.items(cheque.move_id)
        payment = self.payment(None, move_line_id=credit.id, currency_id=credit.currency_id.id, date=DAY, amount=100.0)
        self.short(100.0, payment)
        before = self.ledger()
        back = self.make_return(payment)
        back.action_confirm()
        outstanding = cheque.move_id.line_ids - credit
        self.assertTrue(outstanding.reconciled)
        self.assertEqual(self.item.amount_residual, 100.0)
        back.action_undo()
        self.assertEqual(self.ledger(), before)

    def test_rights(self):
        payment = self.paid()
        back = self.make_return(payment, self.bank_line(100.0))
        self.assertEqual(self.env["ar.cash.return"].with_user(self.auditor).search([]), back.sudo(False))
        for act in ("action_confirm", "action_dismiss"):
            with self.subTest(act), self.assertRaises(AccessError), self.env.cr.savepoint():
                getattr(back.with_user(self.auditor), act)()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            back.state = "done"
        self.assertEqual(self.make_return(payment, state="done").state, "proposed")
        back.action_confirm()
        for name, value in (("fee", 1.0), ("date", BACK), ("payment_id", payment.id)):
            with self.subTest(name), self.assertRaises(UserError), self.env.cr.savepoint():
                back[name] = value
        with self.assertRaises(UserError), self.env.cr.savepoint():
            back.sudo().unlink()
