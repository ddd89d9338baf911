from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyDiscount(CashApplyCommon):
    """Cash discounts with tax, by what the payment terms say of it, beside what core's own payment wizard books."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tax = cls.company_data["default_tax_sale"]
        cls.taxes = tax + tax.copy({"name": "small", "amount": 4.0})
        for number, line in enumerate(cls.taxes.invoice_repartition_line_ids + cls.taxes.refund_repartition_line_ids):
            line.tag_ids = [Command.create({"name": f"tag {number}", "applicability": "taxes"})]
        cls.terms = {
            mode: cls.env["account.payment.term"].create({
                "name": mode, "early_discount": True, "discount_percentage": 2, "discount_days": 10,
                "early_pay_discount_computation": mode,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100, "nb_days": 30})]})
            for mode in ("included", "excluded", "mixed")}

    def bill(self, mode, day="2024-03-01", **values):
        """Return an invoice of two lines with one and two taxes; in coins that do not divide well."""
        bill = self.invoice(0, day, due=self.terms[mode], post=False, **values)
        bill.invoice_line_ids = [Command.clear(), *(
            Command.create({
                "name": "goods", "price_unit": price, "account_id": self.revenue.id, "tax_ids": taxes.ids})
            for price, taxes in ((333.33, self.taxes), (77.77, self.taxes[:1])))]
        bill.action_post()
        return bill

    def booked(self, entries):
        """Return what the lines besides bank and receivable say, summed up by what tells them apart."""
        sums = {}
        for line in entries.line_ids:
            if line.account_id.account_type not in ("asset_receivable", "asset_cash", "asset_current"):
                key = (line.account_id, line.tax_repartition_line_id, line.tax_ids, line.tax_tag_ids, line.currency_id)
                before = sums.get(key, (0.0, 0.0))
                sums[key] = (round(before[0] + line.balance, 2), round(before[1] + line.amount_currency, 2))
        return sums

    def by_core(self, bill, day):
        """Return what core's wizard books when the invoice is paid in time."""
        payment = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids).create({"payment_date": day})._create_payments()
        self.assertTrue(self.items(bill).reconciled)
        return self.booked(payment.move_id)

    def in_time(self, kind, bill, day="2024-03-05", part=1.0):
        """Apply a payment less the discount, or `part` of both; return application, entries and ledger before."""
        item, currency = self.items(bill), bill.currency_id
        discount = currency.round((item.amount_currency - item.discount_amount_currency) * part)
        amount = currency.round(item.discount_amount_currency * part)
        foreign = {}
        if currency != self.company.currency_id:
            foreign = {"currency": currency, "amount_currency": -amount}
        if kind == "statement":
            values = {"foreign_currency_id": currency.id, "amount_currency": amount} if foreign else {}
            balance = currency._convert(amount, self.company.currency_id, self.company, day)
            payment = self.statement_payment(balance, day, **values)
        else:
            payment = self.credit_payment(
                currency._convert(amount, self.company.currency_id, self.company, day), day, **foreign)
        before = self.ledger()
        application = self.apply(payment, (item, amount, {"discount": discount}))
        return application, payment.statement_line_id.move_id + application.move_ids, before

    def test_as_core(self):
        for mode in self.terms:
            expected = self.by_core(self.bill(mode), "2024-03-05")
            self.assertTrue(expected)
            for kind in ("statement", "credit"):
                with self.subTest(mode=mode, kind=kind):
                    bill = self.bill(mode)
                    application, entries, before = self.in_time(kind, bill)
                    self.assertEqual(self.booked(entries), expected)
                    self.assertTrue(self.items(bill).reconciled)
                    application.action_undo()
                    self.assertEqual(self.ledger(), before)

    def test_part_has_its_part_of_tax(self):
        """Half paid in time, then the other half: together as if it had been paid at once, but for a coin."""
        for mode in self.terms:
            expected = self.by_core(self.bill(mode), "2024-03-05")
            for kind in ("statement", "credit"):
                with self.subTest(mode=mode, kind=kind):
                    bill = self.bill(mode)
                    first = self.in_time(kind, bill, part=0.5)[1]
                    item = self.items(bill)
                    left = item.amount_residual
                    whole = item.amount_currency - item.discount_amount_currency
                    rest = round(whole - round(whole * 0.5, 2), 2)
                    payment = self.statement_payment(round(left - rest, 2), "2024-03-06")
                    self.apply(payment, (item, round(left - rest, 2), {"discount": rest}))
                    self.assertTrue(item.reconciled)
                    found = self.booked(first + payment.statement_line_id.move_id)
                    self.assertEqual(found.keys(), expected.keys())
                    for key, amounts in expected.items():
                        for amount, other in zip(amounts, found[key], strict=True):
                            self.assertAlmostEqual(amount, other, delta=0.011)

    def test_foreign_currency(self):
        """Another rate on the day of payment: the discount at the invoice's rate, the rest is exchange difference."""
        self.setup_rates()
        for mode in self.terms:
            for kind in ("statement", "credit"):
                with self.subTest(mode=mode, kind=kind):
                    bill = self.bill(mode, currency_id=self.foreign.id)
                    application, _entries, before = self.in_time(kind, bill)
                    item = self.items(bill)
                    self.assertTrue(item.reconciled)
                    self.assertEqual((item.amount_residual, item.amount_residual_currency), (0, 0))
                    self.assertFalse(application.payment_id.move_line_id.amount_residual)
                    application.action_undo()
                    self.assertEqual(self.ledger(), before)

    def setup_rates(self):
        self.env["res.currency.rate"].search([("currency_id", "=", self.foreign.id)]).unlink()
        self.env["res.currency.rate"].create([
            {"name": day, "rate": rate, "currency_id": self.foreign.id, "company_id": self.company.id}
            for day, rate in (("2024-01-01", 1.7), ("2024-03-02", 1.3))])

    def test_no_terms(self):
        """A discount that no terms speak of goes to the account for cash discounts; without one it is refused."""
        bill = self.invoice(100, "2024-03-01")
        payment = self.statement_payment(98)
        account = self.company.account_journal_early_pay_discount_loss_account_id
        self.company.account_journal_early_pay_discount_loss_account_id = False
        with self.assertRaisesRegex(UserError, "no account for cash discounts"), self.env.cr.savepoint():
            self.apply(payment, (self.items(bill), 98, {"discount": 2}))
        self.company.account_journal_early_pay_discount_loss_account_id = account
        self.apply(payment, (self.items(bill), 98, {"discount": 2}))
        self.assertEqual(list(self.booked(payment.statement_line_id.move_id).values()), [(2.0, 2.0)])
        self.assertTrue(self.items(bill).reconciled)
