from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_cash_apply import DAY, CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashWithoutMoney(CashApplyCommon):
    """What is settled without money is what terms, banks and tolerance give, or what the user may write off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.items(cls.invoice(500, "2024-01-01"))
        cls.company.write({"ar_writeoff_limit": 10.0, "ar_cash_tolerance": 2.0})

    def parts(self, **without):
        """Return a payment of 1 whose allocation settles the rest of 500 by `without` money."""
        return self.allocate(self.statement_payment(1.0), (self.item, 1.0, without))

    def test_no_way_around_the_limit(self):
        """Specialists may write allocations themselves; that is no write-off of what they like."""
        for part in ("write_off", "charges", "discount"):
            with self.subTest(part=part), self.env.cr.savepoint() as savepoint:
                payment, before = self.parts(), self.ledger()
                payment.allocation_ids.with_user(self.specialist).write({part: 499.0})
                with self.assertRaisesRegex(UserError, "more than the tolerance"), self.env.cr.savepoint():
                    payment.with_user(self.specialist)._apply()
                self.assertEqual((self.ledger(), self.item.amount_residual), (before, 500.0))
                savepoint.rollback()

    def test_what_may_be(self):
        """Up to the tolerance and one's limit; a manager decides of more; the bank's charges are no write-off."""
        for user, without in (
                (self.specialist, {"write_off": 2.0}), (self.specialist, {"write_off": 10.0}),
                (self.manager, {"write_off": 499.0})):
            with self.subTest(user=user.login, without=without), self.env.cr.savepoint() as savepoint:
                self.parts(**without).with_user(user)._apply()
                self.assertEqual(self.item.amount_residual, 499.0 - without["write_off"])
                savepoint.rollback()
        payment = self.parts(charges=30.0)
        payment.charges = 30.0
        payment.with_user(self.specialist)._apply()
        self.assertEqual(self.item.amount_residual, 469.0)

    def test_undone_without_gains_and_losses(self):
        """Lines of several rates in one entry are each settled by what takes them back: no exchange differences."""
        for day, rate in (("2024-01-01", 1.3), ("2024-02-01", 0.9), (DAY, 1.1)):
            self.foreign.rate_ids = [(0, 0, {"name": day, "rate": rate, "company_id": self.company.id})]
        self.company.ar_writeoff_limit = 500.0
        term = self.env["account.payment.term"].create({
            "name": "3 %", "early_discount": True, "discount_percentage": 3, "discount_days": 100,
            "line_ids": [(0, 0, {"value": "percent", "value_amount": 100, "nb_days": 30})]})
        first, second = (
            self.items(self.invoice(100, day, due=term, currency_id=self.foreign.id))
            for day in ("2024-01-01", "2024-02-01"))
        third = self.items(self.invoice(100, "2024-01-01", currency_id=self.foreign.id))
        payment = self.credit_payment(100, currency=self.foreign, amount_currency=-110.0)
        before = self.ledger()
        application = self.apply(
            payment, (third, 10.0, {"write_off": 60.0}), (first, 20.0, {"discount": 3.0}),
            (second, 80.0, {"discount": 3.0}))
        application.action_undo()
        self.assertEqual(self.ledger(), before)
