from datetime import timedelta

from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestPeriodCloseTour(ReceivablesCommon, HttpCase):
    def test_close_a_month(self):
        user = new_test_user(
            self.env, "close_tour", groups="ar_specialist.group_manager", company_id=self.company.id)
        customer = self.env["res.partner"].create({"name": "Close Customer"})
        last = self.company._ar_today().replace(day=1) - timedelta(days=1)
        self.invoice(100, last, partner=customer)
        draft = self.invoice(50, last, partner=customer, post=False)
        self.start_tour("/odoo/receivables-close", "ar_close", login="close_tour")
        period = self.env["ar.period.close"].search([("company_id", "=", self.company.id)])
        self.assertRecordValues(period, [{"state": "closed", "signed_by_id": user.id, "date_to": last}])
        self.assertEqual(draft.state, "posted")
        self.assertEqual(period.snapshot_id.total, 150.0)
        self.assertTrue(period.pack_pdf_id.raw.startswith(b"%PDF"))
        self.assertFalse(self.company.sale_lock_date)
