from odoo.tests import freeze_time, tagged

from .common_promises import PromisesCommon


@tagged("-at_install", "post_install")
class TestSnapshotKept(PromisesCommon):
    """What was contested and promised on a day, whenever the snapshot is taken; 100 are late since January."""

    def kept(self, day):
        """Return (disputed, promised) of a snapshot of `day` that is taken in April."""
        with freeze_time("2024-04-15"):
            snapshot = self.env["ar.snapshot"]._take(self.company, day)
        return snapshot.disputed, snapshot.promised

    def on_the_day(self, day):
        """Return the same by what follow-ups keep out on the day itself."""
        with freeze_time(day):
            self.env["ar.promise"]._cron_evaluate()
            kept = self.env["ar.account"]._ar_kept_back(self.item, self.day(day)).get(self.item.id, {})
        return kept.get("disputed", 0.0), kept.get("promised", 0.0)

    def dispute(self, amount):
        dispute = self.env["ar.dispute"].with_user(self.specialist).create({"move_line_ids": self.item.ids})
        dispute.line_ids.amount = amount
        return dispute

    def test_promise(self):
        """60 are promised on 1 March for the 8th; 20 come on the 4th, the rest never."""
        self.promise(60.0)
        self.assertEqual(self.on_the_day("2024-03-01"), (0.0, 60.0))
        self.pay(20.0, "2024-03-04", self.bill)
        self.assertEqual(self.on_the_day("2024-03-05"), (0.0, 40.0))
        self.assertEqual(self.on_the_day("2024-03-09"), (0.0, 0.0))
        self.assertEqual(
            [self.kept(day) for day in ("2024-02-29", "2024-03-01", "2024-03-05", "2024-03-08", "2024-03-09")],
            [(0.0, 0.0), (0.0, 60.0), (0.0, 40.0), (0.0, 40.0), (0.0, 0.0)])

    def test_promise_kept_later(self):
        """What was paid on the 7th was promised until then, though all of it is kept by now."""
        self.promise()
        self.pay(100.0, "2024-03-07", self.bill)
        self.judge("2024-03-20")
        self.assertEqual([self.kept(day) for day in ("2024-03-06", "2024-03-07")], [(0.0, 100.0), (0.0, 0.0)])

    def test_superseded_promise(self):
        """Until the second one was made the first one stood."""
        self.promise(60.0)
        with freeze_time("2024-03-05"):
            self.promise(80.0, day="2024-03-20")
        self.assertEqual(
            [self.kept(day) for day in ("2024-03-04", "2024-03-05")], [(0.0, 60.0), (0.0, 80.0)])

    def test_dispute(self):
        """70 are contested on 1 March, 30 of them credited on the 6th; the rest is rejected on the 12th."""
        dispute = self.dispute(70.0)
        self.assertEqual(self.on_the_day("2024-03-01"), (70.0, 0.0))
        with freeze_time("2024-03-06"):
            note = self.invoice(30.0, "2024-03-06", move_type="out_refund", post=False)
            note.action_post()
            note.reversed_entry_id = self.bill
            self.match(self.bill, note)
        self.assertEqual(self.on_the_day("2024-03-06"), (40.0, 0.0))
        with freeze_time("2024-03-12"):
            dispute.with_user(self.specialist)._reject()
        self.assertEqual(dispute.state, "resolved")
        self.assertEqual(
            [self.kept(day) for day in ("2024-02-29", "2024-03-01", "2024-03-06", "2024-03-11", "2024-03-12")],
            [(0.0, 0.0), (70.0, 0.0), (40.0, 0.0), (40.0, 0.0), (0.0, 0.0)])

    def test_both_count_once(self):
        """70 of 100 are contested and all is promised: 30 are promised besides."""
        self.dispute(70.0)
        self.promise(100.0)
        self.assertEqual(self.kept("2024-03-01"), (70.0, 30.0))

    def test_frozen(self):
        """What is settled later changes no snapshot; the ledger tells the same of that day again."""
        self.promise(60.0)
        with freeze_time("2024-03-02"):
            snapshot = self.env["ar.snapshot"]._take(self.company, "2024-03-02")
        self.pay(100.0, "2024-03-10", self.bill)
        self.judge("2024-03-20")
        self.assertEqual(snapshot.promised, 60.0)
        with freeze_time("2024-04-15"):
            self.assertEqual([row.promised for row in snapshot._derive()], [60.0])

    def changes(self, snapshot):
        names = ("part", "cause", "amount_then", "amount_now", "change_company", "change_part")
        return sorted(tuple(change[name] for name in names) for change in snapshot._compare())

    def touched(self, case, day):
        """Let `case` have been touched last on `day`: within a test all is written at one moment."""
        self.env.flush_all()
        self.cr.execute(f"UPDATE {case._table} SET write_date = %s WHERE id = %s", [day, case.id])
        case.invalidate_recordset()

    def test_a_dispute_that_was_told_later(self):
        """40 are contested since 20 February, which somebody enters in May; no open amount changes by that."""
        with freeze_time("2024-04-15"):
            snapshot = self.env["ar.snapshot"]._take(self.company, "2024-02-29")
        with freeze_time("2024-05-02"):
            self.assertEqual(self.changes(snapshot), [])
            dispute = self.dispute(40.0)
            dispute.sudo().date_opened = "2024-02-20"
            self.touched(dispute, "2024-05-02")
            self.assertEqual(self.changes(snapshot), [("disputed", "dispute", 0.0, 40.0, 0.0, 40.0)])
        change = snapshot.change_ids
        self.assertIn(dispute.name, change.detail)
        self.assertEqual(self.env["ar.dispute"].search(change.action_items()["domain"]), dispute)
        self.assertTrue(snapshot.action_changes()["context"]["ar_parts"])

    def test_a_promise_that_was_taken_back(self):
        with freeze_time("2024-02-20"):
            promise = self.promise(60.0)
        with freeze_time("2024-02-29"):
            snapshot = self.env["ar.snapshot"]._take(self.company, "2024-02-29")
        self.assertEqual(snapshot.promised, 60.0)
        with freeze_time("2024-05-02"):
            promise.action_withdraw()
            self.touched(promise, "2024-05-02")
            self.assertEqual(self.changes(snapshot), [("promised", "promise", 60.0, 0.0, 0.0, -60.0)])

    def test_a_promise_that_a_payment_dated_back_lessens(self):
        """Nobody touched the promise: it follows what is open."""
        with freeze_time("2024-02-20"):
            promise = self.promise(60.0)
        self.touched(promise, "2024-02-20")
        with freeze_time("2024-02-29"):
            snapshot = self.env["ar.snapshot"]._take(self.company, "2024-02-29")
        with freeze_time("2024-05-02"):
            self.pay(20.0, "2024-02-25", self.bill)
            self.touched(promise, "2024-02-20")
            found = [change for change in self.changes(snapshot) if change[0] == "promised"]
        self.assertEqual(found, [("promised", "follows", 60.0, 40.0, 0.0, -20.0)])
