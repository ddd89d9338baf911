from odoo.tests import tagged

from .common_dispute_mail import DisputeMailCommon


@tagged("-at_install", "post_install")
class TestDisputeMail(DisputeMailCommon):
    """An email to a team opens an inquiry with its attachment, for the customer of its address."""

    def test_stranger_gets_the_answer(self):
        """Nobody is known who would get it: it goes to the address that the email came from."""
        case = self.receive("Lee <lee@elsewhere.example.com>")
        self.assertFalse(case.partner_id)
        composer = self.env["mail.compose.message"].with_user(self.specialist).with_context(
            **case.with_user(self.specialist).action_answer()["context"]).create({})
        self.assertEqual(composer.partner_ids.email_normalized, "lee@elsewhere.example.com")
        for sender, name in (("Lee <lee@x.example.com>", "Lee"), ("lee@x.example.com", "lee@x.example.com")):
            case.email_from = sender
            self.assertEqual(case._ar_answer_name(), name)

    def test_customer_by_address(self):
        case = self.receive("Kim <kim@customer.example.com>", f"Missing boxes, {self.bill.name}")
        self.assertEqual(
            (case.kind, case.state, case.team_id, case.user_id, case.company_id),
            ("inquiry", "open", self.team, self.specialist, self.company))
        self.assertEqual((case.partner_id, case.contact_id), (self.customer, self.contact))
        self.assertEqual(case.move_line_ids, self.item, "the invoice is named in the subject")
        self.assertIn("Missing boxes", case.subject)
        attachment = case.message_ids.attachment_ids
        self.assertEqual((attachment.name, attachment.raw), ("delivery.pdf", b"%PDF-1.4 signed"))

    def test_turned_into_a_dispute(self):
        case = self.receive("kim@customer.example.com", self.bill.name)
        case.with_user(self.specialist).write({"kind": "dispute", "amount": 30.0})
        kept = self.env["ar.account"]._ar_kept_back(self.item, self.day("2024-02-01"))
        self.assertEqual(kept[self.item.id]["disputed"], 30.0)

    def test_unknown_address(self):
        case = self.receive("stranger@example.org")
        self.assertEqual((case.account_id.id, case.email_from), (False, "stranger@example.org"))
        case.with_user(self.specialist).move_line_ids = self.item
        self.assertEqual(case.account_id.partner_id, self.customer, "follows from the item")

    def test_address_of_two_customers(self):
        """Whose is it? A person says so, unless one of them alone has an account here."""
        self.other_customer.email = self.contact.email
        self.env["ar.account"].search([("company_id", "=", self.company.id)]).unlink()
        self.assertFalse(self.receive("kim@customer.example.com", number=2).account_id)
        self.env["ar.account"]._for(self.customer, self.company)
        self.assertEqual(self.receive("kim@customer.example.com", number=3).partner_id, self.customer)

    def test_another_customers_invoice_is_not_taken(self):
        theirs = self.invoice(10, "2024-01-01", partner=self.other_customer)
        self.assertFalse(self.receive("kim@customer.example.com", theirs.name).line_ids)
