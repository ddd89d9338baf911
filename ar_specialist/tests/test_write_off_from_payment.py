from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common_cash_apply import DAY
from .test_cash_choices import ChoicesCommon


@tagged("-at_install", "post_install")
class TestWriteOffFromPayment(ChoicesCommon):
    """Payments and write-offs: rests that are written off stand among the others, and money for what was given up."""

    def made(self, application):
        return self.env["ar.write.off"].search([("application_id", "=", application.id)])

    def listed(self):
        self.env.flush_all()
        return self.env["ar.written.off"]._between(self.company, "2000-01-01", "2100-01-01")

    def test_short_payment(self):
        application = self.short(rest="write_off")
        made = self.made(application)
        self.assertEqual((made.kind, made.state, made.amount, made.loss_account_id, made.move_id),
                         ("payment", "posted", 5.0, self.written_off, application.rest_move_ids))
        self.assertEqual((self.listed().kind, self.listed().amount_company), ("payment", 5.0))
        self.assertEqual(made.line_ids.move_line_id.matched_credit_ids.ar_application_id, application)
        application.action_undo()
        self.assertEqual((made.state, self.item.amount_residual), ("reversed", 100.0))
        self.assertFalse(self.listed())

    def test_undone_from_its_own_side(self):
        """The payment stays applied, the rest is owed again."""
        application = self.short(rest="write_off", user=self.manager)
        self.made(application).with_user(self.manager).action_reverse()
        self.assertEqual((self.item.amount_residual, application.state), (5.0, "applied"))
        application.action_undo()
        self.assertEqual(self.item.amount_residual, 100.0)

    def test_deduction(self):
        made = self.made(self.short(rest="deduct", reason=self.accepted))
        self.assertEqual((made.kind, made.loss_account_id), ("deduction", self.freight))
        self.assertIn("Freight", made.move_id.line_ids[:1].name)

    def test_tolerance_is_listed(self):
        """3 short, once on a bank line and once of a credit: the list has what the account of the tolerance has."""
        self.company.ar_cash_tolerance = 5
        made = []
        for make in (self.statement_payment, self.credit_payment):
            bill = self.invoice(100, "2024-01-10")
            made.append(self.allocate(make(97.0), (self.items(bill), 97, {"write_off": 3}))._apply())
        listed = self.listed()
        self.assertEqual(listed.mapped("kind"), ["tolerance"] * 2)
        self.assertEqual(sum(listed.mapped("amount_company")), self.balance(self.company.ar_cash_tolerance_account_id))
        self.assertEqual(set(listed.mapped("date")), {self.day(DAY)})
        made[0].sudo().action_undo()
        self.assertEqual(self.listed().mapped("amount_company"), [3.0])

    def test_sum_is_that_of_the_roll_forward(self):
        self.company.ar_cash_tolerance = 5
        self.short(rest="write_off")
        other = self.items(self.invoice(100, "2024-01-10"))
        self.allocate(self.statement_payment(97.0), (other, 97, {"write_off": 3}))._apply()
        third = self.items(self.invoice(8, "2024-01-10"))
        self.env["ar.write.off"].with_user(self.specialist)._make(
            third, reason_id=self.env["ar.write.off.reason"].create({"name": "Why"}).id).action_request()
        roll = self.env["ar.roll.forward"].compute("2024-01-01", self.company._ar_today(), self.company, "company")
        self.assertEqual(-roll.totals[roll.columns.index("write_offs")], 16.0)
        self.assertEqual(sum(self.listed().mapped("amount_company")), 16.0)

    def test_money_for_what_was_written_off(self):
        """The payer names the invoice; a person says so, then it is a recovery, and undone all is as before."""
        bill = self.invoice(9, "2024-01-10")
        write_off = self.env["ar.write.off"].with_user(self.specialist)._make(
            self.items(bill), reason_id=self.env["ar.write.off.reason"].create({"name": "Why"}).id)
        write_off.action_request()
        payment = self.statement_payment(9.0).with_user(self.specialist)
        payment.sudo().text = f"late, sorry: {bill.name.replace('/', ' ').lower()}"
        told = payment.screen_payment()["written_off"]
        self.assertEqual([(one["id"], one["is_named"], one["amount"]) for one in told], [(write_off.id, True, 9.0)])
        action = payment.screen_recover(write_off.id)
        self.assertEqual(action["views"], [(False, "form")], "the screen opens it by itself")
        wizards = self.env[action["res_model"]].with_user(self.specialist).with_context(**action["context"])
        with Form(wizards) as form:
            self.assertEqual((form.credit_id, form.amount), (payment.move_line_id, 9.0))
        form.save().action_recover()
        self.assertEqual((write_off.state, payment.move_line_id.amount_residual), ("recovered", 0.0))
        self.assertFalse(payment.screen_payment()["written_off"])
        with self.assertRaises(UserError):
            payment.screen_recover(write_off.id)
        write_off.recovery_ids.action_undo()
        payment.application_ids.action_undo()
        self.assertEqual((write_off.state, payment.state), ("posted", "check"))

    def test_not_of_another_customer_or_currency(self):
        bill = self.invoice(9, "2024-01-10", partner_id=self.other_customer.id)
        write_off = self.env["ar.write.off"].with_user(self.specialist)._make(
            self.items(bill), reason_id=self.env["ar.write.off.reason"].create({"name": "Why"}).id)
        write_off.action_request()
        payment = self.statement_payment(9.0)
        self.assertFalse(payment.screen_payment()["written_off"])
        with self.assertRaises(UserError):
            payment.screen_recover(write_off.id)
