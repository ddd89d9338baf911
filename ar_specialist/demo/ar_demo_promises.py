from datetime import timedelta

from odoo import Command, models

from .customers import MARC
from .promises import OLDEST, PAID, PROMISES, WHOLE

#: Days before its payment that a promise was made which was kept.
ASKED_BEFORE = 9


class ArDemo(models.AbstractModel):
    """The demo's promises to pay: told of invoices of the story, judged by the payments that the ledger has."""

    _inherit = "ar.demo"

    def _load_promises(self, company, day):
        """Give `company`, whose ledger is loaded, promises in each state, relative to `day`.

        :return: whether anything was made; a company is loaded once
        """
        if self._named(f"demo_promises_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        made = self.env["ar.promise"]
        with self._on_day(day):
            for told in PROMISES:
                values = self._promise_values(told, company, day)
                if values:
                    made += self.env["ar.promise"].create(values)
                    if told.then == "withdrawn":
                        made[-1].action_withdraw()
            self.env["ar.promise"]._cron_evaluate()
        self._name_records({f"demo_promises_{company.id}": made[:1]})
        return True

    def _promise_values(self, told, company, day):
        """Return the values of a promise, nothing where the customer has no such item."""
        customer = self._named(f"demo_customer_{told.customer}")
        common = {
            "note": told.note, "channel": told.channel, "user_id": self._named(f"demo_user_{MARC}").id,
            "promised_by_id": customer.child_ids[:1].id, "date_made": day + timedelta(days=told.made),
        }
        days = [day + timedelta(days=days) for days in told.by]
        if told.item == WHOLE:
            account = self.env["ar.account"]._for(customer, company)
            return {**common, "account_id": account.id, "date": days[0]} if account.amount_open > 0 else {}
        item = self._promised_item(told, customer, company)
        if not item:
            return {}
        if told.item == PAID:
            paid_on = max(item.matched_credit_ids.mapped("max_date"))
            common |= {"date_made": paid_on - timedelta(days=ASKED_BEFORE)}
            days = [paid_on]
        values = {**common, "move_line_ids": [Command.set(item.ids)], "date": days[-1]}
        # What is known of the item at that moment is what the model itself finds.
        amount, _known = self.env["ar.promise"]._open_before(
            item, self.env["ar.account"]._for(customer, company), item.currency_id, common["date_made"])
        if len(days) > 1:
            parts = [item.currency_id.round(amount * share) for share in told.share[:-1]]
            parts.append(item.currency_id.round(amount - sum(parts)))
            values["part_ids"] = [
                Command.create({"date": day, "amount": part}) for day, part in zip(days, parts, strict=True)]
        elif told.share:
            values["amount"] = item.currency_id.round(amount * told.share[0])
        return values

    def _promised_item(self, told, customer, company):
        if told.item in (OLDEST, PAID):
            domain = [
                ("partner_id.commercial_partner_id", "=", customer.commercial_partner_id.id),
                ("company_id", "=", company.id), ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"), ("balance", ">", 0), ("reconciled", "=", told.item == PAID),
            ]
            order = "date_maturity, id" if told.item == OLDEST else "date_maturity desc, id desc"
            return self.env["account.move.line"].search(domain, order=order, limit=1)
        invoice = self._named(f"demo_{told.item}_{company.id}")
        return invoice.line_ids.filtered(lambda line: line.account_type == "asset_receivable")[:1]
