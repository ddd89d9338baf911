from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestReconciliationTour(ReceivablesCommon, AccountTestInvoicingHttpCommon):
    def test_reconcile_a_customer(self):
        new_test_user(
            self.env, "reconciliation_tour", groups="ar_specialist.group_manager", company_id=self.company.id,
            company_ids=self.company.ids)
        customer = self.env["res.partner"].create({"name": "Tour Customer"})
        for number, amount in ((1, 1000.0), (2, 500.0), (3, 70.0)):
            self.invoice(amount, f"2026-06-0{number}", partner=customer, name=f"INV/TOUR/000{number}")
        account = self.env["ar.account"]._for(customer, self.company)
        self.start_tour(
            "/odoo/customer-reconciliations", "ar_reconciliation_tour", login="reconciliation_tour", timeout=120)
        record = account.reconciliation_ids
        self.assertEqual((record.state, record.agreed_count, record.difference_count), ("signed", 1, 2))
        self.assertEqual(record.match_ids.dispute_id.amount, 20.0)
