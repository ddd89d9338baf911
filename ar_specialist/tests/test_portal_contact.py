from odoo.tests import tagged

from .common_portal import PortalCommon

FORM = {"contact_name": "Accounting", "contact_email": "new@customer.example.com", "contact_phone": "+33 1 23 45"}


@tagged("-at_install", "post_install")
class TestPortalContact(PortalCommon):
    """The customer keeps its follow-up contact itself; staff see what it was before."""

    def follow_up(self, **values):
        return self.env["res.partner"].create({
            "name": "Books", "type": "followup", "parent_id": self.customer.id, "email": "old@customer.example.com",
            **values})

    def recipients(self, account=None):
        account = account or self.account
        return account._ar_recipients(account)[account.id]["partners"]

    def notes(self, account=None):
        return " ".join((account or self.account).message_ids.mapped("body"))

    def test_a_new_contact(self):
        self.assertEqual(self.submit("contact", FORM).state, "done")
        contact = self.recipients()
        self.assertEqual(
            (contact.name, contact.email, contact.phone, contact.type, contact.parent_id),
            ("Accounting", "new@customer.example.com", "+33 1 23 45", "followup", self.customer))
        self.assertIn("none", self.notes())
        self.assertIn("new@customer.example.com", self.told().summary)
        self.assertEqual(self.made("ar.contact.log").channel, "portal")

    def test_a_change_keeps_the_old_values_in_the_note(self):
        contact = self.follow_up()
        self.submit("contact", FORM)
        self.assertEqual((contact.email, contact.name), ("new@customer.example.com", "Accounting"))
        self.assertIn("Kim Known changed", self.notes())
        self.assertIn("Books, old@customer.example.com", self.notes())
        self.assertIn("old@customer.example.com", self.told().note)

    def test_nothing_changed_tells_nobody(self):
        self.follow_up(name="Accounting", email="new@customer.example.com", phone="+33 1 23 45")
        self.assertEqual(self.submit("contact", FORM).state, "done")
        self.assertFalse(self.told())

    def test_addresses_that_are_none(self):
        contact = self.follow_up()
        for email in (
            "", "nobody", "a@b", "a@b.c, spy@example.org", "a@b.com;spy@example.org", "a@b.com\nBcc: spy@example.org",
            "Name <a@b.com>", "a b@c.com", "<script>@b.com", "x" * 250 + "@b.com", "a..b@c.com",
        ):
            self.assertFaults(self.submit("contact", {**FORM, "contact_email": email}), "contact_email")
            self.env["ar.portal.request"].sudo().search([]).unlink()
        self.assertFaults(self.submit("contact", {**FORM, "contact_phone": "call me"}), "contact_phone")
        self.assertFaults(self.submit("contact", {**FORM, "contact_name": ""}), "contact_name")
        self.assertEqual(contact.email, "old@customer.example.com")

    def test_other_contacts_stay_as_they_are(self):
        """Not the customer itself, its invoice address, or the contact of another company."""
        invoice = self.env["res.partner"].create({
            "name": "Invoices", "type": "invoice", "parent_id": self.customer.id, "email": "inv@customer.example.com"})
        other = self.setup_other_company()["company"]
        theirs = self.follow_up(company_id=other.id)
        self.submit("contact", FORM)
        self.assertEqual(
            (invoice.email, theirs.email, self.customer.email),
            ("inv@customer.example.com", "old@customer.example.com", "customer@example.com"))

    def test_each_company_that_shares_the_contact_is_told(self):
        self.follow_up()
        other = self.env["ar.account"].sudo()._for(self.customer, self.setup_other_company()["company"])
        self.submit("contact", FORM)
        self.assertIn("old@customer.example.com", self.notes(other))
        self.assertTrue(self.env["mail.activity"].sudo().search(
            [("res_model", "=", "ar.account"), ("res_id", "=", other.id)]))
        self.assertFalse(other.sudo().contact_log_ids, "it spoke to one company only")
