from math import inf

from odoo import models


class ArAccount(models.Model):
    """Whether the company can be paid online at all; pages offer no button that leads nowhere."""

    _inherit = "ar.account"

    def _ar_most_online(self, currency):
        """Return the largest amount for which Odoo's payment page offers the customer a way to pay in `currency`.

        0 where it offers none, infinity where no provider has a maximum. Staff see what the customer sees: a provider
        that is not published counts for nobody.
        """
        self.ensure_one()
        public = self.env.ref("base.public_user")
        # sudo: customers have no rights on payment providers; core's routes look at them the same way
        providers = self.env["payment.provider"].with_user(public).sudo()._get_compatible_providers(
            self.company_id.id, self.partner_id.id, 0.0, currency_id=currency.id)
        methods = self.env["payment.method"].with_user(public).sudo()
        ways = providers and methods._get_compatible_payment_methods(
            providers.ids, self.partner_id.id, currency_id=currency.id)
        return max((self._ar_most_of(provider, currency) for provider in providers if ways and (
            provider & ways.provider_ids)), default=0.0)

    def _ar_most_of(self, provider, currency):
        if not provider.maximum_amount:
            return inf
        return provider.main_currency_id._convert(
            provider.maximum_amount, currency, self.company_id, self.company_id._ar_today())
