import base64

from .common import ReceivablesCommon

LEDGER = """Invoice;Date;Amount
{first};2026-06-01;1000,00
{second};2026-06-02;480,00
X-77;2026-06-03;99,00
"""


class ReconciliationCommon(ReceivablesCommon):
    """Three invoices of a customer, and its lists to compare them with."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor", "salesperson")
        cls.first, cls.second, cls.third = (
            cls.invoice(amount, f"2026-06-0{day}") for amount, day in ((1000.0, 1), (500.0, 2), (70.0, 3)))
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)

    def reading(self, table, **values):
        return self.env["ar.reconciliation.read"].with_user(self.specialist).create({
            "account_id": self.account.id, "date": "2026-09-30", "file_name": "ledger.csv",
            "file": base64.b64encode(table.encode()), **values})

    def reconciled(self, table=LEDGER, **values):
        reading = self.reading(table.format(first=self.first.name, second=self.second.name), **values)
        reading.action_read()
        return self.env["ar.reconciliation"].with_user(self.specialist).browse(reading.action_compare()["res_id"])

    def rows(self, record):
        return {row.code: (row.amount_ours, row.amount_theirs) for row in record.match_ids}
