from lxml import html
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeMessage(NoticesCommon):
    def text(self, notice):
        return " ".join(html.fromstring(str(notice._render_message()["body_html"])).text_content().split())

    def test_it_greets_lists_sums_and_says_how_to_pay_and_whom_to_ask(self):
        notice = self.invoice_notice()
        text = self.text(notice)
        move = notice.line_ids.move_id
        for part in (
            "Dear Azure", move.name, "03/01/2026", "19 days late", "$ 100.00", "To pay in USD", "Carla Collector",
            "carla@seller.example", "Already paid?", "View and pay", move.payment_reference,
        ):
            self.assertIn(part, text)
        self.assertEqual(notice._render_message()["subject"], f"Reminder from {self.company.name}")
        self.assertFalse(notice.body, "a preview stores nothing")

    def test_names_are_text_never_html(self):
        body = str(self.invoice_notice()._render_message()["body_html"])
        self.assertNotIn("<b>Interior", body)
        self.assertIn("Azure &lt;b&gt;Interior&lt;/b&gt;", body)
        self.assertIn("These are open, Azure &lt;b&gt;", body)

    def test_a_subject_stays_one_line(self):
        notice = self.invoice_notice(subject="Pay\nBcc: all@elsewhere.example")
        self.assertNotIn("\n", notice._render_message()["subject"])

    def test_currencies_are_never_added(self):
        domestic = self.items(self.invoice(100, "2026-03-01"))
        abroad = self.items(self.invoice(70, "2026-03-01", currency_id=self.foreign.id))
        text = self.text(self.notice(domestic + abroad))
        self.assertIn("To pay in USD $ 100.00", text)
        self.assertIn("To pay in EUR 70.00", text)
        self.assertNotIn("170", text)

    def test_credits_are_listed_and_netted(self):
        # 100 open, a credit note of 30 that settles nothing yet: 70 are left to pay.
        credit = self.invoice(30, "2026-03-05", move_type="out_refund")
        text = self.text(self.invoice_notice())
        self.assertIn(credit.name, text)
        self.assertIn("$ -30.00", text)
        self.assertIn("To pay in USD $ 70.00", text)

    def test_what_is_coming_due_lists_no_credits(self):
        credit = self.invoice(30, "2026-03-05", move_type="out_refund")
        text = self.text(self.invoice_notice(kind="upcoming"))
        self.assertNotIn(credit.name, text)
        self.assertIn("To pay in USD $ 100.00", text)

    def test_an_item_held_back_is_not_mentioned(self):
        notice = self.notice(self.items(self.invoice(100, "2026-03-01")) + self.items(self.invoice(55, "2026-03-02")))
        notice.line_ids[1].sudo().write({"reason_codes": ["disputed"], "counted": False, "level_id": False})
        text = self.text(notice)
        self.assertNotIn("55.00", text)
        self.assertIn("To pay in USD $ 100.00", text)

    def test_each_customer_reads_its_own_language(self):
        french = self.env["res.partner"].create({
            "name": "Rhône SA", "email": "r@customer.example", "lang": "fr_FR"})
        self.level.with_context(lang="fr_FR").write({"subject": "Rappel de {company}", "intro": "<p>Voici :</p>"})
        notices = self.invoice_notice(french) + self.invoice_notice()
        self.assertEqual(notices[0]._render_message()["subject"], f"Rappel de {self.company.name}")
        self.assertIn("01/03/2026", self.text(notices[0]))
        self.assertIn("Voici", self.text(notices[0]))
        self.assertIn("03/01/2026", self.text(notices[1]))
        self.assertIn("Dear Azure", self.text(notices[1]))

    def test_a_person_edits_the_text_before_it_goes_out_and_never_after(self):
        notice = self.invoice_notice()
        notice._write_down_message()
        self.assertIn("These are open", notice.body)
        notice.body = "<p>As agreed on the phone.</p>"
        notice.subject = "Our call"
        self.send(notice)
        self.assertIn("As agreed on the phone.", self.text(notice))
        self.assertEqual(notice.mail_message_id.subject, "Our call")
        for values in ({"body": "<p>Other</p>"}, {"subject": "Other"}, {"credits": []}):
            with self.assertRaises(UserError):
                notice.write(values)

    def test_a_sent_message_stays_whatever_the_level_says_later(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.level.write({"intro": "<p>Entirely different</p>", "subject": "Different"})
        self.assertIn("These are open", self.text(notice))
        self.assertEqual(notice._render_message()["subject"], f"Reminder from {self.company.name}")

    def test_a_reader_sees_the_message(self):
        notice = self.invoice_notice()
        reader = new_test_user(
            self.env, "reader", groups="account.group_account_readonly", company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)])
        self.assertIn("Carla", str(notice.with_user(reader)._render_message()["body_html"]))
