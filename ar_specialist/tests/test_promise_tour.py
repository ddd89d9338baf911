from odoo.fields import Date
from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestPromiseTour(ReceivablesCommon, HttpCase):
    def test_log_a_plan_and_withdraw_it(self):
        user = new_test_user(
            self.env, "promise_tour", groups="ar_specialist.group_specialist", company_id=self.company.id)
        customer = self.env["res.partner"].create({"name": "Promise Customer"})
        due = Date.subtract(Date.context_today(self.env.user), days=12)
        self.invoice(100, due, partner=customer)
        self.start_tour("/odoo/open-items", "ar_promise_tour", login="promise_tour")
        promise = self.env["ar.account"]._for(customer, self.company).promise_ids
        self.assertRecordValues(promise, [{"state": "withdrawn", "user_id": user.id, "note": "after the fair"}])
        self.assertEqual(promise.part_ids.mapped("amount"), [50.0, 50.0])
