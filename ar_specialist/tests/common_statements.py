from freezegun import freeze_time
from odoo.fields import Command, Date
from odoo.tests import new_test_user

from ..logic.statement import OPEN_ITEM
from ..logic.statement_sending import OPEN, Order, Wish
from .common import ReceivablesCommon

TODAY = "2026-03-20"


class StatementsCommon(ReceivablesCommon):
    """Customers with an overdue invoice each, one of them without an email; a specialist who sends."""

    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_addresses()
        cls.specialist = new_test_user(
            cls.env, "statement_specialist", groups="ar_specialist.group_specialist", company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)], email="sp@seller.example")
        cls.other_customer.write({"email": False, "street": "Main Street 1", "city": "Springfield"})
        cls.bill = cls.invoice(100.0, "2026-02-01")
        cls.other_bill = cls.invoice(250.0, "2026-03-01", due="2026-04-01", partner=cls.other_customer)
        cls.account = cls.account_of(cls.customer)
        cls.other_account = cls.account_of(cls.other_customer)

    @classmethod
    def account_of(cls, partner):
        return cls.env["ar.account"]._for(partner, cls.company)

    @classmethod
    def order(cls, day=TODAY, condition=OPEN, minimum=0.0, **values):
        return Order(values.pop("kind", OPEN_ITEM), Date.to_date(day), wish=Wish(condition, minimum), **values)

    def plan(self, accounts=None, user=None, **values):
        accounts = (accounts or self.account + self.other_account).with_user(user or self.specialist)
        return accounts.env["ar.statement.batch"]._plan(accounts, self.order(**values))

    def send(self, accounts=None, **values):
        """Plan and send; return the statements."""
        batch = self.plan(accounts, **values)
        batch.action_execute()
        return batch.statement_ids

    def why_not(self, batch):
        return {skip.account_id: skip.reason for skip in batch.skip_ids}

    def mails(self, statements):
        return self.env["mail.mail"].sudo().search(
            [("mail_message_id", "in", statements.sudo().document_ids.mail_message_id.ids)])
