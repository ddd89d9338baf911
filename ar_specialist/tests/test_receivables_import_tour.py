from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import new_test_user, tagged


@tagged("-at_install", "post_install")
class TestReceivablesImportTour(AccountTestInvoicingHttpCommon):
    def test_receivables_import_tour(self):
        company = self.company_data["company"]
        new_test_user(
            self.env, "import_tour", groups="ar_specialist.group_specialist,base.group_partner_manager",
            company_id=company.id, company_ids=company.ids,
        )
        self.start_tour("/odoo/import-receivables", "ar_receivables_import_tour", login="import_tour", timeout=120)
        record = self.env["ar.receivables.import"].search([("company_id", "=", company.id)])
        self.assertEqual((record.state, record.done_count, record.bad_count), ("done", 2, 1))
