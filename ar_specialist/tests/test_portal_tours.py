from odoo.tests import HttpCase, new_test_user, tagged

from .common_portal import PortalCommon


@tagged("-at_install", "post_install")
class TestPortalTours(PortalCommon, HttpCase):
    """A customer logs in, disputes a part of an invoice, and promises to pay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        new_test_user(
            cls.env, "portal_actions", groups="base.group_portal", partner_id=cls.contact.id,
            company_id=cls.company.id, company_ids=cls.company.ids)

    def test_dispute(self):
        self.start_tour("/my/balance", "ar_portal_dispute_tour", login="portal_actions")
        case = self.made("ar.dispute")
        self.assertEqual((case.amount, case.acceptance, case.contact_id), (20.0, "waiting", self.contact))
        self.assertEqual(len(case._ar_customer_messages()), 2)

    def test_promise(self):
        self.start_tour("/my/balance", "ar_portal_promise_tour", login="portal_actions")
        promise = self.made("ar.promise")
        self.assertEqual(
            (promise.state, promise.date, promise.move_line_ids), ("offered", self.day(str(self.today), 30), self.item))
