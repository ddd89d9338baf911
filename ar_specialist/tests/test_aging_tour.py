from odoo import fields
from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestAgingTour(ReceivablesCommon, AccountTestInvoicingHttpCommon):
    def test_aging_tour(self):
        admin = self.env.ref("base.user_admin")
        admin.write({
            "company_id": self.company.id, "company_ids": [(4, self.company.id)], "email": "admin@example.com",
        })
        admin.group_ids |= self.env.ref("ar_specialist.group_manager")
        today = fields.Date.context_today(admin)
        self.company.ar_bucket_set_id = self.env.ref("ar_specialist.bucket_set_standard")
        tardy, prompt = self.env["res.partner"].create([{"name": "Tour Tardy"}, {"name": "Tour Prompt"}])
        self.invoice(250, self.day(today, -100), self.day(today, -70), partner=tardy)
        self.invoice(1000, self.day(today, -50), self.day(today, -20), partner=tardy)
        self.invoice(400, self.day(today, -5), self.day(today, 25), partner=prompt)
        # Not there before: the tour goes back to the day before yesterday and misses it.
        self.entry(-33, self.day(today, -1), partner=prompt)
        self.start_tour("/odoo", "ar_aging_tour", login="admin")
