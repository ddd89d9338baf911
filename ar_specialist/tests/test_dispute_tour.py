from odoo.tests import HttpCase, tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestDisputeTour(DisputesCommon, HttpCase):
    def test_from_invoice_to_credit_note(self):
        self.start_tour(
            f"/odoo/action-account.action_move_out_invoice_type/{self.bill.id}", "ar_dispute_tour",
            login=self.specialist.login)
        dispute = self.env["ar.dispute"].search([("line_ids.move_id", "=", self.bill.id)])
        self.assertEqual((dispute.state, dispute.resolution), ("resolved", "partly"))
        self.assertEqual(dispute.move_ids.amount_total, 20.0)
        self.assertEqual(self.bill.amount_residual, 80.0)
