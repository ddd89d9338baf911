from datetime import timedelta
from urllib.parse import urlencode

from odoo import fields, models
from odoo.tools.misc import hash_sign, verify_hash_signed

SCOPE = "ar_specialist.account"


class ArAccount(models.Model):
    """The link that opens the customer's own page without a login, for this one account and for some days."""

    _inherit = "ar.account"

    portal_links = fields.Integer(
        string="Generation of Links", readonly=True, copy=False,
        help="Part of every link to the customer's page: one more, and the links sent before open nothing.")

    def _ar_portal_token(self, days=None, *, look=False):
        """Return what proves, until it expires, that its holder was sent the link of this very account.

        :param days: how long it is good for; the company's own number unless given
        :param look: for one of us who looks at what the customer sees: such a link sends no forms
        """
        self.ensure_one()
        lasting = timedelta(days=self.company_id.sudo().ar_portal_days if days is None else days)
        # sudo: the signing key is nobody's to read
        return hash_sign(self.env(su=True), SCOPE, self._ar_portal_identity(look), expiration=lasting)

    def _ar_is_portal_token(self, token):
        """Return whether `token`, whatever it is, is one of this account and has not expired."""
        return self._ar_signed_by(token) in (self._ar_portal_identity(), self._ar_portal_identity(look=True))

    def _ar_is_look_token(self, token):
        """Return whether `token` opens the page to be looked at only."""
        return self._ar_signed_by(token) == self._ar_portal_identity(look=True)

    def _ar_signed_by(self, token):
        """Return what was signed by `token`, None when it has expired or is none of ours."""
        self.ensure_one()
        try:
            # sudo: as above
            return verify_hash_signed(self.env(su=True), SCOPE, token or "")
        except ValueError:  # no token at all: not of this alphabet, too short, of another version
            return None

    def _ar_portal_identity(self, look=False):
        identity = [self.id, self.partner_id.id, self.company_id.id, self.portal_links]
        return [*identity, "look"] if look else identity

    def action_withdraw_links(self):
        """Let no link that was sent until now open the customer's page any more."""
        self.check_access("write")
        for account in self.sudo():  # nobody writes the number by hand
            account.portal_links += 1
            account._message_log(body=self.env._("All links to the customer's page sent until now are withdrawn."))

    def _ar_portal_path(self, path="", token="", **query):
        """Return the address of the customer's page on this server, or of what is below it.

        :param path: beginning with a slash, as "/statement"
        :param token: empty for a reader who is logged in
        """
        self.ensure_one()
        query = urlencode({**query, **({"access_token": token} if token else {})})
        return f"/my/balance/{self.id}{path}" + (f"?{query}" if query else "")

    def _ar_portal_url(self, path="", days=None, *, look=False):
        """Return the link to the customer's page, or to what is below it, that opens it without a login.

        :param path: beginning with a slash, as "/statement"
        :param days: as for :meth:`_ar_portal_token`, and so is `look`
        """
        return self.company_id.get_base_url() + self._ar_portal_path(path, self._ar_portal_token(days, look=look))

    def _ar_portal_offers(self):
        """Return the actions that this customer is offered, in the order of the page."""
        return self.company_id._ar_portal_offers()
