import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext

#: What may be the number of an invoice in a text.
WORDS = re.compile(r"[\w][\w/.-]*\d")
MOST_WORDS = 200


class ArDispute(models.Model):
    """A case by email: an inquiry, as only a person decides that an amount is contested and stops being reminded."""

    _inherit = "ar.dispute"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        given = dict(custom_values or {})
        company = self.env["res.company"].browse(given.get("company_id") or self.env.company.id)
        self = self.with_company(company)
        team = self.env["ar.dispute.team"].browse(given.get("team_id") or [])
        sender, customer = self._sender(msg_dict.get("email_from"), company)
        if known := self._named_case(msg_dict, customer, company):
            return known
        items = self._items_named(
            customer, company, f"{msg_dict.get('subject') or ''} {html2plaintext(msg_dict.get('body') or '')}")
        values = {
            "kind": "inquiry", "subject": msg_dict.get("subject"), "email_from": msg_dict.get("email_from"),
            "contact_id": sender.id, "user_id": team.leader_id.id, "move_line_ids": items.ids,
            "account_id": self.env["ar.account"]._for(customer, company).id if customer else False,
            **given, "company_id": company.id,
        }
        return super().message_new(msg_dict, values)

    @api.model
    def _named_case(self, msg_dict, customer, company):
        """Return the case whose number stands in the subject, when it is the sender's: anybody can write a number."""
        words = list(dict.fromkeys(WORDS.findall(msg_dict.get("subject") or "")))[:MOST_WORDS]
        address = email_normalize(msg_dict.get("email_from"))
        if not words or not address:
            return self.browse()
        named = self.search([("name", "in", words), ("company_id", "=", company.id)], order="id desc")
        return named.filtered(
            lambda case: address == email_normalize(case.email_from) or address == case.contact_id.email_normalized
            or (customer and case.account_id.partner_id == customer))[:1]

    @api.model
    def _sender(self, email_from, company):
        """Return (contact, customer) of an address; no customer when it belongs to several, or to none."""
        none = self.env["res.partner"]
        address = email_normalize(email_from)
        if not address:
            return none, none
        found = none.search(
            [("email_normalized", "=", address), ("company_id", "in", [False, company.id])], order="id")
        customers = found.commercial_partner_id
        if len(customers) > 1:
            owing = self.env["ar.account"].search(
                [("partner_id", "in", customers.ids), ("company_id", "=", company.id)]).partner_id
            customers = owing or customers
        if len(customers) != 1:
            return none, none
        return found.filtered(lambda contact: contact.commercial_partner_id == customers)[:1], customers

    @api.model
    def _items_named(self, customer, company, text):
        """Return the open items of `customer` whose invoice number stands in `text`."""
        items = self.env["account.move.line"]
        words = list(dict.fromkeys(WORDS.findall(text)))[:MOST_WORDS]
        if not (customer and words):
            return items
        return items.search(
            Domain("move_name", "in", words) & self._domain_contestable() & Domain("company_id", "=", company.id)
            & Domain("partner_id.commercial_partner_id", "=", customer.id), order="date_maturity, id")

    @api.model
    def _domain_contestable(self):
        """Return the domain of the items that may be disputed: posted, owed by a customer, open."""
        return (
            Domain("account_type", "=", "asset_receivable") & Domain("parent_state", "=", "posted")
            & Domain("amount_residual", ">", 0)
        )
