from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common_remittances import RemittanceCommon


@freeze_time("2024-06-20")
@tagged("-at_install", "post_install")
class TestRemittancePaste(RemittanceCommon):
    """A table copied from an email becomes an advice, or says in words why not."""

    def form(self, text):
        form = Form(self.env["ar.remittance.paste"].with_user(self.specialist))
        form.text = text
        return form

    def test_numbers_and_amounts(self):
        form = self.form(f"Dear all\n{self.first.name}\t900.00\n{self.second.name}\t500.00\nTotal\t1,400.00")
        self.assertTrue(form.is_readable)
        self.assertIn("1,400.00", form.summary)
        action = form.save().action_read()
        advice = self.advices.browse(action["res_id"])
        self.assertRecordValues(advice, [{
            "source": "pasted", "partner_id": self.customer.id, "amount_total": 1400.0, "state": "open"}])
        self.assertEqual(form.save().action_read()["res_id"], advice.id, "twice is once")

    def test_the_customer_and_the_currency_said(self):
        form = self.form("4711 900.00")
        form.partner_id = self.other_customer
        advice = self.advices.browse(form.save().action_read()["res_id"])
        self.assertEqual((advice.partner_id, advice.currency_id), (self.other_customer, self.company.currency_id))

    def test_a_text_is_no_file_of_a_bank(self):
        for text, told in (
            (f"{self.first.name} 900.00\nTotal 5.00", "Line 2: the total says 5.00, but the lines make 900.00."),
            ("hello", "No line names a document and an amount."),
        ):
            self.assertEqual(self.form(text).summary, told)

    def test_what_is_no_text_is_refused_in_words(self):
        pastes = self.env["ar.remittance.paste"].with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "no text"):
            pastes.create({"text": f"{self.first.name}\0 900.00"})
        with self.assertRaisesRegex(UserError, "no text"):
            pastes.create({"text": "x"}).write({"text": "\0"})

    def test_faults_are_told_in_words(self):
        form = self.form(f"{self.first.name} 1.234")
        self.assertFalse(form.is_readable)
        self.assertTrue(form.is_ambiguous)
        self.assertIn("1.234", form.summary)
        form.decimal_mark = ","
        self.assertTrue(form.is_readable)
        advice = self.advices.browse(form.save().action_read()["res_id"])
        self.assertEqual(advice.amount_total, 1234.0)
        for text in ("hello", "x" * 600_000, "a\n" * 6_000, "INV/1 5.00\nTotal 6.00"):
            form = self.form(text)
            self.assertFalse(form.is_readable)
            with self.assertRaises(UserError):
                form.save().action_read()

    def test_a_text_is_mended_where_it_is(self):
        form = self.form(f"Invoice\tAmount\n{self.first.name}\t9,206.37\nnothing here\tabc")
        self.assertEqual(form.summary, "Line 3, Amount: “abc” is not an amount. Correct it in the text.")

    def test_not_for_everybody(self):
        with self.assertRaises(AccessError):
            self.env["ar.remittance.paste"].with_user(self.auditor).create({"text": "4711 900.00"})
        other = self.setup_other_company()["company"]
        with self.assertRaises(UserError):
            self.env["ar.remittance.paste"].with_user(self.specialist).create(
                {"text": "4711 900.00", "company_id": other.id}).action_read()
