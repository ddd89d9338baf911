from lxml import html
from odoo.tests import tagged

from .common_notices import NoticesCommon

#: How a mail begins and asks, and how the tenth of February stands in it.
WORDS = {
    "fr_FR": (
        "Bonjour Rhône SA", "À payer", "Voir et payer", "Vous avez déjà payé", "10/02/2026", "38 jours de retard"),
    "de_DE": (
        "Guten Tag Rhône SA", "Zu zahlen", "Ansehen und bezahlen", "Schon bezahlt?", "10.02.2026",
        "38 Tage überfällig"),
    "es_ES": (
        "Buenos días, Rhône SA", "A pagar", "Ver y pagar", "¿Ya ha pagado?", "10/02/2026", "38 días de retraso"),
}


@tagged("-at_install", "post_install")
class TestNoticeLanguages(NoticesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        languages = cls.env["res.lang"].sudo()
        for code in WORDS:
            languages._activate_lang(code)
        cls.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], list(WORDS), overwrite=True)
        cls.shipped = cls.env["ar.policy.level"].browse([
            cls.env.ref(f"ar_specialist.level_{name}").id for name in (
                "friendly_upcoming", "friendly_reminder", "friendly_second", "firm_first", "firm_second",
                "firm_letter", "final_first", "final_notice")])

    def test_each_customer_gets_its_own_language(self):
        customer = self.env["res.partner"].create({"name": "Rhône SA", "email": "r@customer.example"})
        notice = self.notice(
            self.items(self.invoice(100, "2026-02-10", partner=customer)), customer, self.env.ref(
                "ar_specialist.level_firm_first"))
        for code, words in WORDS.items():
            customer.lang = code
            message = notice._render_message()
            text = " ".join(html.fromstring(str(message["body_html"])).text_content().split())
            for word in words:
                self.assertIn(word, text)
            for english in ("Dear", "late", "Invoice", "Kind regards", "Questions", "bank transfer", "Payee"):
                self.assertNotIn(english, text, code)
            self.assertNotIn("{company}", message["subject"])

    def test_every_text_of_the_shipped_levels_is_translated(self):
        for code in WORDS:
            for level in self.shipped:
                translated = level.with_context(lang=code)
                english = level.with_context(lang="en_US")
                self.assertNotEqual(translated.subject, english.subject, (code, level.name))
                sentences = html.fromstring(english.intro).xpath("//p/text()")
                self.assertGreaterEqual(len(sentences), 2)
                for sentence in sentences:
                    self.assertNotIn(sentence, translated.intro, (code, level.name))

    def test_every_customer_has_exactly_one_shipped_policy(self):
        policies = self.env["ar.policy"].browse([
            self.env.ref(f"ar_specialist.policy_{name}").id for name in ("friendly", "final", "firm")])
        self.policy.active = False
        self.assertEqual(policies.filtered(lambda policy: policy.domain == "[]"), policies[2])
        for trust, expected in (("good", policies[0]), ("bad", policies[1]), ("normal", policies[2])):
            self.customer.with_company(self.company).trust = trust
            account = self.account_of(self.customer)
            self.assertEqual(self.env["ar.policy"]._assign(account, self.company), {account.id: expected})
