import os

import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_snapshots import SnapshotCommon
from .random_ledger import RandomLedger

#: More of them by hand, from a number to another one: AR_SEEDS="100 400" dev/test -k test_snapshot
SEEDS = range(*map(int, os.environ.get("AR_SEEDS", "0 6").split()))
STEPS = 35


@tagged("-at_install", "post_install")
class TestSnapshotFigures(SnapshotCommon):
    """A snapshot is the aging of its day, stays it, and is told again by the ledger."""

    def test_random_ledgers(self):
        """Snapshot = re-derivation = aging = ledger on any day; what changes later is explained to the cent."""
        for seed in SEEDS:
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                ledger = RandomLedger(self, seed, other_mix=seed >= 6).grow(STEPS)
                snapshots = [self.take(ledger.any_day()) for _number in range(3)] + [self.take("2021-12-31", "monthly")]
                for snapshot in snapshots:
                    self.check_against_aging(snapshot)
                    self.assertFalse(snapshot._compare(), f"{snapshot.date}")
                kept = {snapshot: self.rounded(snapshot._stored()) for snapshot in snapshots}
                ledger.grow(STEPS)
                self.take_back(ledger)
                for snapshot in snapshots:
                    self.assertEqual(self.rounded(snapshot._stored()), kept[snapshot], "frozen")
                    self.check_changes(snapshot)
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def take_back(self, ledger):
        """Correct some documents: back to draft, some posted again, some with another amount, some deleted."""
        moves = ledger.items.exists().move_id
        for move in ledger.random.sample(list(moves), min(6, len(moves))):
            if move.state == "posted":
                move.button_draft()
            how = ledger.random.choice(["post", "post", "change", "leave", "cancel"])
            if how == "change" and move.invoice_line_ids and move.move_type != "entry":
                move.invoice_line_ids[:1].price_unit = ledger.amount()
            if how in ("post", "change"):
                move.action_post()
            elif how == "cancel":
                move.button_cancel()

    def check_against_aging(self, snapshot):
        self.assertSame(snapshot)
        self.assertTrue(snapshot.is_tied, f"{snapshot.date}: {snapshot.total} and {snapshot.ledger_total}")
        for currency, measure in (("company", "amount_company"), ("document", "amount")):
            report = self.aging(snapshot.date, bucket_set=None, currency=currency)
            expected = {
                (row.key[0].id if currency == "document" else row.key.id, row.currency.id, number): amount
                for row in report.rows for number, amount in enumerate(row.amounts) if amount}
            buckets = snapshot._buckets().ids
            found = {}
            for line in snapshot._stored():
                at = line.currency_id if currency == "document" else self.company.currency_id.id
                key = (line.partner_id or False, at, buckets.index(line.bucket_id))
                found[key] = found.get(key, 0.0) + getattr(line, measure)
            found = {key: round(amount, 6) for key, amount in found.items() if round(amount, 6)}
            self.assertEqual(found, expected, f"{snapshot.date} {currency}")

    def check_changes(self, snapshot):
        """Each difference between then and now is what its causes add up to, and none is left unexplained."""
        changes = snapshot._compare()
        then, now, told = {}, {}, {}
        for figures, sums in ((snapshot._stored(), then), (snapshot._derive(), now)):
            for row in figures:
                key = (row.partner_id or False, row.currency_id, row.bucket_id)
                sums[key] = (row.amount, row.amount_company)
        for change in changes:
            key = (change.partner_id.id, change.currency_id.id, change.bucket_id.id)
            amount, company = told.get(key, (0.0, 0.0))
            told[key] = (amount + change.change, company + change.change_company)
        nothing = (0.0, 0.0)
        for key in then.keys() | now.keys() | told.keys():
            for number in (0, 1):
                difference = now.get(key, nothing)[number] - then.get(key, nothing)[number]
                self.assertAlmostEqual(
                    told.get(key, nothing)[number], difference, places=4, msg=f"{snapshot.date} {key}")
        self.assertEqual(
            [(change.detail, change.change_company) for change in changes if change.cause == "unexplained"], [],
            f"{snapshot.date}")
        self.assertAlmostEqual(snapshot.change_total, snapshot.compared_total - snapshot.total, places=4)

    def test_by_hand(self):
        """On 30 June 100 are 61 days late and 40 not due; a payment of 30 on account lessens its own bucket."""
        self.invoice(100, "2021-04-01", "2021-04-30")
        self.invoice(40, "2021-06-20", "2021-07-20", partner=self.contact)
        self.entry(-30, "2021-06-30")
        snapshot = self.take("2021-06-30", "monthly")
        self.assertEqual(
            [(line.partner_id, line.bucket_id.display_name, line.amount_company, line.credit)
             for line in snapshot.line_ids.sorted("bucket_id")],
            [(self.customer, "Not due", 10.0, -30.0), (self.customer, "61-90", 100.0, 0.0)])
        self.assertEqual(
            (snapshot.total, snapshot.overdue, snapshot.credit, snapshot.customer_count, snapshot.ledger_total),
            (110.0, 100.0, -30.0, 1, 110.0))
        self.assertEqual(snapshot.bucket_summary, "Not due | 1-30 | 31-60 | 61-90 | 91-120 | > 120")
        [strip] = snapshot.aging["strips"]
        self.assertEqual([part["amount"] for part in strip["parts"]], [40.0, 0.0, 0.0, 100.0, 0.0, 0.0])
        self.assertEqual(strip["credit"]["amount"], -30.0)

    def test_nothing_open(self):
        snapshot = self.take("2021-06-30")
        self.assertEqual((snapshot.total, snapshot.line_count, snapshot.aging["strips"]), (0.0, 0, []))

    def test_buckets_of_then(self):
        """The company cuts otherwise later: what was kept stays as it was cut, and nothing counts as changed."""
        self.invoice(100, "2021-04-01", "2021-04-30")
        snapshot = self.take("2021-06-30")
        self.company.ar_bucket_set_id = self.env["ar.bucket.set"].create({"name": "Other", "limits": "10, 20"})
        self.company.ar_aging_basis = "invoice"
        self.assertSame(snapshot)
        self.assertFalse(snapshot._compare())
        self.assertEqual(snapshot.line_ids.bucket_id.display_name, "61-90")
        other = self.take("2021-06-30", "monthly")
        self.assertEqual(other.line_ids.bucket_id.display_name, "> 20")

    def test_set_of_several_companies(self):
        """Nothing of another company is in it."""
        other = self.setup_other_company()["company"]
        self.invoice(100, "2021-04-01")
        self.assertEqual(self.take("2021-06-30", company=other).total, 0.0)
        self.assertEqual(self.take("2021-06-30").total, 100.0)


@tagged("-at_install", "post_install")
class TestSnapshotKept(SnapshotCommon):
    """Taken once, never changed, seen by those who may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor", "salesperson")
        cls.invoice(100, "2021-04-01", "2021-04-30")

    def test_taken_once(self):
        snapshot = self.take("2021-06-30")
        self.assertEqual(self.take("2021-06-30"), snapshot)
        self.assertNotEqual(self.take("2021-06-30", "close"), snapshot)
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            snapshot.sudo().copy()
            self.env.flush_all()

    def test_never_changed(self):
        snapshot = self.take("2021-06-30", "monthly")
        for record, values in (
            (snapshot, {"total": 1.0}), (snapshot, {"date": "2021-01-01"}), (snapshot.line_ids, {"amount": 1.0}),
        ):
            with self.assertRaises(UserError):
                record.write(values)
            with self.assertRaises(UserError):
                record.with_user(self.manager).write(values)
        with self.assertRaises(UserError):
            snapshot.unlink()
        with self.assertRaises(AccessError):
            snapshot.line_ids.with_user(self.manager).unlink()
        with self.assertRaises(AccessError):
            self.env["ar.snapshot"].with_user(self.manager).create({"date": "2021-01-01"})

    def test_who_sees_it(self):
        snapshot = self.take("2021-06-30")
        for user in (self.specialist, self.manager, self.auditor):
            seen = snapshot.with_user(user)
            self.assertEqual((seen.total, seen.line_ids.amount), (100.0, 100.0))
            self.assertEqual(self.env["ar.snapshot.trend"].with_user(user).search([]).amount, 100.0)
            self.assertFalse(seen.action_compare().get("res_model"))
        for model in ("ar.snapshot", "ar.snapshot.line", "ar.snapshot.trend", "ar.snapshot.change"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.salesperson).search([])

    def test_other_company(self):
        """Who works for another company sees none of it."""
        snapshot = self.take("2021-06-30")
        self.invoice(5, "2021-04-01")
        snapshot._compare()
        other = self.setup_other_company()["company"]
        stranger = self.specialist.copy({
            "login": "stranger", "company_id": other.id, "company_ids": [(6, 0, other.ids)]})
        for model in ("snapshot", "snapshot.line", "snapshot.trend", "snapshot.change", "snapshot.event"):
            self.assertFalse(self.env[f"ar.{model}"].with_user(stranger).search([]), model)
        with self.assertRaises(AccessError):
            snapshot.with_user(stranger).action_compare()

    def test_by_hand(self):
        taking = self.env["ar.snapshot.taking"].with_user(self.specialist)
        with freeze_time("2021-07-10"):
            action = taking.create({"date": "2021-06-30", "company_id": self.company.id}).action_take()
            snapshot = self.env["ar.snapshot"].browse(action["res_id"])
            self.assertEqual((snapshot.kind, snapshot.total, snapshot.user_id), ("monthly", 100.0, self.specialist))
            again = taking.create({"date": "2021-06-30", "company_id": self.company.id}).action_take()
            self.assertEqual(again["res_id"], snapshot.id)
            with self.assertRaises(UserError):
                taking.create({"date": "2021-07-11", "company_id": self.company.id}).action_take()
            with self.assertRaises(AccessError):
                taking.with_user(self.auditor).create({"date": "2021-06-30", "company_id": self.company.id})

    def test_trend_counts_a_day_once(self):
        for kind in ("daily", "monthly", "close"):
            self.take("2021-06-30", kind)
        self.take("2021-06-29")
        rows = self.env["ar.snapshot.trend"]._read_group([], ["date:day", "kind"], ["amount:sum", "overdue:sum"])
        self.assertEqual(
            [(str(day), kind, amount, overdue) for day, kind, amount, overdue in rows],
            [("2021-06-29", "daily", 100.0, 100.0), ("2021-06-30", "close", 100.0, 100.0)])

    def test_trend_does_not_add_days_up(self):
        """Over several days the last one counts: who paid all by then owes nothing."""
        self.match(self.items(self.env["account.move"].search([("partner_id", "=", self.customer.id)])),
                   self.entry(-100, "2021-06-15"))
        self.invoice(30, "2021-04-01", "2021-04-30", partner=self.other_customer)
        for day in ("2021-05-31", "2021-06-10", "2021-06-30"):
            self.take(day, "monthly")
        trend = self.env["ar.snapshot.trend"]
        self.assertEqual(trend._read_group([], [], ["amount:sum"]), [(30.0,)])
        self.assertEqual(trend._read_group([], ["partner_id"], ["amount:sum"]), [(self.other_customer, 30.0)])
        months = trend._read_group([], ["date:month"], ["amount:sum"])
        self.assertEqual([(str(month), amount) for month, amount in months], [
            ("2021-05-01", 130.0), ("2021-06-01", 30.0)])
        whole, by_day = trend._read_grouping_sets([], [[], ["date:day"]], ["amount:sum"], order="date:day")
        self.assertEqual((whole, [amount for _day, amount in by_day]), ([(30.0,)], [130.0, 130.0, 30.0]))

    def test_merged_customers(self):
        """Rows of a customer who is merged into another are the other's; none is lost."""
        self.invoice(7, "2021-04-01", "2021-04-30", partner=self.other_customer)
        snapshot = self.take("2021-06-30")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.customer | self.other_customer).ids, self.customer, extra_checks=False)
        self.env.invalidate_all()
        self.assertEqual(snapshot.line_ids.partner_id, self.customer)
        self.assertEqual(sum(snapshot.line_ids.mapped("amount")), 107.0)
        self.assertFalse(snapshot._compare())

    def test_queries_do_not_grow(self):
        """A snapshot of a hundred customers takes as many queries as one of ten."""
        def queries(count, day):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            for partner in partners:
                self.entry(10, "2021-05-01", partner)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.take(day)
            return self.cr.sql_log_count - before

        queries(1, "2021-06-01")
        self.assertEqual(queries(10, "2021-06-02"), queries(60, "2021-06-03"))
