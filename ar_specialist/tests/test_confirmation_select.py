from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_confirmations import DAY, ConfirmationsCommon


@tagged("-at_install", "post_install")
class TestConfirmationSelect(ConfirmationsCommon):
    """Who is asked, what that covers, and the balances as they are written down."""

    def test_preview_is_the_ledger(self):
        request = self.ask(send=False)
        self.assertEqual(
            (request.population_count, request.population_amount, request.selected_count, request.coverage_amount),
            (2, 140.0, 2, 1.0))
        self.assertEqual(request.ledger_amount, self.ledger_balance(DAY))
        request.write({"how": "largest", "number": 1})
        self.assertEqual(
            (request.selected_count, request.selected_amount, request.coverage_count), (1, 100.0, 0.5))
        self.assertAlmostEqual(request.coverage_amount, 100 / 140)
        request.write({"how": "above", "least": 100.01})
        self.assertEqual(request.selected_count, 0)
        request.write({"how": "picked", "picked_ids": [(6, 0, self.other_account.ids)]})
        self.assertEqual((request.selected_count, request.selected_amount), (1, 40.0))

    def test_zero_and_credit_balances(self):
        paid = self.env["res.partner"].create({"name": "Paid", "email": "paid@example.com"})
        self.match(self.invoice(10, "2026-02-01", partner=paid), self.entry(-10, "2026-02-05", partner=paid))
        credit = self.env["res.partner"].create({"name": "Credit", "email": "credit@example.com"})
        self.entry(-30, "2026-02-05", partner=credit)
        long_ago = self.env["res.partner"].create({"name": "Gone", "email": "gone@example.com"})
        self.match(self.invoice(10, "2024-02-01", partner=long_ago), self.entry(-10, "2024-02-05", partner=long_ago))
        request = self.ask(send=False)
        self.assertEqual((request.selected_count, request.population_amount, request.ledger_amount), (3, 170.0, 110.0))
        request.with_credits = False
        self.assertEqual((request.selected_count, request.population_count), (2, 3))
        request.write({"with_zeros": True, "with_credits": True})
        request.action_prepare()
        self.assertEqual(request.line_ids.partner_id, self.customer | self.other_customer | paid | credit)
        self.assertEqual(self.line_of(request, paid).figure_ids.mapped("amount"), [0.0])
        self.assertEqual((self.line_of(request, credit).amount, self.line_of(request, credit).amount_size), (-30, 30))

    def test_figures_of_each_currency_are_frozen(self):
        self.invoice(20, "2026-02-01", currency_id=self.foreign.id)
        request = self.ask(send=False)
        request.action_prepare()
        line = self.line_of(request)
        self.assertEqual(
            {one.currency_id: one.amount for one in line.figure_ids},
            {self.company.currency_id: 100.0, self.foreign: 20.0})
        before = line.amount
        self.invoice(77, "2026-02-15")
        request.invalidate_recordset()
        self.assertEqual((line.amount, sum(line.figure_ids.mapped("amount"))), (before, 120.0))
        self.assertEqual(request.selected_count, 2)

    def test_a_sample_is_drawn_again(self):
        for number in range(8):
            partner = self.env["res.partner"].create({"name": f"Sample {number}", "email": f"s{number}@example.com"})
            self.invoice(10 + number, "2026-02-01", partner=partner)
        first = self.ask(send=False, how="random", number=4, seed=99)
        again = self.ask(send=False, how="random", number=4, seed=99)
        (first | again).action_prepare()
        self.assertEqual(len(first.line_ids), 4)
        self.assertEqual(first.line_ids.partner_id, again.line_ids.partner_id)

    def test_back_to_draft_and_anew(self):
        request = self.ask(send=False)
        request.action_prepare()
        with self.assertRaises(UserError):
            request.date = "2026-01-31"
        with self.assertRaises(UserError):
            request.unlink()
        request.action_draft()
        self.assertFalse(request.line_ids)
        request.write({"how": "largest", "number": 1})
        request.action_prepare()
        self.assertEqual(request.line_ids.partner_id, self.customer)

    def test_what_is_refused(self):
        for values in ({"date": "2026-03-21"}, {"how": "random", "number": 0}, {"seed": -1}):
            with self.assertRaises(ValidationError):
                self.ask(send=False, **values)
        with self.assertRaisesRegex(UserError, "Nobody is chosen"):
            self.ask(send=False, date="2020-01-01").action_prepare()
        with self.assertRaises(UserError):
            self.ask(send=False, state="done")
        with self.assertRaises(UserError):
            self.ask(send=False).state = "done"

    def test_who_cannot_be_asked_is_told(self):
        self.other_customer.write({"street": False, "city": False, "zip": False})
        request = self.ask(send=False)
        request.action_prepare()
        line = self.line_of(request, self.other_customer)
        self.assertEqual((line.state, request.failed_count), ("failed", 1))
        self.assertIn("Neither an email", line.failure)

    def test_rights(self):
        with self.assertRaises(AccessError):
            self.ask(send=False, user=self.auditor)
        with self.assertRaises(AccessError):
            self.env["ar.balance.request"].with_user(self.salesperson).search([])
        request = self.ask(send=False)
        request.action_prepare()
        seen = request.with_user(self.auditor)
        self.assertEqual(len(seen.line_ids), 2)
        for action in ("action_draft", "action_execute", "action_cancel", "action_remind", "action_close"):
            with self.assertRaises(AccessError):
                getattr(seen, action)()
        for values in ({"amount": 1.0}, {"verdict": "agrees"}, {"state": "sent"}):
            with self.assertRaises(AccessError):
                request.line_ids.with_user(self.manager).write(values)

    def test_another_company_sees_nothing(self):
        request = self.ask(send=False)
        request.action_prepare()
        other = self.setup_other_company()["company"]
        self.specialist.write({"company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        for model in ("ar.balance.request", "ar.balance.request.line", "ar.balance.request.figure"):
            self.assertFalse(self.env[model].with_user(self.specialist).with_company(other).search([]))
