from odoo.addons.base.tests.common import MockSmtplibCase
from odoo.tests import tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeEmails(NoticesCommon, MockSmtplibCase):
    """One notice to follow-up contacts who read different languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fr_FR", "de_DE"):
            cls.env["res.lang"].sudo()._activate_lang(code)
        modules = cls.env["ir.module.module"].sudo()
        modules._load_module_terms(["ar_specialist"], ["fr_FR", "de_DE"], overwrite=True)
        cls.contacts = cls.env["res.partner"].create([
            {"name": name, "type": "followup", "parent_id": cls.customer.id, "lang": lang,
             "email": f"{name.lower()}@customer.example"}
            for name, lang in (("Ann", "en_US"), ("Fanny", "fr_FR"), ("Felix", "fr_FR"), ("Dora", "de_DE"))])
        cls.ann, cls.fanny, cls.felix, cls.dora = cls.contacts
        cls.level.with_context(lang="fr_FR").subject = "Rappel de {company}"
        cls.level.update_field_translations("intro", {"fr_FR": {"These are open, {customer}:": "Ouvertes :"}})

    def mail_to(self, notice, partner):
        return self.mails(notice).filtered(lambda mail: partner in mail.recipient_ids)

    def report_failure(self, notice, partner, kind="mail_email_invalid", status="exception", reason="NO_RECIPIENT"):
        self.env["mail.notification"].sudo().search([
            ("mail_message_id", "in", notice.sudo().email_ids.mail_message_id.ids),
            ("res_partner_id", "=", partner.id)]).write({
                "failure_type": kind, "failure_reason": reason, "notification_status": status})
        notice._update_delivery()

    def test_one_mail_per_language_and_one_notice(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.assertEqual(
            {tuple(mail.recipient_ids.mapped("name")) for mail in self.mails(notice)},
            {("Ann",), ("Fanny", "Felix"), ("Dora",)})
        french, english, german = (self.mail_to(notice, one) for one in (self.felix, self.ann, self.dora))
        self.assertEqual(french.subject, f"Rappel de {self.company.name}")
        self.assertIn("Bonjour Fanny", french.body_html)
        self.assertIn("Ouvertes", french.body_html)
        self.assertIn("01/03/2026", french.body_html)
        self.assertIn("Dear Ann", english.body_html)
        self.assertIn("Guten Tag Dora", german.body_html)
        self.assertEqual(notice.sudo().email_ids.mapped("lang"), ["en_US", "fr_FR", "de_DE"])
        self.assertEqual(len(self.env["ar.notice"].search([("run_id", "=", self.first_run.id)])), 1)
        self.assertIn("These are open", notice.body)

    def test_contacts_of_one_language_share_a_mail(self):
        (self.ann | self.dora).unlink()
        notice = self.invoice_notice()
        self.send(notice)
        self.assertEqual(self.mails(notice).recipient_ids, self.fanny | self.felix)

    def test_one_copy_for_the_colleague(self):
        salesperson = self.env["res.users"].sudo().create({
            "name": "Sam", "login": "sam", "email": "sam@seller.example"})
        self.customer.user_id = salesperson
        notice = self.invoice_notice(level=self.make_level(name="Copied", days=2, copy_to="salesperson"))
        self.send(notice)
        self.assertEqual(len(self.mails(notice).filtered("email_cc")), 1)

    def test_delivery_follows_all_of_them(self):
        notice = self.invoice_notice()
        self.send(notice)
        with self.mock_smtplib_connection():
            self.mail_to(notice, self.ann).send()
        self.assertEqual(notice.delivery_state, "outgoing", "two are still on their way")
        self.mail_to(notice, self.dora)
        with self.mock_smtplib_connection():
            self.mails(notice).send()
        self.assertEqual(notice.delivery_state, "sent")
        self.report_failure(notice, self.dora)
        self.assertEqual(notice.delivery_state, "failed")
        self.assertEqual(notice.delivery_failure, "dora@customer.example: Invalid email address")
        self.report_failure(notice, self.felix, "mail_bounce", "bounce", "no such\n mailbox")
        self.assertEqual(notice.delivery_state, "bounced")
        self.assertIn("felix@customer.example: The mail came back: no such mailbox", notice.delivery_failure)
        self.assertIn("dora@customer.example", notice.delivery_failure)

    def test_the_same_words_again_in_each_language(self):
        notice = self.invoice_notice()
        self.send(notice)
        first = {email.lang: email.mail_message_id for email in notice.sudo().email_ids}
        with self.mock_smtplib_connection():
            self.mails(notice).send()
        self.level.with_context(lang="fr_FR").subject = "Autre chose"
        notice.action_resend()
        again = {email.lang: email.mail_message_id for email in notice.sudo().email_ids}
        self.assertEqual(first.keys(), again.keys())
        for lang, message in again.items():
            self.assertNotEqual(message, first[lang])
            self.assertEqual((message.body, message.subject), (first[lang].body, first[lang].subject))
        self.assertEqual(notice.delivery_state, "outgoing")


@tagged("-at_install", "post_install")
class TestNoticeFailures(NoticesCommon):
    """Why a mail did not arrive, as a person would say it."""

    def test_names_instead_of_codes(self):
        notice = self.invoice_notice()
        self.send(notice)
        notification = self.env["mail.notification"].sudo().search([
            ("mail_message_id", "=", notice.mail_message_id.id), ("notification_type", "=", "email")])
        for kind, reason, expected in (
            ("mail_email_invalid", "NO_VALID_RECIPIENT", "Invalid email address"),
            ("mail_smtp", "[Errno 111] refused", "Connection failed (outgoing mail server problem)"),
            ("mail_email_missing", "", "Missing email address"),
            ("unknown", "the server is away", "the server is away"),
            ("unknown", "", "Unknown error"),
        ):
            notification.write({"failure_type": kind, "failure_reason": reason, "notification_status": "exception"})
            notice._update_delivery()
            self.assertEqual(notice.delivery_failure, expected)
        self.assertEqual(notice.delivery_state, "failed")
