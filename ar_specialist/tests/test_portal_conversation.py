from odoo.tests import new_test_user, tagged

from .common_portal import PortalCommon


@tagged("-at_install", "post_install")
class TestPortalConversation(PortalCommon):
    """Which messages are the customer's, and who gets the way to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.dispute(amount=10.0, contact_id=cls.contact.id)
        cls.contact.email = "kim@customer.example.com"

    def say(self, author, partners=None, **values):
        return self.case.with_user(author).message_post(**{
            "body": "Hello", "message_type": "comment", "subtype_xmlid": "mail.mt_comment",
            "partner_ids": (partners or self.env["res.partner"]).ids, **values})

    def test_only_what_is_meant_for_the_customer(self):
        to_customer = self.say(self.specialist, self.contact)
        self.say(self.specialist)
        self.say(self.specialist, self.other_customer)
        self.say(self.specialist, self.contact, subtype_xmlid="mail.mt_note")
        internal = self.say(self.specialist, self.contact)
        internal.sudo().is_internal = True
        self.case.sudo().priority = "2"
        self.case.sudo()._message_log(body="Logged")
        own = self.say(self.env.ref("base.user_root"), author_id=self.contact.id)
        self.assertEqual(self.case._ar_customer_messages(), to_customer + own)

    def test_a_reply_waits_for_an_answer(self):
        form = {"case": str(self.case.id), "text": "Any news?"}
        outcome = self.submit("reply", form)
        self.assertEqual((outcome.state, outcome.reference), ("done", self.case.name))
        self.assertTrue(self.case.waiting_since)
        self.assertIn(self.case.name, self.told().summary)
        self.say(self.specialist, self.contact)
        self.assertFalse(self.case.waiting_since)

    def test_a_reply_to_anothers_case(self):
        other = self.env["ar.account"]._for(self.other_customer, self.company)
        theirs = self.env["ar.dispute"].create({"account_id": other.id, "kind": "inquiry"})
        cancelled = self.dispute(amount=5.0)
        cancelled.action_cancel()
        for number in (theirs.id, cancelled.id, 0, "x"):
            self.assertFaults(self.submit("reply", {"case": str(number), "text": "x"}), "case")

    def buttons(self, message, people):
        groups = self.case._notify_get_recipients_groups(message, "Dispute")
        found = {}
        for person, kind in people:
            data = {"id": person.id, "type": kind, "is_follower": False}
            options = next(options for _name, belongs, options in groups if belongs(data))
            found[person] = options.get("has_button_access") and options.get("button_access", {}).get("url", "")
        return found

    def test_the_link_goes_to_those_who_get_the_statements_only(self):
        """Kim raised the case, and is not who gets the bills: a link would open the whole account."""
        billing = self.env["res.partner"].create({
            "name": "Bills", "type": "invoice", "parent_id": self.customer.id, "email": "bills@customer.example.com"})
        login = new_test_user(
            self.env, "conversation", groups="base.group_portal", partner_id=self.contact.copy({"name": "Lou"}).id,
            company_id=self.company.id, company_ids=self.company.ids).partner_id
        message = self.say(self.specialist, self.contact + billing + login + self.other_customer)
        found = self.buttons(message, [
            (billing, "customer"), (self.contact, "customer"), (login, "portal"), (self.other_customer, "customer")])
        self.assertIn(f"/my/balance/{self.account.id}/case/{self.case.id}?access_token=", found[billing])
        self.assertTrue(found[login].endswith(f"/my/balance/{self.account.id}/case/{self.case.id}"))
        self.assertFalse(found[self.contact] or found[self.other_customer])
