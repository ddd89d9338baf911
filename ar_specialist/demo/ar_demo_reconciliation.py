import base64
from datetime import timedelta

from odoo import models

from ..queries.statement_items import statement_items
from .reconciliation import COMPARED, CUSTOMER, FILE, HEADINGS, ledger_file, ledger_rows


class ArDemo(models.AbstractModel):
    """The demo's books of customers: a file to reconcile, on its account, and one that was compared last month."""

    _inherit = "ar.demo"

    def _load_reconciliation(self, company, day):
        """Attach the file of one customer and compare that of another; return whether it was done now."""
        if self._named(f"demo_reconciliation_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        account = self._account_named(CUSTOMER, company)
        content = ledger_file(ledger_rows(self._open_of(account, day), day), company.name, day)
        self.env["ir.attachment"].create({
            "name": FILE, "raw": content, "res_model": account._name, "res_id": account.id})
        account.write({"ar_reconciliation_months": 3, "ar_reconciliation_due": day})
        self._name_records({f"demo_reconciliation_{company.id}": self._compared(company, day)})
        return True

    def _compared(self, company, day):
        """Return the reconciliation of a customer whose books agreed at the end of last month."""
        last, account = day.replace(day=1) - timedelta(days=1), self._account_named(COMPARED, company)
        lines = "\n".join(
            f"{number};{date};{amount}" for number, date, amount in self._open_of(account, last))
        admin = self.env.ref("base.user_admin")
        reading = self.env["ar.reconciliation.read"].with_user(admin).create({
            "account_id": account.id, "date": last, "file_name": "lakeshore_open_items.csv",
            "currency_id": company.currency_id.id,
            "file": base64.b64encode(f"{HEADINGS[0]};Date;Amount\n{lines}\n".encode())})
        reading.action_read()
        record = reading.env["ar.reconciliation"].browse(reading.action_compare()["res_id"])
        record.action_sign()
        return record

    def _open_of(self, account, day):
        """Return (number, date, open amount) of what is open in the company's currency, the oldest first."""
        company, customer = account.company_id, account.partner_id
        found, _moved = statement_items(self.env, company, customer, day)
        sums = {}
        for item in sorted(found[customer.id, company.id], key=lambda item: (item.date, item.line_id)):
            if item.currency_id == company.currency_id.id:
                key = item.number, item.date
                sums[key] = company.currency_id.round(sums.get(key, 0.0) + item.open)
        return [(*key, amount) for key, amount in sums.items()]
