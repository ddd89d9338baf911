from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common_snapshots import SnapshotCommon

DAY = "2021-06-30"


@tagged("-at_install", "post_install")
class TestSnapshotCompare(SnapshotCommon):
    """What changed since, and why; 100 are 61 days late on 30 June, nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name, cls.other_customer.name = "Azure", "Deco"
        cls.bill = cls.invoice(100, "2021-04-01", "2021-04-30")

    def test_backdated_entry(self):
        snapshot = self.take(DAY)
        bill = self.invoice(40, "2021-06-01", "2021-06-15", partner=self.other_customer)
        self.invoice(7, "2021-07-01")
        self.assertEqual(self.changes(snapshot), [("entered", "Deco", "1-30", 0.0, 40.0, 40.0)])
        self.assertEqual((snapshot.change_total, snapshot.compared_total), (40.0, 140.0))
        self.assertEqual((snapshot.change_ids.detail, snapshot.change_ids.user_id), (bill.name, self.env.user))
        action = snapshot.change_ids.action_items()
        self.assertEqual(self.env["account.move.line"].search(action["domain"]), self.items(bill))

    def test_reconciled_later(self):
        """A payment of before is matched after the snapshot: both buckets change, the total does not."""
        payment = self.entry(-100, "2021-06-01", due="2021-06-01")
        snapshot = self.take(DAY)
        self.match(self.bill, payment)
        self.assertEqual(self.changes(snapshot), [
            ("reconciled", "Azure", "1-30", -100.0, 0.0, 100.0), ("reconciled", "Azure", "61-90", 100.0, 0.0, -100.0)])
        self.assertEqual(snapshot.change_total, 0.0)

    def test_reconciliation_undone(self):
        payment = self.entry(-100, "2021-06-01", due="2021-06-01")
        self.match(self.bill, payment)
        snapshot = self.take(DAY)
        self.assertFalse(snapshot.line_ids)
        payment.remove_move_reconcile()
        self.assertEqual(self.changes(snapshot), [
            ("unreconciled", "Azure", "1-30", 0.0, -100.0, -100.0),
            ("unreconciled", "Azure", "61-90", 0.0, 100.0, 100.0)])
        self.assertEqual({change.detail for change in snapshot.change_ids}, {self.bill.name, payment.move_id.name})

    def test_undone_and_done_again(self):
        """What is as it was needs no explanation."""
        payment = self.entry(-100, "2021-06-01")
        self.match(self.bill, payment)
        snapshot = self.take(DAY)
        payment.remove_move_reconcile()
        self.match(self.bill, payment)
        self.assertEqual(self.changes(snapshot), [])

    def test_later_than_the_day(self):
        """A reconciliation dated after the day is none of its affairs."""
        snapshot = self.take(DAY)
        payment = self.entry(-100, "2021-07-05")
        self.match(self.bill, payment)
        payment.remove_move_reconcile()
        self.assertEqual(self.changes(snapshot), [])

    def test_taken_back_and_deleted(self):
        gone = self.invoice(30, "2021-06-01", "2021-06-10", partner=self.other_customer)
        snapshot = self.take(DAY)
        name = gone.name
        gone.button_draft()
        gone.name = False
        gone.with_context(force_delete=True).unlink()
        self.assertEqual(self.changes(snapshot), [("taken_back", "Deco", "1-30", 30.0, 0.0, -30.0)])
        self.assertEqual(snapshot.change_ids.detail, name)

    def test_taken_back_changed_and_posted_again(self):
        """100 are taken back and 120 posted instead; when nothing was changed there is nothing to tell."""
        snapshot = self.take(DAY)
        self.bill.button_draft()
        self.bill.action_post()
        self.assertEqual(self.changes(snapshot), [])
        self.bill.button_draft()
        self.bill.invoice_line_ids.price_unit = 120
        self.bill.action_post()
        changes = self.changes(snapshot)
        self.assertEqual(sum(change[-1] for change in changes), 20.0)
        self.assertNotIn("unexplained", {change[0] for change in changes})

    def test_draft_posted_later(self):
        """It was entered before the snapshot and posted after it, dated before."""
        draft = self.invoice(25, "2021-06-01", "2021-06-10", partner=self.other_customer, post=False)
        snapshot = self.take(DAY)
        draft.action_post()
        self.assertEqual(self.changes(snapshot), [("posted", "Deco", "1-30", 0.0, 25.0, 25.0)])

    def test_another_due_date(self):
        snapshot = self.take(DAY)
        self.items(self.bill).date_maturity = "2021-06-20"
        self.assertEqual(self.changes(snapshot), [
            ("redated", "Azure", "1-30", 0.0, 100.0, 100.0), ("redated", "Azure", "61-90", 100.0, 0.0, -100.0)])

    def test_another_due_date_and_another_customer(self):
        """One item of Azure moves to another bucket, another one to Deco, a third one both: nothing is unexplained."""
        entry = self.entry(30, "2021-06-01", self.contact, due="2021-06-10")
        both = self.entry(
            9, "2021-06-01", self.contact, due="2021-06-10", currency=self.foreign, amount_currency=5)
        snapshot = self.take(DAY)
        self.items(self.bill).date_maturity = "2021-06-20"
        self.contact.parent_id = self.other_customer
        both.date_maturity = "2021-04-30"
        changes = snapshot._compare()
        self.assertNotIn("unexplained", changes.mapped("cause"))
        self.assertEqual(set(changes.filtered(lambda one: one.currency_id == self.foreign).mapped("cause")), {"moved"})
        self.assertIn("Inferred", changes[:1].detail)
        self.assertTrue(entry.exists())

    def test_another_customer(self):
        """The contact whose item it is belongs to another customer by now."""
        self.entry(30, "2021-06-01", self.contact, due="2021-06-10")
        snapshot = self.take(DAY)
        self.contact.parent_id = self.other_customer
        self.assertEqual(self.changes(snapshot), [
            ("regrouped", "Azure", "1-30", 30.0, 0.0, -30.0), ("regrouped", "Deco", "1-30", 0.0, 30.0, 30.0)])

    def test_foreign_currency(self):
        snapshot = self.take(DAY)
        bill = self.invoice(50, "2021-06-01", "2021-06-10", currency_id=self.foreign.id)
        [change] = snapshot._compare()
        self.assertEqual(
            (change.currency_id, change.change, change.change_company),
            (self.foreign, 50.0, self.items(bill).balance))

    def test_compared_again(self):
        """The findings of an earlier comparison go."""
        snapshot = self.take(DAY)
        bill = self.invoice(40, "2021-06-01", "2021-06-15")
        self.assertEqual(len(snapshot._compare()), 1)
        bill.button_draft()
        self.assertFalse(snapshot._compare())
        self.assertFalse(snapshot.change_ids)
        self.assertEqual((snapshot.change_count, snapshot.change_total), (0, 0.0))

    def test_no_events_without_a_snapshot(self):
        """Where nobody can compare nothing is noted, nor what is dated after the last snapshot."""
        self.bill.button_draft()
        self.bill.action_post()
        self.assertFalse(self.env["ar.snapshot.event"].search([]))
        self.take("2021-03-31")
        self.bill.button_draft()
        self.bill.action_post()
        self.assertFalse(self.env["ar.snapshot.event"].search([]))


@tagged("-at_install", "post_install")
class TestSnapshotSchedule(SnapshotCommon):

    def test_scheduled_action(self):
        """Daily by the day before; a month's last day as month end; old dailies go, month ends stay."""
        self.env["res.company"].search([]).ar_snapshot_schedule = "never"
        self.company.write({"ar_snapshot_schedule": "daily", "ar_snapshot_keep_days": 10})
        self.invoice(100, "2021-04-01", "2021-04-30")
        cron = self.env.ref("ar_specialist.ir_cron_snapshot")
        for today in ("2021-06-29", "2021-07-02", "2021-07-10"):
            with freeze_time(today), self.enter_registry_test_mode():
                cron.method_direct_trigger()
        found = self.env["ar.snapshot"].search([("company_id", "=", self.company.id)], order="date")
        self.assertEqual(
            [(str(snapshot.date), snapshot.kind) for snapshot in found],
            [("2021-05-31", "monthly"), ("2021-06-30", "monthly"),
             *((f"2021-07-0{number}", "daily") for number in range(1, 10))])
        self.assertEqual(set(found.mapped("total")), {100.0})
        self.assertFalse(self.env["ar.snapshot"].search([("company_id", "!=", self.company.id)]))

    def test_what_somebody_else_takes_is_no_fault(self):
        """The day that another process takes at this moment is left to it; the other days are taken."""
        self.env["res.company"].search([]).ar_snapshot_schedule = "never"
        self.company.write({"ar_snapshot_schedule": "daily"})
        snapshots = type(self.env["ar.snapshot"])
        take = snapshots._take

        def taking(model, company, day, kind="daily", number=0):
            if kind == "monthly":
                raise UserError(company.name)
            return take(model, company, day, kind, number)

        with freeze_time("2021-06-29"), patch.object(snapshots, "_take", taking), self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_snapshot").method_direct_trigger()
        found = self.env["ar.snapshot"].search([("company_id", "=", self.company.id)])
        self.assertEqual(found.mapped("kind"), ["daily"])

    def test_dailies_go_though_none_are_taken_any_more(self):
        self.env["res.company"].search([]).ar_snapshot_schedule = "never"
        old = self.take("2021-01-10")
        with freeze_time("2021-06-29"), self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_snapshot").method_direct_trigger()
        self.assertFalse(old.exists())

    def test_events_nobody_needs_go(self):
        bill = self.invoice(100, "2021-04-01", "2021-04-30")
        first = self.take("2021-06-01")
        bill.button_draft()
        bill.action_post()
        self.take("2021-06-20")
        events = self.env["ar.snapshot.event"].search([])
        self.assertEqual(len(events), 2)
        with freeze_time("2021-07-10"):
            self.company.ar_snapshot_keep_days = 365
            self.env["ar.snapshot"]._thin_out(self.company)
            self.assertEqual(events.exists(), events, "The first snapshot is compared by them")
            self.company.ar_snapshot_keep_days = 30
            self.env["ar.snapshot"]._thin_out(self.company)
        self.assertFalse(first.exists())
        self.assertFalse(events.exists())
