from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import tagged

from .test_follow_up_screens import FollowUpScreensCommon


@tagged("-at_install", "post_install")
class TestWhy(FollowUpScreensCommon):
    """The panel says what would happen today and each reason against, in words, with the documents."""

    def why(self, record, user=None):
        return record.with_user(user or self.specialist).with_company(self.company).get_ar_why()

    def account(self, partner):
        return self.env["ar.account"]._for(partner, self.company)

    def invoice_of(self, partner):
        return self.env["account.move"].search([("partner_id", "=", partner.id)])

    def test_due(self):
        move = self.invoice_of(self.late)
        why = self.why(self.account(self.late))
        self.assertEqual(why["day"], Date.to_string(self.today))
        [reason] = why["reasons"]
        self.assertEqual(reason, {
            "code": "due", "due": True, "count": 1, "text": "A reminder would go out today",
            "items": [{"id": move.id, "name": move.name}],
        })

    def test_each_reason_against(self):
        [reason] = self.why(self.account(self.held))["reasons"]
        self.assertEqual((reason["code"], reason["due"], reason["text"]), (
            "held", False, "Not reminded: customer on hold"))

    def test_not_overdue_is_not_called_a_step(self):
        """A young invoice waits for its due date; one that is late waits for its level."""
        due, later = Date.add(self.today, days=3), Date.add(self.today, days=8)
        account = self.account(self.late)
        self.invoice(7, self.today, due=due, partner=self.late)
        told = {reason["code"]: reason["text"] for reason in self.why(account)["reasons"]}
        self.assertEqual(told["coming_due"], f"Not overdue yet, due on {due:%m/%d/%Y}")
        self.invoice(8, self.today, due=later, partner=self.late)
        self.invoice(9, self.today, due=Date.subtract(self.today, days=1), partner=self.late)
        told = {reason["code"]: reason for reason in self.why(account)["reasons"]}
        self.assertEqual(set(told), {"due", "coming_due", "not_due"})
        self.assertEqual(told["coming_due"]["text"], f"Not overdue yet, the first is due on {due:%m/%d/%Y}")
        self.assertEqual((told["coming_due"]["count"], told["not_due"]["count"]), (2, 1))
        self.assertEqual(told["not_due"]["text"], "Not reminded: its next step is not due yet")

    def test_customer_and_invoice_ask_the_same(self):
        other = self.invoice(9, self.today, partner=self.late)
        self.assertEqual(self.why(self.late), self.why(self.account(self.late)))
        [reason] = self.why(other)["reasons"]
        self.assertEqual([item["id"] for item in reason["items"]], other.ids, "this document's items alone")

    def test_nothing_owed(self):
        owes_nothing = self.env["res.partner"].create({"name": "Owes nothing"})
        self.assertEqual(self.why(owes_nothing)["reasons"], [])

    def test_rights(self):
        account = self.account(self.late)
        self.assertTrue(self.why(account, self.reader)["reasons"])
        for record in (account, self.late, self.invoice_of(self.late)):
            with self.assertRaises(AccessError):
                self.why(record, self.invoicing)

    def test_other_company(self):
        other = self.setup_other_company(name="Elsewhere")["company"]
        account = self.env["ar.account"]._for(self.late, other)
        with self.assertRaises(AccessError):
            account.with_user(self.specialist).get_ar_why()
