import re

from freezegun import freeze_time
from odoo.tests import HttpCase, new_test_user, tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticePortal(NoticesCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sent = cls.invoice_notice()
        cls.send(cls.sent)
        cls.number = cls.sent.line_ids.move_id.name
        cls.payment_provider()

    def page(self, notice, token=""):
        return self.url_open(f"/my/notices/{notice.id}?access_token={token}").text

    def test_the_link_of_the_mail_shows_what_is_open_and_where_to_pay(self):
        self.assertIn(self.sent._portal_url(), str(self.sent._render_message()["body_html"]))
        page = self.page(self.sent, self.sent._portal_token())
        self.assertIn(self.number, page)
        self.assertIn(f"/my/invoices/{self.sent.line_ids.move_id.id}?access_token=", page)

    def test_the_token_of_another_notice_opens_nothing(self):
        other = self.invoice_notice(self.other_customer)
        self.send(other)
        for token in (other._portal_token(), "", "nonsense", "é"):
            self.assertNotIn(self.number, self.page(self.sent, token))

    def test_only_the_customer_of_the_notice_gets_in_by_login(self):
        for partner, allowed in ((self.contact, True), (self.other_customer, False)):
            user = new_test_user(self.env, f"portal{partner.id}", groups="base.group_portal", partner_id=partner.id)
            self.authenticate(user.login, user.login)
            self.assertEqual(self.number in self.page(self.sent), allowed)

    def test_what_is_paid_is_gone(self):
        self.match(self.sent.line_ids.move_id, self.entry(-100, "2026-03-19"))
        page = self.page(self.sent, self.sent._portal_token())
        self.assertNotIn(self.number, page)
        self.assertIn("Everything is paid", page)

    def test_credits_stand_beside_what_is_open(self):
        credit = self.invoice(30, "2026-03-05", move_type="out_refund")
        page = self.page(self.sent, self.sent._portal_token())
        self.assertIn(credit.name, page)
        self.assertIn("-30.00", page)

    def test_the_link_does_not_open_before_the_notice_is_sent(self):
        waiting = self.invoice_notice(run_id=self.make_run("2026-03-18").id, level=self.make_level(name="Next", days=9))
        number = waiting.line_ids.move_id.name
        for state in ("planned", "approval", "held", "cancelled"):
            waiting.sudo().state = state
            page = self.page(waiting, waiting._portal_token())
            self.assertNotIn(number, page, state)
            self.assertIn("Nothing to see here yet", page, state)
            pay = self.url_open(
                f"/my/notices/{waiting.id}/pay/{self.company.currency_id.id}?access_token={waiting._portal_token()}")
            self.assertNotIn("data-transaction-route", pay.text, state)
        self.assertNotIn("Nothing to see here yet", self.page(waiting, "wrong"))

    def test_the_way_on_to_the_whole_account(self):
        self.assertIn("See your whole account", str(self.sent._render_message()["body_html"]))
        account = self.sent.account_id
        link = re.search(r'/my/balance/\d+\?access_token=([\w-]+)', self.page(self.sent, self.sent._portal_token()))
        self.assertTrue(account._ar_is_portal_token(link[1]))
        response = self.url_open(link[0])
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.number, response.text)
        # The link of a notice is good for ever; that of the account it leads to is not.
        with freeze_time("2026-05-20"):
            self.assertFalse(account._ar_is_portal_token(link[1]))
            page = self.page(self.sent, self.sent._portal_token())
            self.assertIn(self.number, page)
            self.assertIn('href="/my/balance"', page)
            self.assertNotIn(f"/my/balance/{account.id}", page)

    def test_the_page_speaks_the_customers_language(self):
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], ["fr_FR"], overwrite=True)
        self.customer.lang = "fr_FR"
        page = self.page(self.sent, self.sent._portal_token())
        self.assertIn("Tout payer", page)
        self.assertNotIn("Pay all", page)

    def test_an_unknown_notice(self):
        self.assertEqual(self.url_open("/my/notices/999999999?access_token=x").status_code, 200)

    def test_a_token_that_is_none(self):
        response = self.url_open(f"/my/notices/{self.sent.id}?access_token=%C3%A9")
        self.assertEqual(response.status_code, 200)
        self.assertNotIn(self.number, response.text)
