from odoo.tests import HttpCase, new_test_user, tagged

from .common import GROUPS
from .common_snapshots import SnapshotCommon


@tagged("-at_install", "post_install")
class TestSnapshotTour(SnapshotCommon, HttpCase):
    """A specialist takes a snapshot, finds it unchanged; later something was entered for that day."""

    def test_tour(self):
        self.customer.name = "Azure"
        self.company.partner_id.tz = "UTC"
        new_test_user(
            self.env, "snapshot_specialist", password="snapshot_specialist", groups=GROUPS["specialist"],
            company_id=self.company.id, company_ids=[(6, 0, self.company.ids)])
        today = self.company._ar_today()
        self.invoice(100, self.day(str(today), -100), self.day(str(today), -70))
        self.start_tour("/odoo/aging-snapshots", "ar_snapshot_tour", login="snapshot_specialist")
        snapshot = self.env["ar.snapshot"].search([("company_id", "=", self.company.id)])
        self.assertEqual((snapshot.date, snapshot.total, bool(snapshot.compared_at)), (today, 100.0, True))
        bill = self.invoice(40, "2021-06-01")
        self.start_tour("/odoo/aging-snapshots", "ar_snapshot_changed_tour", login="snapshot_specialist")
        self.assertEqual(snapshot.change_ids.mapped("detail"), [bill.name])
