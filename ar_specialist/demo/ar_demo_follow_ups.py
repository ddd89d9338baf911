from datetime import timedelta

from odoo import Command, models

from .ar_demo import LANGUAGES
from .customers import MARC
from .follow_ups import CONTACTS, CREDIT_LIMITS, HOLDS, TRUST, UNREACHABLE, past_run_days


class ArDemo(models.AbstractModel):
    """The demo's follow-ups: its past is made by planning and delivering runs of past days, nothing is made up."""

    _inherit = "ar.demo"

    def _load_follow_ups(self, company, day):
        """Give `company`, whose ledger is loaded, what follow-ups need to know and two months of runs up to `day`.

        :return: whether anything was made; a company is loaded once
        """
        if self._named(f"demo_follow_ups_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        # The texts of the levels in the customers' languages, which an installation loads after the demo data.
        self.env["ir.module.module"]._get("ar_specialist")._update_translations(list(LANGUAGES))
        company.ar_manager_id = self.env.ref("base.user_admin")
        company.account_use_credit_limit = True
        self._tell_about_customers()
        last = self.env["ar.run"]
        for run_day in past_run_days(day):
            last = self._replay(company, run_day)
        with self._on_day(day):
            self._leave_stages(company, day)
        self._assign_collector(company)
        self._put_holds(company, day)
        self._name_records({f"demo_follow_ups_{company.id}": last})
        return True

    def _tell_about_customers(self):
        for key, trust in TRUST.items():
            self._named(f"demo_customer_{key}").trust = trust
        for key, limit in CREDIT_LIMITS.items():
            self._named(f"demo_customer_{key}").credit_limit = limit
        for key in UNREACHABLE:
            self._named(f"demo_customer_{key}").email = False
        for key, (name, mailbox) in CONTACTS.items():
            customer = self._named(f"demo_customer_{key}")
            if not customer.child_ids.filtered(lambda contact: contact.type == "followup"):
                domain = customer.email.rpartition("@")[2]
                customer.child_ids = [Command.create(
                    {"name": name, "type": "followup", "email": f"{mailbox}@{domain}", "lang": customer.lang})]

    def _keep_mails(self, runs):
        """Cancel the mails of the runs: the demo has no mail server, and its customers don't exist."""
        notices = runs.notice_ids
        mails = self.env["mail.mail"].search([("mail_message_id", "in", notices.email_ids.mail_message_id.ids)])
        mails.cancel()
        notices.documents_waiting = False

    def _assign_collector(self, company):
        accounts = self.env["ar.account"].search([("company_id", "=", company.id)])
        accounts.collector_id = self._named(f"demo_user_{MARC}")

    def _put_holds(self, company, day):
        for key, (reason, days) in HOLDS.items():
            self.env["ar.hold"].create({
                "account_id": self.env["ar.account"]._for(self._named(f"demo_customer_{key}"), company).id,
                "reason": reason, "user_id": self._named(f"demo_user_{MARC}").id,
                "date_from": day, "date_to": day + timedelta(days=days) if days else False,
            })
