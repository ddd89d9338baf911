from odoo.tests import HttpCase, tagged

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffTour(WriteOffCommon, HttpCase):
    """A write-off from the open item to its undoing, by a specialist and a manager in the browser."""

    def test_asked_approved_undone(self):
        self.customer.name = "Gone Customer"
        bill = self.taxed(100)
        self.start_tour("/odoo/open-items", "ar_write_off_ask_tour", login=self.specialist.login)
        write_off = self.env["ar.write.off"].search([("account_id.partner_id", "=", self.customer.id)])
        self.assertEqual((write_off.state, write_off.requested_by_id, write_off.note),
                         ("requested", self.specialist, "No assets"))
        self.start_tour("/odoo/write-offs", "ar_write_off_decide_tour", login=self.manager.login)
        self.assertEqual((write_off.state, write_off.decided_by_id), ("reversed", self.manager))
        self.assertEqual((write_off.amount_tax, bill.amount_residual), (15.0, 115.0))
