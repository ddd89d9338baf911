from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


class AccountTourCommon(ReceivablesCommon, HttpCase):
    """A customer with two invoices that are late and one to come."""

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


@tagged("-at_install", "post_install")
class TestAccountTour(AccountTourCommon):
    """On the phone with a customer: two items, one promise, less to collect."""

    def test_two_items_and_a_promise(self):
        self.start_tour(f"/odoo/customer-accounts/{self.account.id}", "ar_account_tour", login="account_specialist")
        promise = self.account.promise_ids
        self.assertEqual((promise.amount, len(promise.move_line_ids)), (120.0, 2))
        self.assertEqual(self.account.amount_to_collect, 180.0)

    def test_from_the_aging(self):
        self.start_tour("/odoo/receivables-aging", "ar_account_from_aging_tour", login="account_specialist")


@tagged("-at_install", "post_install")
class TestAccountPhoneTour(AccountTourCommon):
    """The same on a phone, where the items are cards."""

    browser_size = "390x844"
    touch_enabled = True

    def test_ticking_cards(self):
        self.start_tour(
            f"/odoo/customer-accounts/{self.account.id}", "ar_account_phone_tour", login="account_specialist")

    def test_whoever_only_reads(self):
        new_test_user(
            self.env, "account_reader", groups="account.group_account_readonly", company_id=self.company.id,
            company_ids=self.company.ids)
        self.start_tour(
            f"/odoo/customer-accounts/{self.account.id}", "ar_account_phone_reader_tour", login="account_reader")
