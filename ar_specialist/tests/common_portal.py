from odoo.addons.ar_specialist.models.portal.ar_portal_submit import Visitor
from odoo.fields import Date

from .common_disputes import DisputesCommon

PDF = b"%PDF-1.4 delivery note"
PNG = b"\x89PNG\r\n\x1a\n picture"
KEY = "{:032x}"


class PortalCommon(DisputesCommon):
    """A customer with an open invoice of 100 who fills in the forms of its page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.account.collector_id = cls.specialist
        cls.customer.email = "customer@example.com"
        cls.today = cls.env["ar.run"]._today(cls.company)
        cls.company.write({"ar_portal_promise": "accept", "ar_portal_dispute": "accept"})
        cls.keys = 0

    @classmethod
    def key(cls):
        cls.keys += 1
        return KEY.format(cls.keys)

    def visitor(self, partner=None, address="192.0.2.1"):
        return Visitor(partner or self.env["res.partner"], address)

    def submit(self, action, form, key=None, visitor=None, account=None):
        """Send a form as somebody who came by a link; return the outcome."""
        form = {"name": "Kim Known", **form}
        public = self.env.ref("base.public_user")
        account = (account or self.account).with_user(public).sudo()
        return account._ar_portal_submit(action, form, visitor or self.visitor(), key or self.key())

    def in_days(self, days):
        return Date.to_string(self.day(str(self.today), days))

    def promise_form(self, **values):
        return {"items": [str(self.item.id)], "date": self.in_days(5), **values}

    def dispute_form(self, **values):
        return {
            "items": [str(self.item.id)], "amount": "30", "text": "Two boxes were missing.",
            "reason": str(self.env.ref("ar_specialist.dispute_reason_other").id), **values}

    def made(self, model):
        return self.env[model].search([("account_id", "=", self.account.id)])

    def told(self):
        """Return the activities that tell the collector what the customer did."""
        return self.env["mail.activity"].search([
            ("res_model", "=", "ar.account"), ("res_id", "=", self.account.id),
            ("activity_type_id", "=", self.env.ref("ar_specialist.activity_type_portal").id)])

    def assertFaults(self, outcome, *names):
        self.assertEqual((outcome.state, set(outcome.faults)), ("faulty", set(names)))
        for text in outcome.faults.values():
            self.assertTrue(text)
