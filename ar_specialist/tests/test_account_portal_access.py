from datetime import datetime, timedelta

from freezegun import freeze_time
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common_account_portal import AccountPortalCommon

HUGE = 10**30
#: What stands below the page, each asked for as itself.
BELOW = ("", "/statement", "/invoices.zip")


@tagged("-at_install", "post_install")
class TestAccountPortalAccess(AccountPortalCommon):
    """Who is let in, by link and by login, and that nobody else learns anything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.move = cls.invoice(100, "2026-01-10", "2026-02-10")
        cls.number = cls.move.name
        cls.ways = [*BELOW, f"/invoice/{cls.move.id}.pdf", f"/pay/{cls.company.currency_id.id}",
                    f"/pay/{cls.company.currency_id.id}/items"]

    def assertShut(self, token="", account=None):
        for way in self.ways:
            self.assertRefused(self.get(way, account, token), self.number)

    def test_the_link_opens_the_account(self):
        page = self.get()
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.number, page.text)
        self.assertPrivate(page)

    def test_forged_expired_and_foreign_links(self):
        good = self.account._ar_portal_token()
        changed = good[:30] + ("A" if good[30] != "A" else "B") + good[31:]
        for token in ("", "nonsense", "é", changed, self.other_account._ar_portal_token()):
            self.assertShut(token)
        late = datetime.now() + timedelta(days=self.company.ar_portal_days, hours=1)
        with freeze_time(late):
            self.assertShut(good)

    def test_the_customer_and_its_contacts_get_in_by_login(self):
        for partner in (self.customer, self.contact):
            self.portal_user(partner, f"portal{partner.id}")
            self.authenticate(f"portal{partner.id}", f"portal{partner.id}")
            page = self.get(token="")
            self.assertIn(self.number, page.text)
            self.assertPrivate(page)

    def test_others_do_not_get_in_by_login(self):
        partners = self.env["res.partner"]
        parent = partners.create({"name": "Group", "is_company": True})
        sister, daughter = partners.create([
            {"name": "Sister", "is_company": True, "parent_id": parent.id},
            {"name": "Daughter", "is_company": True, "parent_id": self.customer.id},
        ])
        self.customer.write({"parent_id": parent.id, "is_company": True})
        for partner in (parent, sister, daughter, self.other_customer):
            self.portal_user(partner, f"portal{partner.id}")
            self.authenticate(f"portal{partner.id}", f"portal{partner.id}")
            self.assertShut()
            # Nor by its own link for the account of another.
            self.assertShut(self.account_of(partner)._ar_portal_token())

    def test_another_company_has_an_account_of_its_own(self):
        elsewhere = self.setup_other_company()["company"]
        there = self.account_of(self.customer, elsewhere)
        self.assertShut(there._ar_portal_token())
        self.portal_user(self.customer)
        self.authenticate("portal_customer", "portal_customer")
        self.assertRefused(self.get(account=there, token=""), elsewhere.name)
        page = self.get(account=there)
        self.assertEqual(page.status_code, 200, "the link of that account")
        self.assertNotIn(self.number, page.text)

    def test_the_back_office_has_other_ways(self):
        for login, groups in (("clerk", "base.group_user"), ("specialist", "ar_specialist.group_specialist")):
            new_test_user(
                self.env, login, groups=groups, company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)])
            self.env["res.users"].sudo().search([("login", "=", login)]).partner_id.parent_id = self.customer
            self.authenticate(login, login)
            self.assertShut()

    def test_an_archived_account_opens_to_nobody(self):
        self.account.sudo().active = False
        self.assertShut(self.account._ar_portal_token())
        self.portal_user(self.customer)
        self.authenticate("portal_customer", "portal_customer")
        self.assertShut()
        self.assertNotIn(self.number, self.url_open("/my/balance").text)

    def test_accounts_that_are_not_there(self):
        token = self.account._ar_portal_token()
        for number in (999_999_999, 2**31, HUGE, -1, -HUGE, 0):
            for way in self.ways:
                response = self.url_open(f"/my/balance/{number}{way}?access_token={token}")
                self.assertRefused(response, self.number)
        for number in ("x", "1%2F..%2F2"):
            self.assertEqual(self.url_open(f"/my/balance/{number}").status_code, 404, number)

    def test_nobody_writes_by_these_addresses(self):
        before = self.env["account.move"].search_count([])
        for way in self.ways:
            self.assertIn(self.url_open(self.path(way), data={"x": 1}).status_code, (400, 404, 405), way)
        self.assertEqual(self.env["account.move"].search_count([]), before)
