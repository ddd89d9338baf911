from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .cash_invariants import wrong
from .common_cash_apply import DAY, CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyCurrencies(CashApplyCommon):
    """A payment in one currency for an item in another.

    The rate on the payment's day is 1.25 of the foreign money for 1 of the company's, and was 1.6 on the invoice's.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third = cls.env["res.currency"].create({"name": "THR", "symbol": "T", "rounding": 0.001})
        for currency, rates in ((cls.foreign, (1.6, 1.25)), (cls.third, (0.3, 0.32))):
            currency.rate_ids = [Command.clear(), *(
                Command.create({"name": day, "rate": rate, "company_id": cls.company.id})
                for day, rate in zip(("2024-01-01", "2024-02-20"), rates, strict=True))]
        cls.foreign_bank = cls.bank.copy({"name": "Foreign bank", "code": "FBNK", "currency_id": cls.foreign.id})

    def bill(self, amount, currency=None, **values):
        currency = currency or self.company.currency_id
        return self.items(self.invoice(amount, "2024-01-05", currency_id=currency.id, **values))

    def foreign_credit(self, amount, balance=None):
        balance = round(amount / 1.25, 2) if balance is None else balance
        return self.credit_payment(balance, currency=self.foreign, amount_currency=-amount)

    def applied_and_undone(self, payment, *parts, **options):
        """Apply, let `self.then(application)` look at it, and see that undoing puts all back."""
        before = self.ledger()
        application = self.apply(payment, *parts, **options)
        self.assertEqual(wrong(self.env, self.company), {})
        yield application
        application.with_user(self.specialist).action_undo()
        self.assertEqual(self.ledger(), before)
        self.assertEqual(wrong(self.env, self.company), {})

    def exchanged(self, application):
        """Return the gain, positive, that the application has made in exchange differences."""
        accounts = (
            self.company.income_currency_exchange_account_id + self.company.expense_currency_exchange_account_id)
        moves = application.partial_ids.exchange_move_id | application.move_ids | (
            application.payment_id.statement_line_id.move_id)
        return -sum(moves.line_ids.filtered(lambda line: line.account_id in accounts).mapped("balance"))

    def test_company_money_for_foreign_items(self):
        """100 of the company's are 125 foreign: all of one bill of 50, and 75 of another one of 100."""
        for kind in (self.statement_payment, self.credit_payment):
            with self.subTest(kind=kind.__name__):
                small, large, payment = self.bill(50, self.foreign), self.bill(100, self.foreign), kind(100)
                for application in self.applied_and_undone(payment, (small, 40), (large, 60)):
                    self.assertEqual((small.amount_residual_currency, small.amount_residual), (0, 0))
                    self.assertEqual(large.amount_residual_currency, 25)
                    self.assertEqual(large.amount_residual, round(25 / 1.6, 2))
                    self.assertEqual(application.line_ids.mapped("item_settled"), [50, 75])
                    self.assertEqual(application.line_ids.mapped("left"), [0, 20])
                    # 125 were worth 78.125 when they were invoiced; 31.25 and 46.88.
                    self.assertAlmostEqual(self.exchanged(application), 100 - 31.25 - 46.88, 2)
                    self.assertEqual((payment.state, payment.amount_left), ("applied", 0))

    def test_foreign_money_for_company_items(self):
        """125 foreign are 100 of the company's, by the bank's books at 99.99."""
        for way in ("foreign account", "bank tells", "credit"):
            with self.subTest(way):
                payment = {
                    "foreign account": lambda: self.statement_payment(125, journal=self.foreign_bank),
                    "bank tells": lambda: self.statement_payment(
                        99.99, foreign_currency_id=self.foreign.id, amount_currency=125),
                    "credit": lambda: self.foreign_credit(125, 99.99),
                }[way]()
                worth = 100 if way == "foreign account" else 99.99
                self.assertEqual(payment._company_value(125), worth)
                small, large = self.bill(40), self.bill(70)
                opened = payment._worth(40, self.company.currency_id)
                for application in self.applied_and_undone(
                        payment, (small, opened), (large, payment.currency_id.round(125 - opened))):
                    self.assertEqual(small.amount_residual, 0)
                    self.assertAlmostEqual(large.amount_residual, 110 - worth, 2)
                    self.assertAlmostEqual(self.exchanged(application), 0, 2)
                    self.assertEqual(payment.amount_left, 0)

    def test_third_currency(self):
        """Foreign money for a third currency, with a credit note in a fourth item's: each by the rate of the day."""
        for kind in ("statement", "credit"):
            with self.subTest(kind):
                payment = self.foreign_credit(125) if kind == "credit" else self.statement_payment(
                    125, journal=self.foreign_bank)
                item = self.bill(40.321, self.third)
                note = self.bill(7, move_type="out_refund")
                opened, taken = (
                    payment._worth(one.amount_residual_currency, one.currency_id) for one in (item, note))
                self.assertAlmostEqual(opened, 40.321 / 0.32 * 1.25, 2)
                for application in self.applied_and_undone(payment, (note, taken), (item, 125 - taken)):
                    self.assertEqual(note.amount_residual, 0)
                    self.assertAlmostEqual(
                        item.amount_residual_currency, 40.321 - (125 - taken) / 1.25 * 0.32, delta=0.002)
                    self.assertTrue(application.partial_ids)

    def test_as_core_does(self):
        """Core's own reconciling of the same credit and item ends with the same open amounts and the same gain."""
        for currency, amount in ((self.foreign, 125), (self.company.currency_id, 100)):
            with self.subTest(currency.name):
                ends = []
                for way in ("core", "ours"):
                    item = self.bill(amount, currency)
                    payment = self.statement_payment(100) if currency == self.foreign else self.statement_payment(
                        125, journal=self.foreign_bank)
                    payment._keep_on_account()
                    if way == "core":
                        (item + payment.move_line_id).reconcile()
                        moves = item.matched_credit_ids.exchange_move_id
                        gain = -sum(moves.line_ids.filtered(
                            lambda line: line.account_type != "asset_receivable").mapped("balance"))
                    else:
                        gain = self.exchanged(self.apply(payment, (item, payment.amount)))
                        self.assertEqual(payment.application_ids[:1].source, "credit")
                    ends.append((round(gain, 2), item.amount_residual, item.amount_residual_currency,
                                 payment.move_line_id.amount_residual, payment.move_line_id.amount_residual_currency))
                self.assertEqual(ends[0], ends[1])
                self.assertEqual(ends[0][1:], (0, 0, 0, 0))

    def test_without_money(self):
        """A difference of the rate is written off, in the item's currency; charges and a chosen write-off too."""
        self.company.ar_writeoff_account_id = self.tolerance
        for kind in (self.statement_payment, self.credit_payment):
            for rest in ({"write_off": 2, "charges": 3}, None):
                with self.subTest(kind=kind.__name__, rest=rest):
                    item, payment = self.bill(125, self.foreign), kind(95)
                    self.company.ar_cash_tolerance = 5
                    for application in self.applied_and_undone(
                            payment, (item, 95, *filter(None, [rest])), rest="keep_open" if rest else "write_off"):
                        self.assertEqual((item.amount_residual_currency, item.amount_residual), (0, 0))
                        moves = application.move_ids | payment.statement_line_id.move_id
                        lines = moves.line_ids.filtered(lambda line: line.account_id in self.tolerance + self.charges)
                        self.assertEqual(set(lines.mapped("currency_id")), set(self.foreign))
                        self.assertAlmostEqual(sum(lines.mapped("amount_currency")), 6.25, 2)

    def test_discount(self):
        """The cash discount of a foreign invoice is booked as its terms say, in the invoice's currency."""
        self.company.account_journal_early_pay_discount_loss_account_id = self.tolerance
        term = self.env["account.payment.term"].create({
            "name": "2 %", "early_discount": True, "discount_percentage": 2, "discount_days": 100,
            "line_ids": [Command.create({"value": "percent", "value_amount": 100, "nb_days": 120})]})
        for kind in (self.statement_payment, self.credit_payment):
            with self.subTest(kind=kind.__name__):
                item, payment = self.bill(125, self.foreign, due=term), kind(98)
                for application in self.applied_and_undone(payment, (item, 98, {"discount": 2})):
                    self.assertEqual((item.amount_residual_currency, item.amount_residual), (0, 0))
                    moves = application.move_ids | payment.statement_line_id.move_id
                    line = moves.line_ids.filtered(lambda line: line.account_id == self.tolerance)
                    self.assertEqual((line.currency_id, line.amount_currency), (self.foreign, 2.5))

    def test_dispute(self):
        """What stays open is disputed in the invoice's currency."""
        item, payment = self.bill(125, self.foreign), self.statement_payment(80)
        reason = self.env["ar.dispute.reason"].search([], limit=1)
        for application in self.applied_and_undone(payment, (item, 80), rest="dispute", reason=reason):
            dispute = application.dispute_ids
            self.assertEqual((dispute.currency_id, dispute.amount_open), (self.foreign, 25))

    def test_rate_changed(self):
        """Who chose at one rate does not apply at another one; a forged worth is refused as well."""
        item, payment = self.bill(125, self.foreign), self.statement_payment(100)
        self.allocate(payment, (item, 100))
        payment.allocation_ids.write({"open_amount": 1.0, "amount": 1.0})
        with self.assertRaisesRegex(UserError, "worth .*100.00 by now"):
            payment.with_user(self.specialist)._apply()
        self.allocate(payment, (item, 50))
        self.foreign.rate_ids.filtered(lambda rate: str(rate.name) == "2024-02-20").rate = 1.3
        with self.assertRaisesRegex(UserError, "worth .*96.15 by now"):
            payment.with_user(self.specialist)._apply()

    def test_coarse_coins(self):
        """Where the smallest coin is worth more than the item's, what rounding makes is an exchange difference."""
        coarse = self.env["res.currency"].create({"name": "CRS", "symbol": "C", "rounding": 1.0, "rate_ids": [
            Command.create({"name": "2024-01-01", "rate": 0.4, "company_id": self.company.id})]})
        journal = self.bank.copy({"name": "Coarse", "code": "CRS", "currency_id": coarse.id})
        item = self.bill(19.99)  # 7.996 coarse coins
        payment = self.statement_payment(8, journal=journal)
        for application in self.applied_and_undone(payment, (item, 8)):
            self.assertEqual((item.amount_residual, payment.amount_left), (0, 0))
            self.assertAlmostEqual(self.exchanged(application), 0.01, 2)

    def test_returned(self):
        """A foreign payment that paid several currencies comes back at another rate, and again undone."""
        for way in ("hand", "line"):
            with self.subTest(way):
                own, foreign, payment = self.bill(40), self.bill(75, self.foreign), self.statement_payment(
                    125, journal=self.foreign_bank)
                self.apply(payment, (own, 50), (foreign, 75))
                before = self.ledger()
                line = self.env["account.bank.statement.line"]
                if way == "line":
                    self.foreign.rate_ids.filtered(lambda rate: str(rate.name) == "2024-02-20").rate = 1.28
                    line = line.create({
                        "journal_id": self.foreign_bank.id, "date": DAY, "payment_ref": "back", "amount": -125})
                record = self.env["ar.cash.return"].create({
                    "payment_id": payment.id, "statement_line_id": line.id, "date": DAY, "stage_id": False})
                record.action_confirm()
                self.assertEqual((own.amount_residual, foreign.amount_residual_currency), (40, 75))
                self.assertEqual(wrong(self.env, self.company), {})
                record.action_undo()
                self.assertEqual((own.amount_residual, foreign.amount_residual_currency), (0, 0))
                self.assertEqual(wrong(self.env, self.company), {})
                if way == "hand":
                    self.assertEqual(self.ledger(), before)
