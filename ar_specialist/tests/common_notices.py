from freezegun import freeze_time
from odoo.fields import Command, Date

from .common import ReceivablesCommon

TODAY = "2026-03-20"


class NoticesCommon(ReceivablesCommon):
    """Customers with an open invoice each, and notices to them that are ready to go out."""

    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_addresses()
        cls.collector = cls.env["res.users"].sudo().create({
            "name": "Carla Collector", "login": "carla", "email": "carla@seller.example",
            "company_ids": [Command.set(cls.company.ids)], "company_id": cls.company.id,
        }).sudo(False)
        cls.policy = cls.env["ar.policy"].create({"name": "Tested", "rank": 1, "domain": "[]"})
        cls.level = cls.make_level()
        cls.first_run = cls.make_run(TODAY)

    @classmethod
    def make_run(cls, day):
        # sudo: runs and notices come from planning, nobody makes them by hand
        return cls.env["ar.run"].sudo().create({"date": day, "company_id": cls.company.id})

    @classmethod
    def make_level(cls, **values):
        return cls.env["ar.policy.level"].create({
            "policy_id": cls.policy.id, "name": "Reminder", "days": 1, "subject": "Reminder from {company}",
            "intro": "<p>These are open, {customer}:</p>", **values,
        })

    @classmethod
    def account_of(cls, partner):
        account = cls.env["ar.account"]._for(partner, cls.company)
        account.collector_id = cls.collector
        return account

    @classmethod
    def notice(cls, items, partner=None, level=None, **values):
        """Make a notice of receivable `items` to the customer."""
        day = Date.to_date(TODAY)
        level = level or cls.level
        return cls.env["ar.notice"].sudo().create({
            "run_id": cls.first_run.id, "account_id": cls.account_of(partner or cls.customer).id,
            "company_id": cls.company.id, "date": day, "kind": "overdue", "level_id": level.id,
            "line_ids": [Command.create({
                "move_line_id": item.id, "level_id": level.id, "date": item.date, "date_due": item.date_maturity,
                "days_late": (day - item.date_maturity).days, "amount_residual": item.amount_residual_currency,
                "currency_id": item.currency_id.id, "counted": True,
            }) for item in items],
            **values,
        }).sudo(False)

    @classmethod
    def invoice_notice(cls, partner=None, level=None, amount=100.0, **values):
        return cls.notice(cls.items(cls.invoice(amount, "2026-03-01", partner=partner)), partner, level, **values)

    @classmethod
    def send(cls, notices):
        """Deliver the notices and mark those sent that were, as a run does; return the failures."""
        failures = notices._deliver()
        notices.filtered(lambda notice: notice.id not in failures)._set_state("sent")
        return failures

    @classmethod
    def mails(cls, notices):
        messages = notices.sudo().email_ids.mail_message_id
        return cls.env["mail.mail"].sudo().search([("mail_message_id", "in", messages.ids)])
