from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestAccountTour(ReceivablesCommon, HttpCase):
    """On the phone with a customer: two items, one promise, less to collect."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        for amount, due in ((100.0, -60), (200.0, -30), (50.0, 30)):
            cls.invoice(amount, fields.Date.add(today, days=-70), due=fields.Date.add(today, days=due))
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        new_test_user(
            cls.env, "account_specialist", groups="ar_specialist.group_specialist", company_id=cls.company.id,
            company_ids=cls.company.ids, tz="UTC")

    def test_two_items_and_a_promise(self):
        self.start_tour(f"/odoo/customer-accounts/{self.account.id}", "ar_account_tour", login="account_specialist")
        promise = self.account.promise_ids
        self.assertEqual((promise.amount, len(promise.move_line_ids)), (120.0, 2))
        self.assertEqual(self.account.amount_to_collect, 180.0)

    def test_from_the_aging(self):
        self.start_tour("/odoo/receivables-aging", "ar_account_from_aging_tour", login="account_specialist")
