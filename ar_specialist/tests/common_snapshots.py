
from .common import ReceivablesCommon
from .random_ledger import with_rates_and_instalments


class SnapshotCommon(ReceivablesCommon):
    """A company with instalments and rates of a year, and short ways to snapshots."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with_rates_and_instalments(cls)

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
