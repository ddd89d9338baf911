from odoo.fields import Command

from .common import ReceivablesCommon


class SnapshotCommon(ReceivablesCommon):
    """A company with instalments and rates of a year, and short ways to snapshots."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign.rate_ids = [
            Command.clear(),
            *(Command.create({"name": f"2021-{month:02}-01", "rate": 0.5 + month / 7, "company_id": cls.company.id})
              for month in range(1, 13)),
        ]
        cls.instalments = cls.env["account.payment.term"].create({
            "name": "30 / 60 / 90",
            "line_ids": [
                Command.create({"value": "percent", "value_amount": share, "nb_days": days})
                for share, days in [(33.33, 30), (33.33, 60), (33.34, 90)]
            ],
        })

    def take(self, day, kind="daily", company=None):
        return self.env["ar.snapshot"]._take(company or self.company, day, kind)

    @staticmethod
    def rounded(figures):
        return sorted(
            (row.partner_id or 0, row.currency_id, row.bucket_id, *(round(amount, 6) for amount in row[3:]))
            for row in figures)

    def assertSame(self, snapshot, message=None):
        """The snapshot says what the ledger says."""
        self.assertEqual(self.rounded(snapshot._stored()), self.rounded(snapshot._derive()), message)

    def changes(self, snapshot):
        """Return [(cause, customer, bucket, then, now, change)] of what changed since."""
        return sorted(
            (change.cause, change.partner_id.name or "", change.bucket_id.display_name, change.amount_then,
             change.amount_now, change.change_company)
            for change in snapshot._compare())
