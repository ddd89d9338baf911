from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .cash_invariants import wrong
from .test_cash_choices import ChoicesCommon

DAY, BACK = "2024-03-01", "2024-03-08"


@tagged("-at_install", "post_install")
class TestCashReturnedParts(ChoicesCommon):
    """One line of the bank takes back several payments, or a part of one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.returns = cls.env["ar.cash.return"].with_user(cls.specialist)
        cls.other_item = cls.items(cls.invoice(60, "2024-01-10", partner=cls.other_customer))

    def bank_line(self, amount, text="RETURN", **values):
        return self.env["account.bank.statement.line"].create({
            "journal_id": self.bank.id, "date": BACK, "payment_ref": text, "amount": -amount, **values})

    def make_return(self, payment, line=None, **values):
        return self.returns.create({
            "payment_id": payment.id, "statement_line_id": line.id if line else False, "date": BACK, "stage_id": False,
            **values})

    def both_paid(self, make):
        """Return payments of 100 and 60 of two customers, applied."""
        first, second = make(100.0), make(60.0, partner=self.other_customer)
        self.apply(first, (self.item, 100.0))
        self.apply(second, (self.other_item, 60.0))
        return first, second

    def assertBooksRight(self):
        self.assertEqual(wrong(self.env, self.company), {})

    def of_each_way(self, check):
        for make in (self.statement_payment, self.credit_payment):
            with self.subTest(make.__name__), self.env.cr.savepoint() as savepoint:
                check(make)
                savepoint.rollback()

    # Several

    def test_several_at_once(self):
        """100 and 60 go back by one line of 165: 5 is the bank's fee, of the first."""
        def check(make):
            payments = self.both_paid(make)
            line = self.bank_line(165.0)
            before = self.ledger()
            first = self.make_return(payments[0], line)
            self.assertEqual(first.fee, 65.0)
            second = self.make_return(payments[1], line)
            self.assertEqual((first.fee, second.fee), (5.0, 0.0))
            self.assertEqual(first.together_ids, second)
            second.action_confirm()
            self.assertEqual([first.state, second.state], ["done", "done"])
            self.assertEqual([one.state for one in payments], ["returned", "returned"])
            self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (100.0, 60.0))
            self.assertTrue(line.is_reconciled)
            self.assertEqual(self.balance(self.charges), 5.0)
            self.assertBooksRight()
            first.action_undo()
            self.assertEqual(self.ledger(), before)
            self.assertEqual([first.state, second.state], ["undone", "undone"])
            self.assertEqual([one.state for one in payments], ["applied", "applied"])
            self.assertBooksRight()

        self.of_each_way(check)

    def test_they_must_come_to_what_the_bank_took(self):
        payments = self.both_paid(self.statement_payment)
        line = self.bank_line(130.0)
        self.make_return(payments[0], line)
        with self.assertRaisesRegex(ValidationError, "less than the payment"), self.env.cr.savepoint():
            self.make_return(payments[1], line)

    def test_each_once(self):
        payments = self.both_paid(self.statement_payment)
        line = self.bank_line(160.0)
        self.make_return(payments[0], line)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.make_return(payments[0], line)

    # A part

    def paid_for_two(self, make, **without):
        """Return a payment of 100 and 60 in one, for items of two customers."""
        payment = make(160.0 - sum(without.values()))
        self.apply(payment, (self.item, 100.0), (self.other_item, 60.0 - sum(without.values()), without))
        return payment

    def part(self, payment, item, amount=None):
        line = payment.application_ids.line_ids.filtered(lambda one: one.move_line_id == item)
        return {"is_part": True, "part_ids": [(0, 0, {
            "application_line_id": line.id, **({"amount": amount} if amount else {})})]}

    def test_one_item_of_two(self):
        def check(make):
            payment = self.paid_for_two(make)
            line = self.bank_line(62.5)
            before = self.ledger()
            back = self.make_return(payment, line, **self.part(payment, self.other_item))
            self.assertEqual((back.amount, back.fee), (60.0, 2.5))
            back.action_confirm()
            self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (0.0, 60.0))
            self.assertEqual((payment.state, payment.application_ids.state, back.state), ("applied", "applied", "done"))
            self.assertTrue(line.is_reconciled)
            self.assertBooksRight()
            with self.assertRaisesRegex(UserError, "part of"), self.env.cr.savepoint():
                payment.application_ids.action_undo()
            back.action_undo()
            self.assertEqual(self.ledger(), before)
            self.assertBooksRight()
            payment.application_ids.action_undo()
            self.assertEqual(self.item.amount_residual, 100.0)

        self.of_each_way(check)

    def test_less_than_an_item(self):
        def check(make):
            payment = self.paid_for_two(make)
            line = self.bank_line(25.0)
            before = self.ledger()
            back = self.make_return(payment, line, **self.part(payment, self.item, 25.0))
            back.action_confirm()
            self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (25.0, 0.0))
            self.assertBooksRight()
            more = self.make_return(payment, self.bank_line(80.0), **self.part(payment, self.item, 80.0))
            with self.assertRaisesRegex(UserError, "no more can come back"), self.env.cr.savepoint():
                more.action_confirm()
            again = self.make_return(payment, self.bank_line(75.0), **self.part(payment, self.item, 75.0))
            again.action_confirm()
            self.assertEqual(self.item.amount_residual, 100.0)
            self.assertBooksRight()
            again.action_undo()
            back.action_undo()
            self.assertEqual(self.item.amount_residual, 0.0)
            self.assertEqual(self.ledger()[1], before[1])
            self.assertBooksRight()

        self.of_each_way(check)

    def test_by_hand(self):
        def check(make):
            payment = self.paid_for_two(make)
            before = self.ledger()
            back = self.make_return(payment, **self.part(payment, self.item))
            back.action_confirm()
            self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (100.0, 0.0))
            self.assertBooksRight()
            back.action_undo()
            self.assertEqual(self.ledger(), before)

        self.of_each_way(check)

    def test_what_came_without_money_goes_with_all_of_it(self):
        """60: 57 paid, 3 written off within the tolerance. With 57 the 3 are owed again; with 20 they are not."""
        def check(make):
            payment = self.paid_for_two(make, write_off=3.0)
            before = self.ledger()
            some = self.make_return(payment, self.bank_line(20.0), **self.part(payment, self.other_item, 20.0))
            some.action_confirm()
            self.assertEqual((self.other_item.amount_residual, self.balance(self.tolerance)), (20.0, 3.0))
            self.assertBooksRight()
            some.action_undo()
            line = self.bank_line(57.0)
            every = self.make_return(payment, line, **self.part(payment, self.other_item))
            every.action_confirm()
            self.assertEqual((self.other_item.amount_residual, self.balance(self.tolerance)), (60.0, 0.0))
            self.assertBooksRight()
            every.action_undo()
            self.assertEqual(self.ledger()[1], before[1])
            self.assertBooksRight()

        self.of_each_way(check)

    def test_of_what_was_left(self):
        payment = self.statement_payment(150.0)
        self.apply(payment, (self.item, 100.0))
        back = self.make_return(payment, self.bank_line(30.0), is_part=True, part_ids=[(0, 0, {"amount": 30.0})])
        back.action_confirm()
        self.assertEqual((payment.amount_left, self.item.amount_residual), (20.0, 0.0))
        self.assertBooksRight()
        back.action_undo()
        self.assertEqual(payment.amount_left, 50.0)
        self.assertBooksRight()

    def test_whole_after_a_part(self):
        payment = self.paid_for_two(self.statement_payment)
        self.make_return(payment, self.bank_line(60.0), **self.part(payment, self.other_item)).action_confirm()
        whole = self.make_return(payment, self.bank_line(160.0))
        with self.assertRaisesRegex(UserError, "came back already"), self.env.cr.savepoint():
            whole.action_confirm()

    def test_nothing_said(self):
        payment = self.paid_for_two(self.statement_payment)
        back = self.make_return(payment, self.bank_line(60.0), is_part=True)
        with self.assertRaisesRegex(UserError, "Say what"), self.env.cr.savepoint():
            back.action_confirm()

    # Cheques paid in together

    def cheques(self):
        """Return two cheques that settle the items, and the bank's line that they were paid in by, applied."""
        cheques = self.env["account.payment"].create([{
            "payment_type": "inbound", "partner_type": "customer", "partner_id": item.partner_id.id,
            "amount": item.amount_residual, "date": DAY, "journal_id": self.bank.id}
            for item in (self.item, self.other_item)])
        cheques.action_post()
        for cheque, item in zip(cheques, (self.item, self.other_item), strict=True):
            (self.items(cheque.move_id) + item).reconcile()
        ways = cheques.move_id.line_ids.filtered(lambda line: line.account_type != "asset_receivable")
        deposit = self.statement_payment(160.0)
        deposit.write({"partner_id": False, "account_id": False})
        self.apply(deposit, *((way, way.amount_residual) for way in ways))
        return cheques, ways, deposit

    def test_one_cheque_of_a_deposit(self):
        _cheques, ways, deposit = self.cheques()
        line = self.bank_line(60.0)
        before = self.ledger()
        back = self.make_return(deposit, line, **self.part(deposit, ways[1]))
        self.assertEqual(back.partner_id, self.other_customer)
        back.action_confirm()
        self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (0.0, 60.0))
        self.assertTrue(ways[1].reconciled, "the bank once had it")
        self.assertEqual(back.contact_log_ids.account_id.partner_id, self.other_customer)
        self.assertBooksRight()
        back.action_undo()
        self.assertEqual(self.ledger(), before)
        self.assertBooksRight()

    def test_the_whole_deposit(self):
        _cheques, _ways, deposit = self.cheques()
        line = self.bank_line(160.0)
        before = self.ledger()
        back = self.make_return(deposit, line)
        back.action_confirm()
        self.assertEqual((self.item.amount_residual, self.other_item.amount_residual), (100.0, 60.0))
        self.assertBooksRight()
        back.action_undo()
        self.assertEqual(self.ledger(), before)

    # Found

    def find(self):
        return self.env["ar.cash.return"]._find(self.company)

    def test_found_by_the_numbers_named(self):
        payments = self.both_paid(self.statement_payment)
        names = [self.item.move_name, self.other_item.move_name]
        line = self.bank_line(160.0, "RETURNED " + " ".join(names), ar_is_reversal=True)
        found = self.find()
        self.assertEqual((found.statement_line_id, found.payment_id), (line, payments[0] + payments[1]))
        self.assertEqual(found.mapped("amount"), [100.0, 60.0])
        self.assertFalse(any(found.mapped("is_part")))
        self.assertFalse(self.find())
        found[0].action_confirm()
        self.assertEqual(set(found.mapped("state")), {"done"})

    def test_a_part_found(self):
        payment = self.paid_for_two(self.statement_payment)
        self.bank_line(60.0, "REJECT " + self.other_item.move_name, ar_return_reason="AM04")
        found = self.find()
        self.assertEqual((found.payment_id, found.is_part, found.amount), (payment, True, 60.0))
        self.assertEqual(found.part_ids.application_line_id.move_line_id, self.other_item)

    def test_not_found_without_the_banks_word_or_sum(self):
        self.paid_for_two(self.statement_payment)
        self.bank_line(60.0, "SOMETHING " + self.other_item.move_name)
        self.bank_line(59.0, "REJECT " + self.other_item.move_name, ar_return_reason="AM04")
        self.assertFalse(self.find())
