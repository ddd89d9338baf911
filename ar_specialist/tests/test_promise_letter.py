import io

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged
from PyPDF2 import PdfReader

from .common_promises import PromisesCommon

#: How the letter of a plan says what it is, how the mail asks for a word, and the eighth of March.
WORDS = {
    "en_US": ("Your payment plan", "Until then you will get no reminder", "answer this message", "03/08/2024"),
    "fr_FR": ("Votre échéancier", "Jusque-là, vous ne recevrez aucun rappel", "Répondez", "08/03/2024"),
    "de_DE": ("Ihre Zahlungsvereinbarung", "Bis dahin erhalten Sie", "antworten Sie", "08.03.2024"),
    "es_ES": ("Su plan de pagos", "Hasta entonces no recibirá", "Responda", "08/03/2024"),
}


@tagged("-at_install", "post_install")
class TestPromiseLetter(PromisesCommon):
    """What the customer reads, in its own language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in WORDS:
            cls.env["res.lang"].sudo()._activate_lang(code)
        cls.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], list(WORDS), overwrite=True)
        cls.contact.write({"name": "Ines Haller", "email": "ines@customer.example"})
        cls.company.partner_id.bank_ids = cls.env["res.partner.bank"].create({
            "acc_number": "BE71096123456769", "partner_id": cls.company.partner_id.id})

    def text(self, promise):
        content, _kind = self.env["ir.actions.report"].with_context(force_report_rendering=True)._render_qweb_pdf(
            "ar_specialist.action_report_promise_letter", promise.ids)
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())

    def test_the_text_of_a_plan(self):
        plan = self.plan_of(("2024-03-08", 60.0), ("2024-04-08", 40.0), promised_by_id=self.contact.id)
        text = self.text(plan)
        for part in (
            plan.name, "Ines Haller", "03/01/2024", "03/08/2024", "60.00 USD", "04/08/2024", "40.00 USD", "100.00 USD",
            self.bill.name, "BE71", self.company.name, self.specialist.name,
        ):
            self.assertIn(part, text)

    def test_the_text_of_a_promise(self):
        text = self.text(self.promise_of_all(70.0))
        self.assertIn("Your promise to pay", text)
        self.assertIn("70.00 USD", text)
        self.assertNotIn("It is for these invoices", text)

    def test_each_customer_its_own_language(self):
        plan = self.plan_of(("2024-03-08", 60.0), ("2024-04-08", 40.0), promised_by_id=self.contact.id)
        template = self.env.ref("ar_specialist.mail_template_promise")
        for code, (title, no_reminder, asks, day) in WORDS.items():
            self.contact.lang = code
            plan.invalidate_recordset()
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(
                "ar_specialist.report_promise_letter", plan.ids)
            for part in (title, no_reminder, day):
                self.assertIn(part, html.decode(), code)
            mail = template._generate_template(plan.ids, ["body_html", "subject"])[plan.id]
            self.assertIn(asks, mail["body_html"], code)
            self.assertIn(day, mail["body_html"], code)

    def test_the_mail(self):
        """A person sends it from the composer; it goes to who promised, with the letter."""
        plan = self.plan_of(("2024-03-08", 60.0), ("2024-04-08", 40.0), promised_by_id=self.contact.id)
        self.specialist.email = "carla@seller.example"
        action = plan.with_user(self.specialist).action_send()
        composer = Form(self.env["mail.compose.message"].with_user(self.specialist).with_context(
            **action["context"], force_report_rendering=True)).save()
        self.assertEqual(composer.partner_ids, self.contact)
        self.assertIn("carla@seller.example", composer.email_from)
        self.assertEqual(composer.attachment_ids.mapped("mimetype"), ["application/pdf"])
        composer.action_send_mail()
        message = plan.message_ids[:1]
        self.assertEqual(message.partner_ids, self.contact)
        self.assertIn(plan.name, message.subject)

    def test_without_a_person(self):
        """It goes where reminders go."""
        self.assertEqual(self.promise().recipient_id, self.customer)

    def test_rights(self):
        promise = self.promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.auditor).action_send()
        bare = new_test_user(self.env, "promise_bare", groups="base.group_user")
        with self.assertRaises(AccessError):
            promise.with_user(bare)._letter()
