from odoo import fields
from odoo.tests import tagged

from .common_account_portal import AccountPortalCommon


@tagged("-at_install", "post_install")
class TestAccountPortalTour(AccountPortalCommon):
    """A customer logs in, sees what is open, downloads a statement and comes to the payment page."""

    freeze_time = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.payment_provider()
        today = fields.Date.today()
        for amount, days in ((100.0, -60), (200.0, -30), (50.0, 30)):
            cls.invoice(amount, fields.Date.add(today, days=-70), due=fields.Date.add(today, days=days))
        cls.portal_user(cls.contact, "portal_tour")

    def test_look_download_and_pay(self):
        self.start_tour("/my", "ar_account_portal_tour", login="portal_tour")
