from odoo.tests import HttpCase, tagged

from .common_confirmations import ConfirmationsCommon


@tagged("-at_install", "post_install")
class TestConfirmationPage(ConfirmationsCommon, HttpCase):
    """The link of the mail opens the balance of the audit, and nothing else; files are for those who may read."""

    def setUp(self):
        super().setUp()
        self.quick_letters()
        self.request = self.ask(auditor_id=self.whitfield.id)
        self.line = self.line_of(self.request)
        self.invoice(55, "2026-02-20")

    def path(self, line=None, look=False):
        return (line or self.line)._portal_url(look=look).removeprefix(self.company.get_base_url())

    def test_the_link_shows_the_frozen_balance(self):
        page = self.url_open(self.path())
        self.assertEqual(page.status_code, 200)
        for text in ("Audit 2026", "$ 100.00", "Whitfield", "04/10/2026"):
            self.assertIn(text, page.text.replace("\xa0", " "))
        self.assertNotIn("155.00", page.text)
        self.assertNotIn('id="as_of"', page.text)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])

    def test_the_account_asks_until_it_is_answered(self):
        home = self.account._ar_portal_path("", self.account._ar_portal_token())
        self.assertIn("please confirm your balance of", self.url_open(home).text)
        self.answer_on_page()
        self.assertNotIn("please confirm your balance of", self.url_open(home).text)
        self.assertIn("Kim Known answered on", self.url_open(self.path()).text)

    def test_hostile_links(self):
        own = self.path()
        stranger = own.replace(f"/my/balance/{self.account.id}/", f"/my/balance/{self.other_account.id}/")
        for path in (stranger, own.replace("access_token=", "access_token=x"), own.split("&access_token")[0],
                     own + "0", own.replace(f"/{self.account.id}/", "/2147483647/")):
            page = self.url_open(path)
            self.assertEqual(page.status_code, 403, path)
            self.assertNotIn("Audit 2026", page.text)
        for day in ("2026-13-99", "1", "0001-01-01", "9999-12-31", "%00", "' OR 1=1"):
            page = self.url_open(own.replace("2026-02-28", day))
            self.assertEqual(page.status_code, 200, day)
            self.assertNotIn("Audit 2026", page.text)

    def test_a_withdrawn_link_opens_nothing(self):
        path = self.path(look=True)
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.account.action_withdraw_links()
        self.assertEqual(self.url_open(path).status_code, 403)

    def test_files_are_for_readers_of_the_company(self):
        path = f"/ar_specialist/confirmation/{self.request.id}"
        for kind in ("pdf", "xlsx"):
            self.authenticate("test_auditor", "test_auditor")
            found = self.url_open(f"{path}.{kind}")
            self.assertEqual(found.status_code, 200)
            self.assertTrue(found.content.startswith(b"%PDF" if kind == "pdf" else b"PK"))
            self.authenticate("test_salesperson", "test_salesperson")
            self.assertIn(self.url_open(f"{path}.{kind}").status_code, (403, 404))
        self.authenticate("test_auditor", "test_auditor")
        self.assertEqual(self.url_open(f"{path}.exe").status_code, 404)
        other = self.setup_other_company()["company"]
        self.auditor.write({"company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        self.assertEqual(self.url_open(f"{path}.xlsx").status_code, 404)
