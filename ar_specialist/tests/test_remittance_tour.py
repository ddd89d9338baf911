from odoo.fields import Date
from odoo.tests import HttpCase, new_test_user, tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestRemittanceTour(CashCommon, HttpCase):
    def test_paste_and_choose_the_payment(self):
        new_test_user(
            self.env, "remittance_tour", groups="ar_specialist.group_specialist", company_id=self.company.id)
        customer = self.env["res.partner"].create({"name": "Tour Payer"})
        today = Date.context_today(self.env.user)
        invoices = [
            self.invoice(amount, today, partner=customer, name=f"INV/TOUR/000{number}")
            for number, amount in ((1, 100.0), (2, 50.0))]
        payments = [self.received(150.0, text, "Tour Payer", day=today) for text in ("first", "second")]
        self.start_tour("/odoo/remittance-advices", "ar_remittance_tour", login="remittance_tour")
        advice = self.env["ar.remittance"].search([("partner_id", "=", customer.id)])
        self.assertRecordValues(advice, [{
            "state": "linked", "source": "pasted", "payment_id": payments[1].id, "amount_total": 150.0}])
        self.assertEqual(payments[1].allocation_ids.move_line_id.move_id, invoices[0] + invoices[1])
