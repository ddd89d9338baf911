import re
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup
from odoo.tests import HttpCase, new_test_user, tagged

from .common_portal import PDF, PortalCommon

FORMS = ("promise", "dispute", "question", "balance", "contact")


@tagged("-at_install", "post_install")
class TestPortalActions(PortalCommon, HttpCase):
    """The forms over HTTP: who may open and send them, and what their pages hold."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.account._ar_portal_token()

    def path(self, path, token=None, account=None):
        return (account or self.account)._ar_portal_path(path, self.token if token is None else token)

    def hidden(self, html, name):
        return re.search(rf'name="{name}" value="([^"]*)"', html).group(1)

    def send(self, path, form, page=None, files=None, token=None):
        """Open a form's page as a browser does, and send it filled in."""
        page = page or self.url_open(self.path(path)).text
        data = {name: self.hidden(page, name) for name in ("csrf_token", "key")}
        return self.url_open(
            self.path(path, token), data={"name": "Kim Known", **data, **form}, files=files,
            allow_redirects=False)

    def test_every_form_opens_by_the_link_and_is_kept_private(self):
        for action in FORMS:
            response = self.url_open(self.path(f"/{action}"))
            self.assertEqual(response.status_code, 200, action)
            self.assertIn("noindex", response.headers["X-Robots-Tag"])
            self.assertIn("no-store", response.headers["Cache-Control"])
            self.assertIn('name="csrf_token"', response.text)
            for label in re.findall(r'<label[^>]* for="([^"]+)"', response.text):
                self.assertIn(f'id="{label}"', response.text, "a label without its field")
            for field in re.findall(
                r'<(?:input|select|textarea) (?![^>]*type="(?:hidden|checkbox)")[^>]*>', response.text,
            ):
                self.assertRegex(field, r' id="', "a field without a label")

    def test_the_page_leads_to_the_forms(self):
        page = self.url_open(self.path("")).text
        for action in FORMS:
            self.assertIn(self.path(f"/{action}").replace("&", "&amp;"), page)
        self.assertIn(f"/promise?items={self.item.id}", page)
        self.company.write({"ar_portal_dispute": "no", "ar_portal_balance": False})
        page = self.url_open(self.path("")).text
        self.assertNotIn(f"/my/balance/{self.account.id}/dispute", page)
        self.assertEqual(self.url_open(self.path("/balance")).status_code, 403)

    def test_promise_and_what_the_page_says_of_it(self):
        response = self.send("/promise", self.promise_form())
        self.assertEqual(response.status_code, 303)
        promise = self.made("ar.promise")
        self.assertEqual(promise.state, "offered")
        received = self.url_open(response.headers["Location"])
        self.assertIn(promise.name, received.text)
        self.assertIn("received, being checked", self.url_open(self.path("")).text)

    def test_dispute_with_a_file_and_the_conversation(self):
        response = self.send("/dispute", self.dispute_form(), files={"files": ("note.pdf", PDF)})
        self.assertEqual(response.status_code, 303)
        case = self.made("ar.dispute")
        page = self.url_open(self.path(f"/case/{case.id}")).text
        self.assertIn("Two boxes were missing.", page)
        self.assertIn("received, being checked", page)
        link = re.search(rf'href="(/my/balance/{self.account.id}/case/{case.id}/file/\d+[^"]*)"', page).group(1)
        file = self.url_open(link.replace("&amp;", "&"))
        self.assertEqual(file.content, PDF)
        self.assertIn("attachment", file.headers["Content-Disposition"])
        self.assertEqual(file.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(self.send(f"/case/{case.id}", {"text": "A third one, too."}).status_code, 303)
        self.assertIn("A third one, too.", self.url_open(self.path(f"/case/{case.id}")).text)
        self.assertIn(f"/case/{case.id}", self.url_open(self.path("")).text)

    def test_faults_stand_beside_their_fields_and_what_was_typed_stays(self):
        response = self.send("/dispute", self.dispute_form(amount="1000", text="", reason=""))
        self.assertEqual(response.status_code, 422)
        for field in ("amount", "text", "reason"):
            self.assertIn(f'id="fault_{field}"', response.text)
        self.assertIn('value="1000"', response.text)
        self.assertIn('value="Kim Known"', response.text)
        again = self.send("/dispute", self.dispute_form(), page=response.text)
        self.assertEqual(again.status_code, 303)

    def test_what_is_contested_already_is_said_before_anything_is_typed(self):
        self.dispute()
        page = self.url_open(self.path("/dispute") + f"&items={self.item.id}").text
        self.assertIn("looking into this invoice already", page)

    def test_several_ticked_for_a_dispute_are_taken_one_by_one(self):
        second = self.items(self.invoice(50, "2024-01-01"))
        third = self.items(self.invoice(50, "2024-01-01"))
        page = self.url_open(self.path("/dispute") + f"&items={self.item.id}&items={second.id}").text
        self.assertIn("One invoice at a time", page)
        page = re.search(r'<select[^>]* id="items".*?</select>', page, re.DOTALL).group()
        for item, offered in ((self.item, True), (second, True), (third, False)):
            self.assertEqual(f'<option value="{item.id}"' in page, offered)

    def test_posted_twice(self):
        page = self.url_open(self.path("/question")).text
        form = {"subject": "Hello", "text": "Hello?"}
        first, second = (self.send("/question", form, page=page) for _time in range(2))
        self.assertEqual((first.status_code, second.status_code), (303, 303))
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(len(self.made("ar.dispute")), 1)

    def test_keys_that_no_database_takes(self):
        page = self.url_open(self.path("/promise")).text
        response = self.send("/promise", {**self.promise_form(), "key": "\0"}, page=page)
        self.assertEqual(response.status_code, 422)
        self.assertEqual(self.url_open(f"{self.path('/received')}&key=%00").status_code, 200)
        self.assertFalse(self.made("ar.promise"))

    def test_without_the_token_of_the_session_nothing_is_taken(self):
        page = self.url_open(self.path("/promise")).text
        form = {**self.promise_form(), "name": "Kim", "key": self.hidden(page, "key")}
        for csrf in ({}, {"csrf_token": "x" * 40}):
            self.assertEqual(self.url_open(self.path("/promise"), data={**form, **csrf}).status_code, 400)
        self.assertFalse(self.made("ar.promise"))

    def test_wrong_foreign_and_expired_tokens_send_nothing(self):
        page = self.url_open(self.path("/promise")).text
        other = self.env["ar.account"]._for(self.other_customer, self.company)
        forms = {
            "promise": self.promise_form(), "dispute": self.dispute_form(),
            "question": {"subject": "Hello", "text": "Hello?"},
            "contact": {"contact_name": "Spy", "contact_email": "spy@example.org"},
            "balance": {"agreed": "yes"}}
        for token in ("", "nonsense", other._ar_portal_token(), self.account._ar_portal_token(days=-1)):
            for action, form in forms.items():
                with self.subTest(action=action, token=token[:8]):
                    response = self.send(f"/{action}", form, page=page, token=token)
                    self.assertEqual(response.status_code, 403)
        self.assertFalse(self.made("ar.promise") or self.made("ar.dispute") or self.made("ar.balance.answer"))
        self.assertFalse(self.env["ar.portal.request"].sudo().search([("account_id", "=", self.account.id)]))

    def test_who_may_by_login(self):
        """The customer's own contact may; a contact of a subsidiary, of the parent, or of another customer may not."""
        child = self.env["res.partner"].create(
            {"name": "Subsidiary", "is_company": True, "parent_id": self.customer.id})
        sibling = self.env["res.partner"].create({"name": "Sam", "parent_id": child.id})
        own = {"company_id": self.company.id, "company_ids": self.company.ids, "groups": "base.group_portal"}
        for partner, allowed in ((self.contact, True), (sibling, False), (self.other_customer, False)):
            user = new_test_user(self.env, f"actions{partner.id}", partner_id=partner.id, **own)
            self.authenticate(user.login, user.login)
            page = self.url_open(self.path("/question", "")).text
            if not allowed:
                self.assertNotIn('name="key"', page)
                # Opened by somebody else's link, and sent without it.
                page = self.url_open(self.path("/question")).text
                self.assertEqual(
                    self.send("/question", {"subject": "x", "text": "x"}, page=page, token="").status_code, 403)
                continue
            self.assertNotIn('name="name"', page, "who is logged in is known")
            self.assertEqual(
                self.send("/question", {"subject": "x", "text": "x"}, page=page, token="").status_code, 303)
            self.assertEqual(self.made("ar.dispute").contact_id, self.contact)
        self.assertEqual(len(self.made("ar.dispute")), 1)

    def test_staff_look_and_say_nothing_in_the_customers_name(self):
        """A confirmation of the balance that we gave ourselves would be worth nothing."""
        self.authenticate(self.specialist.login, self.specialist.login)
        page = self.url_open(self.path("/question")).text
        response = self.send("/question", {"subject": "x", "text": "x"}, page=page)
        self.assertEqual(response.status_code, 422)
        self.assertIn("Only the customer", response.text)
        self.assertFalse(self.made("ar.dispute"))

    def test_link_of_staff_sends_nothing(self):
        """Whoever of us looks at the page may open its link without a login: it says nothing either."""
        url = self.account.with_user(self.specialist).action_customer_page()["url"]
        token = parse_qs(urlsplit(url).query)["access_token"][0]
        page = self.url_open(self.path("/question", token)).text
        response = self.send("/question", {"subject": "x", "text": "x"}, page=page, token=token)
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.made("ar.dispute"))

    def test_many_in_a_row(self):
        page = self.url_open(self.path("/promise")).text
        for _time in range(20):
            self.send("/promise", {"date": ""}, page=page)
        response = self.send("/promise", self.promise_form(), page=page)
        self.assertEqual(response.status_code, 429)
        self.assertIn("within a short time", response.text)
        self.assertFalse(self.made("ar.promise"))

    def test_anothers_case_and_files(self):
        other = self.env["ar.account"]._for(self.other_customer, self.company)
        theirs = self.env["ar.dispute"].create({"account_id": other.id, "kind": "inquiry"})
        message = theirs.message_post(
            body="Secret", message_type="comment", subtype_xmlid="mail.mt_comment",
            author_id=self.other_customer.id, attachments=[("secret.pdf", PDF)])
        mine = self.dispute(amount=10.0)
        note = mine.message_post(body="Bad payer", attachments=[("note.pdf", PDF)])
        for path in (
            f"/case/{theirs.id}", "/case/999999999999", f"/case/{theirs.id}/file/{message.attachment_ids.id}",
            f"/case/{mine.id}/file/{message.attachment_ids.id}", f"/case/{mine.id}/file/{note.attachment_ids.id}",
        ):
            response = self.url_open(self.path(path))
            self.assertEqual(response.status_code, 403, path)
            self.assertNotIn("Secret", response.text)
        page = self.url_open(self.path("/question")).text
        self.assertEqual(self.send(f"/case/{theirs.id}", {"text": "x"}, page=page).status_code, 403)
        self.assertEqual(len(theirs.message_ids.filtered("body")), len(message))

    def test_nothing_internal_in_a_case(self):
        case = self.dispute(amount=10.0, subject="Bad payer, careful")
        case.message_post(body="Internal: never pays")
        case.message_post(
            body="To a colleague only", message_type="comment", subtype_xmlid="mail.mt_comment",
            partner_ids=self.manager.partner_id.ids)
        case.with_user(self.specialist).message_post(
            body=Markup("<p>Dear customer<script>alert(1)</script></p><blockquote>what you wrote</blockquote>"),
            message_type="comment", subtype_xmlid="mail.mt_comment", partner_ids=self.contact.ids)
        page = self.url_open(self.path(f"/case/{case.id}")).text
        self.assertIn("Dear customer", page)
        for secret in ("never pays", "careful", "To a colleague", "alert(1)", "what you wrote"):
            self.assertNotIn(secret, page)

    def test_markup_is_shown_as_text(self):
        self.send("/question", {"subject": "Hello", "text": "<img src=x onerror=alert(1)>", "name": "<b>Kim</b>"})
        page = self.url_open(self.path(f"/case/{self.made('ar.dispute').id}")).text
        self.assertNotIn("<img src=x", page)
        self.assertNotIn("<b>Kim</b>", page)
        self.assertIn("&lt;img src=x", page)
        response = self.send("/question", {"subject": "", "text": "</textarea><script>alert(1)</script>"})
        self.assertEqual(response.status_code, 422)
        self.assertNotIn("<script>alert(1)", response.text)
