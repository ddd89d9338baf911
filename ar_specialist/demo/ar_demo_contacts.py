from datetime import datetime, time, timedelta

from odoo import Command, models

from .contacts import AWAY, CONTACTS, COUNTRIES, MAILS, SECOND
from .customers import MARC


class ArDemo(models.AbstractModel):
    """The demo's worklist: two collectors by rule, one of them away, what they said with whom, and the scores."""

    _inherit = "ar.demo"

    def _load_contacts(self, company, day):
        """Give `company`, whose follow-ups are loaded, its collectors and contacts; return whether any was made."""
        if self._named(f"demo_contacts_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        marc, priya = self._named(f"demo_user_{MARC}"), self._second_collector(company)
        self._assign_by_rules(company, marc, priya)
        self.env["ar.absence"].create({
            "user_id": priya.id, "substitute_id": marc.id, "date_from": day + timedelta(days=AWAY[0]),
            "date_to": day + timedelta(days=AWAY[1])})
        made = self.env["ar.contact.log"]
        for told in CONTACTS:
            with self._on_day(day - timedelta(days=told.ago)):
                made += self._log_contact(told, company, day)
        for customer, ago, subject, text in MAILS:
            self._receive_mail(customer, company, day - timedelta(days=ago), subject, text)
        self._name_records({f"demo_contacts_{company.id}": made[:1]})
        self.env["ar.account"]._cron_refresh_scores()
        return True

    def _second_collector(self, company):
        key, name, login = SECOND
        user = self._named(f"demo_user_{key}")
        if not user:
            user = self.env["res.users"].create({
                "name": name, "login": login, "password": login, "email": f"{login}@yourcompany.example",
                "company_id": company.id, "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set(
                    (self.env.ref("base.group_user") + self.env.ref("ar_specialist.group_specialist")).ids)],
            })
            self._name_records({f"demo_user_{key}": user})
        return user

    def _assign_by_rules(self, company, marc, priya):
        """Make the rules, and hand over what they give to the second collector; two customers wait for one."""
        countries = self.env["res.country"].browse(self.env.ref(f"base.{code}").id for code in COUNTRIES)
        self.env["ar.collector.rule"].create([
            {"user_id": priya.id, "company_id": company.id, "country_ids": countries.ids, "sequence": 10,
             "name": "German-speaking countries"},
            {"user_id": marc.id, "company_id": company.id, "sequence": 20, "name": "Everybody else"},
        ])
        accounts = self.env["ar.account"].search([("company_id", "=", company.id)])
        accounts.filtered(lambda account: account.partner_id.country_id in countries).collector_id = priya
        accounts.filtered(lambda account: account.amount_open > 0)[-2:].collector_id = False

    def _log_contact(self, told, company, day):
        customer = self._named(f"demo_customer_{told.customer}")
        account = self.env["ar.account"]._for(customer, company)
        collector = account.collector_id or self._named(f"demo_user_{MARC}")
        came = day - timedelta(days=told.ago)
        values = {
            "account_id": account.id, "user_id": collector.id, "channel": told.channel, "direction": told.direction,
            "date": datetime.combine(came, time(9 + told.ago % 8, 7 * told.ago % 60)), "note": told.note,
            "person_id": customer.child_ids[:1].id or customer.id,
            "outcome_id": self._named(f"contact_outcome_{told.outcome}").id,
        }
        if told.next_in is not None:
            values["next_action_date"] = day + timedelta(days=told.next_in)
        return self.env["ar.contact.log"].create(values)

    def _receive_mail(self, key, company, day, subject, text):
        """Leave a mail of the customer on its newest invoice, as the mail gateway would."""
        customer = self._named(f"demo_customer_{key}")
        invoice = self.env["account.move"].search([
            ("partner_id", "child_of", customer.id), ("company_id", "=", company.id),
            ("move_type", "=", "out_invoice"), ("state", "=", "posted")], order="invoice_date desc, id desc", limit=1)
        author = customer.child_ids[:1] or customer
        self.env["mail.message"].create({
            "model": "account.move", "res_id": invoice.id, "message_type": "email", "author_id": author.id,
            "email_from": author.email_formatted, "subject": subject, "body": text,
            "date": datetime.combine(day, time(14, 12)),
        })
