from odoo import fields
from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashTour(CashCommon, AccountTestInvoicingHttpCommon):
    """Cash Application as a specialist works in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = cls.env.ref("base.user_admin")
        admin.write({
            "company_id": cls.company.id, "company_ids": [(4, cls.company.id)], "email": "admin@example.com"})
        admin.group_ids |= cls.env.ref("ar_specialist.group_manager")
        cls.today = fields.Date.context_today(admin)
        # One account to import into: nothing has to be asked.
        journals = cls.env["account.journal"].search([
            ("company_id", "=", cls.company.id), ("type", "in", ("bank", "cash", "credit"))])
        (journals - cls.bank).active = False
        cls.payer = cls.env["res.partner"].create({"name": "Tour Prompt Ltd", "customer_rank": 1})

    def bill(self, number, amount):
        return self.invoice(
            amount, self.day(self.today, -20), self.day(self.today, 10), partner=self.payer, name=number)

    def test_import_accept_undo(self):
        first, second = self.bill("TOUR-1", 1000), self.bill("TOUR-2", 400)
        self.start_tour("/odoo", "ar_cash_tour", login="admin")
        # The first one was undone and is left to a person; the second one went with all that were ready.
        self.assertEqual(first.amount_residual, 1000)
        self.assertEqual(second.amount_residual, 0)
        states = self.payments.search([("company_id", "=", self.company.id)]).mapped("application_ids.state")
        self.assertCountEqual(states, ["applied", "undone"])
        unknown = self.payments.search([("payer_name", "=", "Nobody In Particular")])
        self.assertEqual((unknown.partner_id, unknown.customer_by), (self.payer, "person"))

    def test_short_payment_becomes_a_dispute(self):
        self.env["ar.dispute.reason"].create({"name": "Damaged on the Tour"})
        bill = self.bill("TOUR-9", 900)
        self.received(750, "TOUR-9", "Tour Prompt Ltd", day=self.today)
        self.start_tour("/odoo", "ar_cash_short_tour", login="admin")
        self.assertEqual(bill.amount_residual, 150)
        dispute = self.env["ar.dispute"].search([("move_line_ids", "in", self.items(bill).ids)])
        self.assertEqual((dispute.amount, dispute.reason_id.name, dispute.state), (150, "Damaged on the Tour", "open"))
        self.assertIn("Two boxes were wet", dispute.description)

    def test_keys_and_what_is_refused(self):
        bills = self.bill("TOUR-1", 1000) + self.bill("TOUR-2", 400)
        payment = self.received(1000, "TOUR-1", "Tour Prompt Ltd", day=self.today)
        self.start_tour("/odoo", "ar_cash_keys_tour", login="admin")
        self.assertEqual(payment.allocation_ids.move_line_id, self.items(bills[0]))
        self.assertEqual(bills.mapped("amount_residual"), [1000, 400])

    def test_money_taken_back(self):
        bill = self.bill("TOUR-1001", 1000)
        paid = self.received(1000, "TOUR-1001", "Tour Prompt Ltd", day=self.day(self.today, -5))
        paid._apply()
        self.bank_line(-1000, "RETURN TOUR-1001", "Tour Prompt Ltd", day=self.today)
        self.payments._collect(self.company)
        done = self.payments.search([("applied_on", "=", self.today)])
        done.sudo().write({"applied_on": self.day(self.today, -5)})
        self.start_tour("/odoo", "ar_cash_return_tour", login="admin")
        self.assertEqual((paid.state, bill.amount_residual), ("applied", 0))
        states = self.env["ar.cash.return"].search([("payment_id", "=", paid.id)]).mapped("state")
        self.assertCountEqual(states, ["undone", "dismissed"])
