from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyBooks(CashApplyCommon):
    """Foreign currencies, tolerance, cash basis taxes, and what core does to the same records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.currency.rate"].search([("currency_id", "=", cls.foreign.id)]).unlink()
        cls.env["res.currency.rate"].create([
            {"name": day, "rate": rate, "currency_id": cls.foreign.id, "company_id": cls.company.id}
            for day, rate in (("2024-01-01", 1.7), ("2024-02-20", 1.3))])

    def foreign_sources(self, amount):
        """Return the ways in which foreign money comes: told by the bank, on a foreign account, as a credit."""
        journal = self.bank.copy({"name": "Foreign bank", "code": "FBNK", "currency_id": self.foreign.id})
        balance = round(amount / 1.29, 2)
        return {
            "bank tells": self.statement_payment(balance, foreign_currency_id=self.foreign.id, amount_currency=amount),
            "foreign account": self.statement_payment(amount, journal=journal),
            "credit": self.credit_payment(balance, currency=self.foreign, amount_currency=-amount),
        }

    def test_foreign_currency(self):
        """Every item gets exactly its foreign amount; the rate's difference is core's entry, and goes by undoing."""
        for name, payment in self.foreign_sources(100).items():
            with self.subTest(name):
                bills = [
                    self.items(self.invoice(amount, "2024-01-05", currency_id=self.foreign.id))
                    for amount in (33.33, 50, 40)]
                before = self.ledger()
                application = self.apply(payment, (bills[0], 33.33), (bills[1], 20.01), (bills[2], 40))
                self.assertEqual([bill.amount_residual_currency for bill in bills], [0, 29.99, 0])
                self.assertTrue(bills[0].reconciled and bills[2].reconciled)
                self.assertEqual(payment.amount_left, 6.66)
                self.assertEqual(payment.move_line_id.amount_residual_currency, -6.66)
                self.assertTrue(application.partial_ids.exchange_move_id)
                self.assertAlmostEqual(bills[1].amount_residual, 29.99 / 1.7, delta=0.02)
                application.action_undo()
                self.assertEqual(self.ledger(), before)

    def test_tolerance_of_the_payment_itself(self):
        """Cents too much are written off, where that is what was proposed; a person's own choice of items is kept."""
        self.company.ar_cash_tolerance = 0.05
        for kind in (self.statement_payment, self.credit_payment):
            for paid, chosen, left in ((100.05, False, 0), (100.06, False, 0.06), (100.05, True, 0.05)):
                with self.subTest(kind=kind.__name__, paid=paid, chosen=chosen):
                    payment = kind(paid)
                    payment.sudo().is_chosen = chosen
                    bill = self.items(self.invoice(100, "2024-01-01"))
                    before = self.ledger()
                    application = self.apply(payment, (bill, 100))
                    self.assertEqual(payment.amount_left, left)
                    self.assertEqual(payment.state, "unapplied" if left else "applied")
                    self.assertAlmostEqual(application.written_off, paid - 100 - left)
                    self.assertTrue(bill.reconciled)
                    open_credit = self.env["account.move.line"].search([
                        ("partner_id", "=", self.customer.id), ("account_type", "=", "asset_receivable"),
                        ("amount_residual", "<", 0), ("parent_state", "=", "posted")])
                    self.assertAlmostEqual(-sum(open_credit.mapped("amount_residual")), left)
                    application.action_undo()
                    self.assertEqual(self.ledger(), before)
                    payment.move_line_id.move_id.button_draft()

    def test_cash_basis_tax(self):
        """Tax that is due when paid is booked as core does it, for a part too."""
        tax = self.company_data["default_tax_sale"].copy({"name": "when paid"})
        self.company.tax_exigibility = True
        transition = self.company_data["default_account_tax_sale"].copy({"name": "Transition", "reconcile": True})
        tax.write({"tax_exigibility": "on_payment", "cash_basis_transition_account_id": transition.id})
        booked = []
        for way in ("core", "statement", "credit"):
            bill = self.invoice(0, "2024-01-01", post=False)
            bill.invoice_line_ids = [(5,), (0, 0, {
                "name": "x", "price_unit": 100, "tax_ids": tax.ids, "account_id": self.revenue.id})]
            bill.action_post()
            item = self.items(bill)
            if way == "core":
                self.match(item, self.entry(-46, "2024-03-01"))
            else:
                payment = getattr(self, f"{way}_payment")(46)
                before = self.ledger()
                application = self.apply(payment, (item, 46))
            moves = self.env["account.move"].search([("tax_cash_basis_origin_move_id", "=", bill.id)])
            self.assertTrue(moves)
            booked.append(sorted((line.account_id.id, line.balance, line.tax_tag_ids.ids) for line in moves.line_ids))
            if way != "core":
                application.action_undo()
                self.assertEqual(self.ledger(), before)
        self.assertEqual(booked[1:], booked[:1] * 2)

    def test_undone_in_the_books(self):
        """Core's own undoing of a line tells our log; deleting the line of an applied payment is refused."""
        payment = self.statement_payment(100)
        before = self.ledger()
        bill = self.items(self.invoice(100, "2024-01-01"))
        application = self.apply(payment, (bill, 100))
        with self.assertRaisesRegex(UserError, "undo that first"), self.env.cr.savepoint():
            payment.statement_line_id.unlink()
        payment.statement_line_id.action_undo_reconciliation()
        self.assertEqual((application.state, application.undo_reason), ("undone", "Undone in the books"))
        self.assertEqual((payment.state, bill.amount_residual), ("check", 100))
        bill.move_id.button_draft()
        bill.move_id.with_context(force_delete=True).unlink()
        self.assertEqual(self.ledger(), before)
        payment.statement_line_id.unlink()

    def test_left_used_elsewhere(self):
        """What is left may be matched by core's own button; then the application can't be undone over it."""
        payment = self.statement_payment(100)
        first, second = (self.items(self.invoice(60, "2024-01-01")) for _number in range(2))
        application = self.apply(payment, (first, 60))
        self.match(second, payment.move_line_id)
        with self.assertRaisesRegex(UserError, "reconciled elsewhere"):
            application.action_undo()

    def test_unreconciled_in_between(self):
        """Reconciliation broken by core's button leaves the money as a credit; undoing still puts the line back."""
        payment = self.statement_payment(100)
        bill = self.items(self.invoice(100, "2024-01-01"))
        before = self.ledger()
        application = self.apply(payment, (bill, 100))
        bill.remove_move_reconcile()
        self.assertFalse(application.partial_ids)
        application.action_undo()
        self.assertEqual(self.ledger(), before)
        self.assertEqual(payment.state, "check")

    def test_locked_period(self):
        """A closed period's entries are not written to; a discount of a credit of then is booked today."""
        statement, credit = self.statement_payment(100), self.credit_payment(98)
        bills = [self.items(self.invoice(100, "2024-01-01")) for _number in range(2)]
        locked = self.apply(statement, (bills[0], 100))
        self.company.fiscalyear_lock_date = "2024-12-31"
        before = self.ledger()
        with self.assertRaisesRegex(UserError, "(?i)lock"), self.env.cr.savepoint():
            locked.action_undo()
        self.assertEqual((self.ledger(), locked.state), (before, "applied"))
        application = self.apply(credit, (bills[1], 98, {"discount": 2}))
        self.assertEqual(application.move_ids.date, self.company._ar_today())
        application.action_undo()
        self.assertEqual(self.ledger(), before)
