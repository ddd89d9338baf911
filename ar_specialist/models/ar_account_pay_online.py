from odoo import models


class ArAccount(models.Model):
    """Whether the company can be paid online at all; pages offer no button that leads nowhere."""

    _inherit = "ar.account"

    def _ar_pays_online(self, currency):
        """Return whether Odoo's payment page would offer the customer a way to pay in `currency`.

        Staff see what the customer sees: a provider that is not published counts for nobody.
        """
        self.ensure_one()
        public = self.env.ref("base.public_user")
        # sudo: customers have no rights on payment providers; core's routes look at them the same way
        providers = self.env["payment.provider"].with_user(public).sudo()._get_compatible_providers(
            self.company_id.id, self.partner_id.id, 0.0, currency_id=currency.id)
        methods = self.env["payment.method"].with_user(public).sudo()
        return bool(providers and methods._get_compatible_payment_methods(
            providers.ids, self.partner_id.id, currency_id=currency.id))
