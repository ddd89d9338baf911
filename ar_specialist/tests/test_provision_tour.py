from odoo.tests import HttpCase, tagged

from .common_provision import EXPOSURES, ProvisionCommon


@tagged("-at_install", "post_install")
class TestProvisionTour(ProvisionCommon, HttpCase):
    """A provision from its proposal to its reversal, in the browser."""

    def test_from_proposal_to_entry(self):
        self.owe(EXPOSURES, "2023-06-30")
        self.start_tour("/odoo/action-ar_specialist.ar_provision_action", "ar_provision_tour", login=self.manager.login)
        provision = self.env["ar.provision"].search([("company_id", "=", self.company.id)])
        self.assertEqual((provision.amount, provision.state), (580_000, "reversed"))
        self.assertEqual(self.balance(self.allowance, "2023-06-30"), -580_000)
