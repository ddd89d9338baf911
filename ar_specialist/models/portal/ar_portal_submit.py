from dataclasses import dataclass, field
from typing import Any

from odoo import SUPERUSER_ID, models
from odoo.exceptions import UserError

from ...logic.portal_forms import Fault, Reading, is_key, line


@dataclass(frozen=True)
class Visitor:
    """Who sends a form: the contact that is logged in, or nobody known by name; and from which network address."""

    partner: Any
    address: str


@dataclass(frozen=True)
class Outcome:
    """What became of a form.

    :param state: "done", "again" (it was carried out before), "faulty", "later" (too many), "closed" (not offered)
    :param faults: {field: text in the reader's language}; of no field in particular under ""
    :param reference: number of what was made, if it has one
    """

    state: str
    faults: dict = field(default_factory=dict)
    reference: str = ""


class ArAccount(models.Model):
    """The forms of the customer's page: each is read, limited, and carried out once, whoever sends it how often."""

    _inherit = "ar.account"

    def _ar_portal_submit(self, action, form, visitor, key):
        """Carry out what a customer entered on its page.

        :param action: one of `_ar_portal_offers`, or "reply" to a case
        :param form: what came: {field: text}; "items" a list of texts, "files" a list of (name, bytes)
        :param visitor: :class:`Visitor`
        :param key: what the page put into the form, so that it counts once
        :return: :class:`Outcome`
        """
        account = self._ar_portal_as_system()
        if action not in (*account._ar_portal_offers(), "reply"):
            return Outcome("closed")
        requests = account.env["ar.portal.request"]
        if done := requests._done(account, key):
            return Outcome("again", reference=done.reference or "")
        if requests._too_many(account, visitor.address):
            return Outcome("later")
        reading = Reading(form)
        if not visitor.partner:
            reading.take("name", line)
        getattr(account, f"_ar_portal_read_{action}")(reading)
        if not is_key(key):
            reading.faults[""] = Fault("no_key")
        if reading.faults:
            requests._note(account, action, visitor.address)
            return Outcome("faulty", account._ar_portal_fault_texts(reading.faults))
        return account._ar_portal_carry_out(action, reading.values, visitor, key)

    def _ar_portal_carry_out(self, action, values, visitor, key):
        requests = self.env["ar.portal.request"]
        staff = self._ar_portal_for_staff()
        try:
            with self.env.cr.savepoint():
                request = requests._claim(self, action, visitor.address, key)
                if not request:
                    return Outcome("again", reference=requests._done(self, key).reference or "")
                request.reference = getattr(staff, f"_ar_portal_do_{action}")(values, visitor)
        except UserError:
            # What was open a moment ago no longer is; our own words for that are not for customers.
            requests._note(self, action, visitor.address)
            return Outcome("faulty", self._ar_portal_fault_texts({"": Fault("changed")}))
        return Outcome("done", reference=request.reference or "")

    def _ar_portal_as_system(self):
        """Return the account as the system sees it, in its company alone: the customer has no rights of its own."""
        self.ensure_one()
        return self.with_user(SUPERUSER_ID).with_context(allowed_company_ids=self.company_id.ids)

    def _ar_portal_for_staff(self):
        """Return the account in the language of those who read what comes of a form."""
        staff = self._ar_person("collector").partner_id or self.company_id.partner_id
        return self.with_context(lang=staff.lang or self.company_id.partner_id.lang or "en_US")

    def _ar_portal_person(self, values, visitor):
        """Return the name of who sent the form."""
        return visitor.partner.name or values.get("name") or self.partner_id.name

    def _ar_portal_log(self, values, visitor, *, outcome, note="", items=None, **made):
        """Keep the form among the contacts with the customer, with the promise or dispute that is `made` of it."""
        person = self._ar_portal_person(values, visitor)
        outcomes = self.env["ar.contact.outcome"]
        found = self.env.ref(f"ar_specialist.contact_outcome_{outcome}", raise_if_not_found=False)
        said = f"{person}: {note}" if note else person
        return self.env["ar.contact.log"]._log({
            "account_id": self.id, "channel": "portal", "direction": "in", "person_id": visitor.partner.id,
            "user_id": SUPERUSER_ID, "outcome_id": (found or outcomes.search([], limit=1)).id, "note": said,
            "item_ids": items.ids if items else [],
            # To be looked at today: no form of a customer puts off what somebody has planned.
            "next_action_date": self.company_id._ar_today(),
        }, **made)
