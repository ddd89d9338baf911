from datetime import datetime, timedelta

from freezegun import freeze_time
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools.misc import hash_sign

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestAccountPortalToken(ReceivablesCommon):
    """The link of an account opens this account alone, and for its days alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.other = cls.env["ar.account"]._for(cls.other_customer, cls.company)

    def test_it_opens_its_own_account_only(self):
        token = self.account._ar_portal_token()
        self.assertTrue(self.account._ar_is_portal_token(token))
        self.assertFalse(self.other._ar_is_portal_token(token))

    def test_it_expires_after_the_companys_days(self):
        self.company.sudo().ar_portal_days = 3
        own, shorter = self.account._ar_portal_token(), self.account._ar_portal_token(days=1)
        for days, opened in ((0.9, (True, True)), (2.9, (True, False)), (3.1, (False, False))):
            with freeze_time(datetime.now() + timedelta(days=days)):
                self.assertEqual(
                    (self.account._ar_is_portal_token(own), self.account._ar_is_portal_token(shorter)), opened, days)

    def test_what_is_no_token(self):
        good = self.account._ar_portal_token()
        scope = hash_sign(self.env(su=True), "another", self.account._ar_portal_identity(), expiration_hours=1)
        changed = good[:30] + ("A" if good[30] != "A" else "B") + good[31:]
        for token in ("", None, "x", "é", "AQ", "AQAA", "\udcff", "=" * 9, "A" * 5000, good[:-4], changed, scope):
            self.assertFalse(self.account._ar_is_portal_token(token), token)

    def test_the_link(self):
        url = self.account._ar_portal_url("/statement", days=5)
        self.assertIn(f"/my/balance/{self.account.id}/statement?access_token=", url)
        self.assertTrue(self.account._ar_is_portal_token(url.partition("=")[2]))

    def test_links_are_withdrawn(self):
        mine, others = self.account._ar_portal_token(), self.other._ar_portal_token()
        reader = new_test_user(self.env, "links_reader", groups="account.group_account_readonly")
        with self.assertRaises(AccessError):
            self.account.with_user(reader).action_withdraw_links()
        specialist = new_test_user(
            self.env, "links_specialist", groups="ar_specialist.group_specialist", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)])
        self.account.with_user(specialist).action_withdraw_links()
        self.assertFalse(self.account._ar_is_portal_token(mine))
        self.assertTrue(self.account._ar_is_portal_token(self.account._ar_portal_token()))
        self.assertTrue(self.other._ar_is_portal_token(others))

    def test_staff_see_what_the_customer_sees(self):
        specialist = new_test_user(
            self.env, "page_specialist", groups="ar_specialist.group_specialist", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)])
        action = self.account.with_user(specialist).action_customer_page()
        self.assertTrue(self.account._ar_is_portal_token(action["url"].partition("access_token=")[2]))
        with freeze_time(datetime.now() + timedelta(days=1, hours=1)):
            self.assertFalse(self.account._ar_is_portal_token(action["url"].partition("access_token=")[2]))
        clerk = new_test_user(self.env, "page_clerk", groups="account.group_account_invoice")
        with self.assertRaises(AccessError):
            self.account.with_user(clerk).action_customer_page()
