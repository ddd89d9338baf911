from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.tests import tagged

from .common_confirmations import ConfirmationsCommon


@tagged("-at_install", "post_install")
class TestConfirmationTour(ConfirmationsCommon, AccountTestInvoicingHttpCommon):
    def test_ask_and_answer(self):
        self.quick_letters()
        self.start_tour(
            "/odoo/confirmation-requests", "ar_balance_confirmation", login="statement_specialist", timeout=120)
        request = self.env["ar.balance.request"].search([("company_id", "=", self.company.id)])
        self.assertEqual((request.state, request.asked_count, request.differs_count), ("done", 2, 1))
        self.assertEqual(self.line_of(request).answer_id.note, "We paid a part in February")
