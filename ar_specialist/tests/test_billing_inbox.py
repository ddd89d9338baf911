from odoo.fields import Datetime
from odoo.tests import Form, freeze_time, tagged

from .common_dispute_mail import DisputeMailCommon

KIM = "Kim <kim@customer.example.com>"


@tagged("-at_install", "post_install")
class TestBillingInbox(DisputeMailCommon):
    """What comes in joins its case, and how long the answer took is known."""

    def case(self, sender=KIM, **options):
        return self.receive(sender, **options)

    def answer(self, case, **values):
        return case.with_user(self.specialist).message_post(
            body="We look.", message_type="comment", subtype_xmlid="mail.mt_comment",
            **{"partner_ids": self.contact.ids, **values})

    def test_an_answer_joins_its_case_by_references(self):
        case = self.case()
        ours = self.answer(case)
        self.assertFalse(self.receive(KIM, "Re: anything", number=2, references=ours.message_id, text="Thank you."))
        last = case.message_ids[:1]
        self.assertIn("Thank you.", last.body)
        self.assertEqual((last.author_id, last.attachment_ids.name), (self.contact, "delivery.pdf"))

    def test_an_answer_joins_its_case_by_the_number_in_the_subject(self):
        case = self.case()
        messages = len(case.message_ids)
        self.assertFalse(self.receive(KIM, f"AW: your question ({case.name})", number=2, text="One more."))
        self.assertEqual(len(case.message_ids), messages + 1)

    def test_a_number_alone_does_not_open_anothers_case(self):
        case = self.case()
        self.other_customer.email = "spy@elsewhere.example.com"
        for number, sender in enumerate(("spy@elsewhere.example.com", "stranger@example.org"), start=2):
            self.assertEqual(len(self.receive(sender, f"Re: {case.name}", number=number)), 1, sender)
        self.assertEqual(len(case.message_ids.filtered(lambda message: message.message_type == "email")), 1)

    def test_a_stranger_goes_on_writing_on_its_own_case(self):
        case = self.receive("stranger@example.org")
        self.assertFalse(self.receive("Stranger <STRANGER@example.org>", f"Re: {case.name}", number=2, text="Well?"))

    def test_a_number_of_another_company_joins_nothing(self):
        other = self.setup_other_company()["company"]
        theirs = self.env["ar.dispute"].create({
            "account_id": self.env["ar.account"]._for(self.customer, other).id, "kind": "inquiry"})
        theirs.sudo().name = "DIS/2024/7777"
        self.assertEqual(len(self.receive(KIM, "Re: DIS/2024/7777")), 1)
        self.assertFalse(theirs.message_ids.filtered(lambda message: message.message_type == "email"))

    def test_answer_time_from_the_first_mail_to_the_first_reply(self):
        """Friday 15:00 to Monday 10:00 are 9 + 10 working hours; notes and later replies change nothing."""
        with freeze_time("2026-03-20 15:00:00"):
            case = self.case()
            self.assertEqual(case.waiting_since, Datetime.now())
        with freeze_time("2026-03-20 16:00:00"):
            case.with_user(self.specialist).message_post(body="Who knows?", subtype_xmlid="mail.mt_note")
            self.receive(KIM, f"Re: {case.name}", number=2, text="Hello?")
            self.assertEqual(str(case.waiting_since), "2026-03-20 15:00:00", "the oldest without an answer")
            self.assertFalse(case.answered_on)
        with freeze_time("2026-03-23 10:00:00"):
            self.answer(case)
            self.assertEqual((case.answer_hours, case.waiting_since), (19.0, False))
        with freeze_time("2026-03-24 10:00:00"):
            self.receive(KIM, f"Re: {case.name}", number=3, text="And the rest?")
            self.assertEqual(str(case.waiting_since), "2026-03-24 10:00:00", "waits again")
            self.answer(case)
            self.assertEqual((case.answer_hours, case.waiting_since), (19.0, False), "the first one is what counts")
        [[hours]] = self.env["ar.dispute.report"]._read_group([("dispute_id", "=", case.id)], [], ["answer_hours:avg"])
        self.assertEqual(hours, 19.0)

    def test_what_stays_among_us_is_no_answer(self):
        case = self.case()
        self.answer(case, partner_ids=self.manager.partner_id.ids)
        self.assertTrue(case.waiting_since)
        self.env.flush_all()
        [[hours]] = self.env["ar.dispute.report"]._read_group([("dispute_id", "=", case.id)], [], ["answer_hours:avg"])
        self.assertFalse(hours, "no answer is no answer within 0 hours")

    def test_a_word_on_a_closed_case_is_not_overlooked(self):
        case = self.case()
        case.with_user(self.specialist).action_answered()
        self.receive(KIM, f"Re: {case.name}", number=2, text="This is not solved.")
        self.receive(KIM, f"Re: {case.name}", number=3, text="Really not.")
        self.assertEqual(case.activity_ids.user_id, self.specialist)
        self.assertEqual(len(case.activity_ids), 1)
        self.assertEqual(case.state, "resolved")

    def composer(self, case):
        action = case.with_user(self.specialist).action_answer()
        return Form(self.env["mail.compose.message"].with_user(self.specialist).with_context(**action["context"]))

    def test_reply_by_template_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], ["fr_FR"], overwrite=True)
        self.customer.lang = "fr_FR"
        self.contact.lang = False
        case = self.case(subject=f"Missing boxes, {self.bill.name}")
        form = self.composer(case)
        self.assertIn("Bonjour", str(form.body))
        self.assertIn(case.name, form.subject)
        form.save()._action_send_mail()
        self.assertEqual(case.message_ids[:1].partner_ids, self.contact)
        self.assertFalse(case.waiting_since)

    def test_reply_to_somebody_nobody_knows(self):
        case = self.receive("Stranger <stranger@example.org>")
        form = self.composer(case)
        form.save()._action_send_mail()
        self.assertIn("stranger@example.org", case.message_ids[:1].partner_ids.mapped("email_normalized"))
        self.assertFalse(case.waiting_since)
