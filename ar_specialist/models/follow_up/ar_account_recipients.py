from odoo import api, models

#: Kinds of contacts that a notice goes to, first choice first; without any of them it goes to the customer itself.
ADDRESS_TYPES = ("followup", "invoice")


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _ar_recipients(self, accounts):
        """Return who gets the notices of `accounts` by email, in two queries whatever their number.

        The follow-up addresses, all of them; else the invoice addresses; else the customer itself. Contacts without
        an email are passed over. An address that bounced is left out: another kind of contact may not be meant to
        read reminders.

        :return: {account id: {"partners": res.partner, "bounced": whether all that there are have bounced}}
        """
        contacts = self._ar_contacts_by_customer(accounts)
        found = {}
        for account in accounts:
            partners = self._ar_first_choice(account, contacts.get(account.partner_id, self.env["res.partner"]))
            reachable = partners.filtered(lambda partner: not partner.message_bounce)
            found[account.id] = {"partners": reachable, "bounced": bool(partners) and not reachable}
        return found

    def _ar_contacts_by_customer(self, accounts):
        contacts = self.env["res.partner"].search([
            ("commercial_partner_id", "in", accounts.partner_id.ids), ("type", "in", ADDRESS_TYPES),
            ("email", "!=", False),
        ], order="id")
        return contacts.grouped("commercial_partner_id")

    def _ar_first_choice(self, account, contacts):
        own = contacts.filtered(lambda contact: not contact.company_id or contact.company_id == account.company_id)
        for address_type in ADDRESS_TYPES:
            chosen = own.filtered(lambda contact, wanted=address_type: contact.type == wanted and contact.email.strip())
            if chosen:
                return chosen
        return account.partner_id.filtered(lambda customer: (customer.email or "").strip())

    def _ar_letter_address(self):
        """Return the contact whose address stands on a letter: follow-up address, invoice address, the customer."""
        self.ensure_one()
        contacts = self.partner_id.child_ids.filtered(lambda contact: contact.street or contact.city)
        for address_type in ADDRESS_TYPES:
            chosen = contacts.filtered(lambda contact, wanted=address_type: contact.type == wanted)
            if chosen:
                return chosen[:1]
        return self.partner_id

    def _ar_salesperson(self):
        self.ensure_one()
        return self.partner_id.user_id

    def _ar_person(self, role):
        """Return the "collector" or the "salesperson" of the account; the one stands in for the other."""
        self.ensure_one()
        people = [self.collector_id, self._ar_salesperson()]
        if role == "salesperson":
            people.reverse()
        return next((user for user in people if user.active), self.company_id.ar_manager_id)
