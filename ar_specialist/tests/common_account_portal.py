from freezegun import freeze_time
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user

from .common import ReceivablesCommon

TODAY = "2026-03-20"


class AccountPortalCommon(ReceivablesCommon, HttpCase):
    """Two customers with an account each, a subsidiary and a parent of the first, and the pages of theirs."""

    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_addresses()
        cls.account = cls.account_of(cls.customer)
        cls.other_account = cls.account_of(cls.other_customer)

    @classmethod
    def account_of(cls, partner, company=None):
        return cls.env["ar.account"]._for(partner, company or cls.company)

    @classmethod
    def portal_user(cls, partner, login="portal_customer", **values):
        return new_test_user(
            cls.env, login, groups="base.group_portal", partner_id=partner.id, company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)], **values)

    def path(self, path="", account=None, token=None, **query):
        """Return an address below the account's page, with its own token unless another, or "", is given."""
        account = account or self.account
        return account._ar_portal_path(path, account._ar_portal_token() if token is None else token, **query)

    def get(self, path="", account=None, token=None, **query):
        return self.url_open(self.path(path, account, token, **query))

    def assertRefused(self, response, secret):
        """The answer must tell nothing and must not be kept."""
        self.assertEqual(response.status_code, 403)
        self.assertNotIn(secret, response.text)
        self.assertPrivate(response)

    def assertPrivate(self, response):
        self.assertIn("noindex", response.headers["X-Robots-Tag"])
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertEqual(response.headers["Referrer-Policy"], "same-origin")
