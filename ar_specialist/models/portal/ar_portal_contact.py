from odoo import models
from odoo.tools import email_normalize, plaintext2html

from ...logic.portal_forms import Fault, email, line, phone

SHOWN = ("name", "email", "phone")


class ArAccount(models.Model):
    """Whom reminders and statements go to, as the customer itself keeps it."""

    _inherit = "ar.account"

    def _ar_portal_follow_up_contact(self):
        """Return the contact that the customer's page shows and changes; empty when there is none of its own yet."""
        self.ensure_one()
        contacts = self._ar_contacts_by_customer(self).get(self.partner_id, self.env["res.partner"])
        return contacts.filtered(
            lambda contact: contact.type == "followup" and contact.company_id in (
                self.env["res.company"], self.company_id))[:1]

    def _ar_portal_read_contact(self, reading):
        reading.take("contact_name", line)
        reading.take("contact_email", self._ar_portal_email)
        reading.take("contact_phone", phone)

    def _ar_portal_email(self, raw):
        address = email(raw)
        if not email_normalize(address):
            raise Fault("not_email")
        return address

    def _ar_portal_do_contact(self, values, visitor):
        contact = self._ar_portal_follow_up_contact()
        before = {name: contact[name] or "" for name in SHOWN}
        after = {name: values[f"contact_{name}"] for name in SHOWN}
        if before == after:
            return ""
        if contact:
            contact.write(after)
        else:
            self.env["res.partner"].create({
                **after, "type": "followup", "parent_id": self.partner_id.id, "lang": self.partner_id.lang,
                "company_id": self.partner_id.company_id.id})
        self._ar_portal_note_contact(before, after, values, visitor)
        return ""

    def _ar_portal_note_contact(self, before, after, values, visitor):
        """Tell whoever works with this contact, in each company that shares it, what it was before."""
        sharing = self
        if not self._ar_portal_follow_up_contact().company_id:
            sharing = self.search([("partner_id", "=", self.partner_id.id)])
        person = self._ar_portal_person(values, visitor)
        for account in sharing:
            account = account._ar_portal_as_system()._ar_portal_for_staff()
            note = account.env._(
                "%(person)s changed the follow-up contact on the customer's page. Before: %(before)s. Now: %(after)s.",
                person=person, before=", ".join(filter(None, before.values())) or account.env._("none"),
                after=", ".join(filter(None, after.values())))
            account._message_log(body=note)
            account._ar_portal_tell(
                account.env._("Check the new follow-up contact: %s", after["email"]), plaintext2html(note))
        self._ar_portal_log(values, visitor, outcome="portal", note=self.env._("new follow-up contact"))
