from datetime import timedelta

from odoo import models

from ..logic.statement_sending import OPEN, Order, Wish
from .statements import BALANCE_FORWARD_TO, OPEN_ITEMS_TO, WEEKLY_TO


class ArDemo(models.AbstractModel):
    """The demo's statements: some customers got theirs last month, and a schedule says when the next ones go out."""

    _inherit = "ar.demo"

    def _load_statements(self, company, day):
        """Give `company`, whose ledger is loaded, a schedule and the statements of last month.

        :return: whether anything was made; a company is loaded once
        """
        if self._named(f"demo_statements_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        company.write({"ar_statement_every": "monthly", "ar_statement_day": 1, "ar_statement_looked_on": day})
        for key in WEEKLY_TO:
            self._account_named(key, company).write({
                "ar_statement_every": "weekly", "ar_statement_weekday": "0", "ar_statement_kind": "balance_forward",
                "ar_statement_condition": OPEN})
        until = day.replace(day=1) - timedelta(days=1)
        batches, admin = self.env["ar.statement.batch"], self.env.ref("base.user_admin")
        with self._on_day(until + timedelta(days=1)):
            for kind, since, keys in (
                ("open_item", None, OPEN_ITEMS_TO), ("balance_forward", until.replace(day=1), BALANCE_FORWARD_TO),
            ):
                accounts = self.env["ar.account"].union(*(self._account_named(key, company) for key in keys))
                batch = batches._plan(accounts, Order(kind, until, since, wish=Wish(OPEN)))
                batch.action_execute()
                self._count_statements_as_sent(batch)
                batch.user_id = batch.statement_ids.sent_by_id = admin
                batches |= batch
        self._name_records({f"demo_statements_{company.id}": batches[:1]})
        return True

    def _account_named(self, key, company):
        return self.env["ar.account"]._for(self._named(f"demo_customer_{key}"), company)

    def _count_statements_as_sent(self, batch):
        """Leave the mails as they are once a mail server has them: gone, and noted as sent."""
        statements = batch.statement_ids
        mails = self.env["mail.mail"].search([("mail_message_id", "in", statements.document_ids.mail_message_id.ids)])
        self.env["mail.notification"].search([("mail_mail_id", "in", mails.ids)]).notification_status = "sent"
        statements._update_delivery()
        mails.unlink()
