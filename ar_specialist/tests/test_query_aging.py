from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import tagged


@tagged("-at_install", "post_install")
class TestAgingExamples(AccountTestInvoicingCommon):
    def test_nothing_open(self):
        report = self.env["ar.aging"].compute("2020-01-01", companies=self.company_data["company"])
        self.assertEqual(report.total, 0.0)
        self.assertEqual(report.rows, [])
