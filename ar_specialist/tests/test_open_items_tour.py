from odoo.fields import Date
from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestOpenItemsTour(ReceivablesCommon, HttpCase):
    def test_tour(self):
        new_test_user(
            self.env, "tour_specialist", groups="ar_specialist.group_specialist", company_id=self.company.id)
        customer = self.env["res.partner"].create({"name": "Tour Customer"})
        today = Date.context_today(self.env.user)
        for days_late in (12, 40, -20):
            due = Date.subtract(today, days=days_late)
            self.invoice(100, min(due, today), due=due, partner=customer)
        self.start_tour("/odoo/open-items", "ar_open_items_tour", login="tour_specialist")
