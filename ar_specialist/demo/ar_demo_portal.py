from datetime import timedelta
from uuid import uuid4

from odoo import Command, models

from ..models.portal.ar_portal_submit import Visitor
from .portal import ENTERED

#: Whose page the demo opens by login: a customer with promises, disputes and items of every age.
CUSTOMER, LOGIN = "redrock", "customer"
#: A network address that is kept for examples.
ADDRESS = "192.0.2.17"


class ArDemo(models.AbstractModel):
    """The demo's customers on their own pages: a login for one of them, and what some of them entered."""

    _inherit = "ar.demo"

    def _load_portal(self, company):
        """Give a contact of a customer a login to the portal of `company`; return whether it was made now."""
        if self._named("demo_user_customer"):
            return False
        user = self.env["res.users"].with_context(no_reset_password=True).create({
            "login": LOGIN, "password": LOGIN, "partner_id": self._person_of(CUSTOMER).id, "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
        })
        self._name_records({"demo_user_customer": user})
        return True

    def _load_portal_forms(self, company, day):
        """Send the forms of the customers' pages, relative to `day`, which is today; return whether any was sent.

        They are read and carried out as those of real customers; a company gets them once.
        """
        if self._named(f"demo_portal_forms_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        for entered in ENTERED:
            account, person = self._account_named(entered.customer, company), self._person_of(entered.customer)
            form = getattr(self, f"_form_of_{entered.action}")(entered, account, day)
            with self._on_day(day - timedelta(days=entered.ago)):
                account.with_context(mail_auto_subscribe_no_notify=True)._ar_portal_submit(
                    entered.action, {"text": entered.text, "name": person.name, **form},
                    Visitor(person, ADDRESS), uuid4().hex)
        requests = self.env["ar.portal.request"].search([("company_id", "=", company.id)])
        self._name_records({f"demo_portal_forms_{company.id}": requests[:1]})
        self._drop_mails_about(company)
        return True

    def _person_of(self, key):
        return self._named(f"demo_customer_{key}").child_ids.filtered(
            lambda partner: partner.type == "contact").sorted("id")[:1]

    def _item_of(self, entered, account):
        items = self.env["account.move.line"].search(
            account._ar_portal_items_domain(), order="date_maturity, id")
        return items[entered.item]

    def _form_of_promise(self, entered, account, day):
        return {
            "items": [str(self._item_of(entered, account).id)], "date": str(day + timedelta(days=entered.days))}

    def _form_of_dispute(self, entered, account, _day):
        item = self._item_of(entered, account)
        return {
            "items": [str(item.id)], "reason": str(self._named(f"dispute_reason_{entered.reason}").id),
            "amount": f"{item.amount_residual_currency * entered.share:.2f}"}

    def _form_of_balance(self, entered, account, day):
        until = day.replace(day=1) - timedelta(days=1)
        shown = account._ar_portal_balance(until)
        return {
            "date": str(until), "shown": account._ar_portal_shown(shown), "agreed": "no" if entered.share else "yes",
            **{f"reported_{currency.id}": f"{closing * (1 - entered.share):.2f}" for currency, closing in shown}}

    def _drop_mails_about(self, company):
        """Leave no mail to the demo's staff about what customers entered."""
        cases = self.env["ar.dispute"].search([("company_id", "=", company.id)])
        self.env["mail.mail"].search([
            ("mail_message_id", "in", cases.message_ids.ids), ("state", "=", "outgoing")]).unlink()
