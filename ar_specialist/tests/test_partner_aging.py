from freezegun import freeze_time
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import ReceivablesCommon

TODAY = "2021-07-15"


@tagged("-at_install", "post_install")
class TestPartnerAging(ReceivablesCommon):
    freeze_time = freeze_time(TODAY)

    def amounts(self, partner):
        """Return {currency name: {label: amount that is not zero}} of the partner's strips."""
        return {
            self.env["res.currency"].browse(strip["currency"]).name: {
                part["label"]: part["amount"] for part in [*strip["parts"], strip["credit"]] if part["amount"]
            }
            for strip in partner.ar_aging["strips"]
        }

    def test_strip_of_the_customer_and_of_its_contact(self):
        self.invoice(100, "2021-07-15")
        self.invoice(70, "2021-06-01", partner=self.contact)
        self.entry(-20, "2021-07-01")
        expected = {self.company.currency_id.name: {"Not due": 100.0, "31-60": 70.0, "Unapplied": -20.0}}
        self.assertEqual(self.amounts(self.customer), expected)
        self.assertEqual(self.amounts(self.contact), expected)
        self.assertFalse(self.customer.ar_aging["of"])
        self.assertEqual(self.contact.ar_aging["of"], self.customer.display_name)
        self.assertIn("150.00", self.customer.ar_open_total)
        self.assertFalse(self.other_customer.ar_open_total)
        self.assertEqual(self.other_customer.ar_aging["strips"], [])

    def test_a_part_leads_to_its_items(self):
        self.invoice(100, "2021-07-15")
        self.invoice(70, "2021-06-01", partner=self.contact)
        self.entry(-20, "2021-06-02")
        self.invoice(5, "2021-06-01", partner=self.other_customer)
        [strip] = self.contact.ar_aging["strips"]
        for part in strip["parts"]:
            self.assertEqual(self.sum_behind(strip, bucket_id=part["bucket"], credits_only=False), part["amount"])
        self.assertEqual(self.sum_behind(strip, credits_only=True), strip["credit"]["amount"])
        self.assertEqual(self.sum_behind(strip), strip["total"])

    def sum_behind(self, strip, **part):
        action = self.contact.action_ar_open_items(currency_id=strip["currency"], **part)
        return sum(self.env[action["res_model"]].search(action["domain"]).mapped("amount_open"))

    def test_currencies_of_two_companies_are_not_added(self):
        other_data = self.setup_other_company()
        other = other_data["company"]
        other.currency_id = self.foreign
        self.env.user.company_ids |= other
        self.invoice(100, "2021-07-15")
        self.init_invoice("out_invoice", self.customer, "2021-07-15", post=True, amounts=[40], company=other)
        both = self.customer.with_context(allowed_company_ids=[self.company.id, other.id])
        mine, theirs = self.company.currency_id.name, self.foreign.name
        self.assertEqual({name: sum(parts.values()) for name, parts in self.amounts(both).items()},
                         {mine: 100.0, theirs: 40.0})
        self.assertIn(" · ", both.ar_open_total)
        alone = self.customer.with_context(allowed_company_ids=[self.company.id])
        self.assertEqual(list(self.amounts(alone)), [mine])

    def test_one_computation_for_all(self):
        partners = self.env["res.partner"].create([{"name": f"customer {number}"} for number in range(30)])
        for partner in partners:
            self.invoice(10, "2021-06-01", partner=partner)
        counts = []
        for size in (3, 30):
            partners[:size].mapped("ar_aging")
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            partners[:size].mapped("ar_aging")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_a_new_partner_has_no_strip(self):
        with Form(self.env["res.partner"]) as form:
            form.name = "New"
            self.assertFalse(form.ar_open_total)

    def test_without_accounting_the_form_opens(self):
        self.invoice(10, "2021-06-01")
        bare = new_test_user(
            self.env, "bare", groups="base.group_user,base.group_partner_manager", company_id=self.company.id)
        partner = self.customer.with_user(bare)
        arch = partner.get_view(view_type="form")["arch"]
        self.assertNotIn("ar_aging", arch)
        with Form(partner) as form:
            form.phone = "555"
        with self.assertRaises(AccessError):
            partner.read(["ar_aging"])
        with self.assertRaises(AccessError):
            partner.action_ar_open_items()
        clerk = new_test_user(
            self.env, "clerk", groups="account.group_account_invoice", company_id=self.company.id)
        self.assertIn("ar_aging", partner.with_user(clerk).get_view(view_type="form")["arch"])
