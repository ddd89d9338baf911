from odoo.tests import tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeRecipients(NoticesCommon):
    def recipients(self, partner=None):
        account = self.account_of(partner or self.customer)
        return self.env["ar.account"]._ar_recipients(account)[account.id]

    def add_contact(self, kind, email, **values):
        return self.env["res.partner"].create({
            "name": f"{kind} {email}", "type": kind, "email": email, "parent_id": self.customer.id, **values})

    def test_the_customer_itself_where_there_is_no_contact_for_it(self):
        self.add_contact("other", "other@customer.example")
        self.assertEqual(self.recipients()["partners"], self.customer)

    def test_the_invoice_address_comes_before_the_customer(self):
        invoicing = self.add_contact("invoice", "invoices@customer.example")
        self.assertEqual(self.recipients()["partners"], invoicing)

    def test_all_follow_up_addresses_come_before_the_invoice_address(self):
        self.add_contact("invoice", "invoices@customer.example")
        first = self.add_contact("followup", "first@customer.example")
        second = self.add_contact("followup", "second@customer.example")
        self.assertEqual(self.recipients()["partners"], first + second)

    def test_a_contact_without_an_email_is_passed_over(self):
        self.add_contact("followup", False)
        invoicing = self.add_contact("invoice", "invoices@customer.example")
        self.assertEqual(self.recipients()["partners"], invoicing)

    def test_a_contact_of_another_company_is_not_ours_to_write_to(self):
        other = self.env["res.company"].sudo().create({"name": "Elsewhere"})
        self.add_contact("followup", "elsewhere@customer.example", company_id=other.id)
        self.assertEqual(self.recipients()["partners"], self.customer)

    def test_an_archived_contact_gets_nothing(self):
        self.add_contact("followup", "gone@customer.example", active=False)
        self.assertEqual(self.recipients()["partners"], self.customer)

    def test_no_address_at_all(self):
        self.customer.email = False
        self.assertEqual(self.recipients(), {"partners": self.env["res.partner"], "bounced": False})

    def test_one_that_bounced_is_left_out_and_all_of_them_say_so(self):
        first = self.add_contact("followup", "first@customer.example")
        second = self.add_contact("followup", "second@customer.example")
        first.message_bounce = 1
        self.assertEqual(self.recipients(), {"partners": second, "bounced": False})
        second.message_bounce = 1
        self.assertEqual(self.recipients(), {"partners": self.env["res.partner"], "bounced": True})

    def test_a_new_address_gets_its_chance(self):
        self.customer.message_bounce = 3
        self.customer.email = "azure@customer.example"
        self.assertEqual(self.customer.message_bounce, 3, "the same address is as bad as before")
        self.customer.email = "new@customer.example"
        self.assertFalse(self.recipients()["bounced"])

    def test_queries_do_not_grow_with_the_customers(self):
        partners = self.env["res.partner"].create([
            {"name": f"Customer {number}", "email": f"c{number}@customer.example"} for number in range(100)])
        self.env["res.partner"].create([
            {"name": "Dunning", "type": "followup", "email": f"d{partner.id}@customer.example", "parent_id": partner.id}
            for partner in partners[:50]])
        accounts = self.env["ar.account"]._for_many(partners, self.company)
        # Some with a contact and some without in both batches; the first one only fills the caches of a server.
        mixed = accounts.filtered(lambda account: account.partner_id in partners[45:55])
        counts = []
        for batch in (mixed, mixed, accounts):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(self.env["ar.account"]._ar_recipients(batch)), len(batch))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        self.assertLessEqual(counts[2], 6)
