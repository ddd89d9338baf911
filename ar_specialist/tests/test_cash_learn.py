from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashLearn(CashCommon):
    """What people decide is known the next time; what is undone is forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.invoice(100.0, "2024-06-01", name="INV/2024/00101")
        cls.second = cls.invoice(250.0, "2024-06-02", name="INV/2024/00102")
        cls.third = cls.invoice(333.0, "2024-06-03", name="INV/2024/00103")
        cls.aliases = cls.env["ar.cash.alias"]
        cls.habits = cls.env["ar.cash.habit"]

    def told(self):
        return {(one.partner_id, one.kind, one.value): one.weight for one in self.aliases.search([])}

    def counted(self):
        return {(one.partner_id, one.kind): one.count for one in self.habits.search([])}

    def decided(self, amount, partner, *moves, text="?", payer="Treuhand Nord", account="77 88 99"):
        """Return the application of a payment that a person gave to `partner` for all of `moves`."""
        payment = self.received(amount, text, payer, account_number=account)
        payment._set_customer(partner)
        payment.sudo().is_chosen = True
        payment.allocation_ids.unlink()
        for move in moves:
            item = self.credit_of(move)
            self.env["ar.cash.allocation"].create({
                "payment_id": payment.id, "move_line_id": item.id, "open_amount": item.amount_residual,
                "amount": item.amount_residual})
        return payment._apply()

    def test_a_decision_teaches_name_and_account(self):
        application = self.decided(100.0, self.customer, self.first)
        self.assertEqual({(kind, len(value)): weight for (_customer, kind, value), weight in self.told().items()}, {
            ("account", len("778899")): 1, ("name", len("nord treuhand")): 1})
        known = self.received(250.0, "goods", "TREUHAND NORD")
        self.assertEqual(known.partner_id, self.customer, known.reasons)
        self.assertIn("alias", [code for code, _points, _value in known.reasons])
        application.action_undo()
        self.assertEqual(set(self.told().values()), {0})
        self.assertEqual(self.received(250.0, "goods", "TREUHAND NORD").partner_id.ids, [])
        self.assertFalse(application.payment_id.lessons)

    def test_right_again_weighs_more(self):
        self.decided(100.0, self.customer, self.first)
        self.decided(250.0, self.customer, self.second)
        self.assertEqual(set(self.told().values()), {2})
        self.assertTrue(all(alias.write_date for alias in self.aliases.search([])), "when it was learned is shown")

    def test_correction_unlearns(self):
        self.decided(100.0, self.customer, self.first)
        theirs = self.invoice(70.0, "2024-06-03", partner=self.other_customer)
        wrong = self.decided(70.0, self.other_customer, theirs).payment_id
        self.assertEqual(wrong.proposed_partner_id, self.customer, "the alias had led there")
        mine = {key[1:]: weight for key, weight in self.told().items() if key[0] == self.customer}
        theirs = {key[1:]: weight for key, weight in self.told().items() if key[0] == self.other_customer}
        self.assertEqual((set(mine.values()), set(theirs.values())), ({0}, {1}))

    def test_own_name_teaches_nothing(self):
        payment = self.received(100.0, "INV/2024/00101", "AZURE INTERIOR")
        payment._apply()
        self.assertFalse(self.told())

    def test_habit_of_paying_all(self):
        self.decided(683.0, self.customer, self.first, self.second, self.third)
        self.assertEqual(self.counted(), {(self.customer, "statement"): 1})

    def test_habits_of_cash_discount(self):
        term = self.env["account.payment.term"].create({
            "name": "2 % in 10 days", "early_discount": True, "discount_percentage": 2.0, "discount_days": 10,
            "line_ids": [(0, 0, {"value": "percent", "value_amount": 100.0, "nb_days": 30})]})
        invoice = self.invoice(1000.0, "2024-06-10", term, name="INV/2024/00104")
        payment = self.received(980.0, "INV/2024/00104", "AZURE INTERIOR")
        self.assertEqual(payment.allocation_ids.discount, 20.0)
        payment._apply()
        self.assertEqual(self.credit_of(invoice).amount_residual, 0.0)
        self.assertEqual(self.counted(), {(self.customer, "discount"): 1})
        late = self.invoice(2000.0, "2024-05-01", term, name="INV/2024/00105")
        payment = self.received(1960.0, "INV/2024/00105", "AZURE INTERIOR")
        self.assertEqual(payment.choice, "late_discount")
        payment.allocation_ids.discount = 40.0
        payment._apply()
        self.assertEqual(self.counted()[self.customer, "late_discount"], 1)
        self.assertEqual(self.credit_of(late).amount_residual, 0.0)

    def test_alone_it_proves_no_name(self):
        self.company.ar_cash_auto = True
        payment = self.received(683.0, "INV/2024/00101 INV/2024/00102 INV/2024/00103", "Treuhand Nord")
        payment._apply_ready(self.env["ar.cash.batch"].sudo().create({
            "company_id": self.company.id, "is_automatic": True}))
        self.assertEqual(payment.state, "applied", payment.reasons)
        self.assertTrue(payment.is_automatic)
        self.assertFalse(self.told())
        self.assertEqual(self.counted(), {(self.customer, "statement"): 1})

    def test_kept_on_account_on_purpose(self):
        payment = self.received(55.0, "prepayment", "Treuhand Nord")
        payment._set_customer(self.customer)
        payment._keep_on_account()
        self.assertEqual([key[:2] for key in self.told()], [(self.customer, "name")])

    def test_other_company_learns_nothing(self):
        self.decided(100.0, self.customer, self.first)
        self.assertEqual(self.aliases.search([]).company_id, self.company)
        other = self.setup_other_company()["company"]
        index = other._cash_index(self.customer)
        self.assertFalse(index.customers[self.customer.id].aliases)
