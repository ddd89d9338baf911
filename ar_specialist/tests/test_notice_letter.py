import io

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from PyPDF2 import PdfReader

from .common_notices import TODAY, NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeLetter(NoticesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls.make_level(name="By letter", days=3, by_email=False, by_letter=True)
        cls.customer.write({"name": "Azure Interior", "street": "4557 De Silva St", "city": "Fremont", "zip": "94538"})
        cls.company.partner_id.bank_ids = cls.env["res.partner.bank"].create({
            "acc_number": "BE71096123456769", "partner_id": cls.company.partner_id.id})

    def pages(self, pdf):
        return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]

    def test_the_text_of_the_letter(self):
        notice = self.invoice_notice()
        self.send(notice)
        [text] = self.pages(notice._letter_pdf())
        for part in (
            "Azure Interior 4557 De Silva St Fremont", self.company.name, notice.line_ids.move_id.name, "03/01/2026",
            "19", "100.00 USD", "BE71", notice.line_ids.move_id.payment_reference, "These are open",
            f"Reminder from {self.company.name}", "03/20/2026",
        ):
            self.assertIn(part, text)

    def test_it_lists_the_credits_of_the_day_it_went_out(self):
        credit = self.invoice(30, "2026-03-05", move_type="out_refund")
        notice = self.invoice_notice()
        self.send(notice)
        self.match(credit, self.invoice(30, "2026-03-06"))
        later = self.invoice(9, "2026-03-07", move_type="out_refund")
        [text] = self.pages(notice._letter_pdf())
        self.assertIn(credit.name, text)
        self.assertIn("70.00 USD", text)
        self.assertNotIn(later.name, text)

    def test_one_pdf_for_the_batch_marked_and_printed_again(self):
        notices = self.invoice_notice() + self.invoice_notice(self.other_customer)
        self.send(notices)
        self.assertEqual(notices.mapped("letter_state"), ["to_print", "to_print"])
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_follow_up_documents").sudo().method_direct_trigger()
        self.assertTrue(all(notice.letter_id for notice in notices), "the queue has rendered them")
        pages = self.pages(notices._print_letters())
        self.assertEqual(len(pages), 2)
        self.assertIn(self.customer.name, pages[0])
        self.assertIn(self.other_customer.name, pages[1])
        self.assertEqual(set(notices.mapped("letter_state")), {"printed"})
        self.assertEqual(notices[0].printed_on.isoformat(), TODAY)
        self.assertEqual(notices.printed_by_id, self.env.user)
        self.assertEqual(self.pages(notices._print_letters()), pages)

    def test_nothing_to_print_is_said(self):
        with self.assertRaisesRegex(UserError, "no letter to print"):
            self.invoice_notice()._print_letters()

    def test_rights(self):
        notice = self.invoice_notice()
        self.send(notice)
        reader = new_test_user(
            self.env, "reader", groups="account.group_account_readonly", company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)])
        with self.assertRaises(AccessError):
            notice.with_user(reader).action_print_letters()
        bare = new_test_user(self.env, "bare", groups="base.group_user")
        with self.assertRaises(AccessError):
            notice.with_user(bare).action_print_letters()
