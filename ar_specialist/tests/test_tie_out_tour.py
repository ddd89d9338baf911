from odoo import fields
from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestTieOutTour(ReceivablesCommon, AccountTestInvoicingHttpCommon):
    def test_tie_out_tour(self):
        """A payment was booked without its customer; the tour finds it and sets the customer."""
        admin = self.env.ref("base.user_admin")
        admin.write({
            "company_id": self.company.id, "company_ids": [(4, self.company.id)], "email": "admin@example.com",
        })
        admin.group_ids |= self.env.ref("ar_specialist.group_manager")
        today = fields.Date.context_today(admin)
        customer = self.env["res.partner"].create({"name": "Tour Payer"})
        self.invoice(1000, self.day(today, -40), partner=customer)
        line = self.entry(-400, self.day(today, -3), partner=customer)
        line.partner_id = False
        self.start_tour("/odoo", "ar_tie_out", login="admin")
        self.assertEqual(line.partner_id, customer)
        self.assertTrue(self.env["ar.tie.out"].compute(today, self.company).agrees)
