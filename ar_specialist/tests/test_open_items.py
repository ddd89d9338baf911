from freezegun import freeze_time
from odoo.exceptions import AccessError, MissingError
from odoo.fields import Command, Date
from odoo.tests import new_test_user, tagged

from .common import STANDARD_LABELS, ReceivablesCommon
from .naive_aging import open_amount
from .random_ledger import RandomLedger

TODAY = "2021-07-15"


@tagged("-at_install", "post_install")
class TestOpenItems(ReceivablesCommon):
    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.instalments = cls.env["account.payment.term"].create({
            "name": "halves",
            "line_ids": [
                Command.create({"value": "percent", "value_amount": 50, "nb_days": days}) for days in (30, 60)
            ],
        })
        cls.open_items = cls.env["ar.open.item"]

    def rows(self, domain=()):
        return self.open_items.search([("company_id", "=", self.company.id), *domain])

    def test_random_ledgers_equal_the_naive_sum(self):
        ledger = RandomLedger(self, 11).grow(60)
        periods = self.env["ar.bucket.set"]._default_for(self.company)._periods()
        for text in ("2021-02-10", TODAY, "2021-12-31"):
            day = Date.to_date(text)
            with freeze_time(text), self.subTest(day=text):
                self.env.invalidate_all()
                expected = {}
                for line in ledger.items.filtered(lambda line: line.parent_state == "posted"):
                    amounts = (
                        line.company_currency_id.round(open_amount(line, day)),
                        line.currency_id.round(open_amount(line, day, in_currency=True)),
                    )
                    if line.date <= day and any(amounts):
                        days = (day - (line.date_maturity or line.date)).days
                        expected[line.id] = (*amounts, days, periods.index(days))
                found = {
                    row.id: (row.amount_open, row.amount_open_currency, row.days_late, row.bucket_id.sequence)
                    for row in self.rows()
                }
                self.assertTrue(expected)
                self.assertEqual(found, expected)

    def test_sums_by_bucket_are_the_aging(self):
        RandomLedger(self, 12).grow(60)
        report = self.env["ar.aging"].compute(TODAY, companies=self.company)
        sums = dict(self.open_items._read_group(
            [("company_id", "=", self.company.id)], ["bucket_id"], ["amount_open:sum"]))
        found = {bucket.display_name: round(amount, 2) for bucket, amount in sums.items()}
        self.assertEqual(
            {label: found.get(label, 0.0) for label in STANDARD_LABELS},
            dict(zip(report.labels, report.totals, strict=True)),
        )

    def test_edges_of_the_buckets(self):
        """A5: an item 30, 60, 90, 120 days late is in the bucket that ends there; the next day in the next."""
        today = Date.to_date(TODAY)
        expected = {0: "Not due", 1: "1-30", 30: "1-30", 31: "31-60", 60: "31-60", 61: "61-90", 90: "61-90",
                    91: "91-120", 120: "91-120", 121: "> 120"}
        moves = {days: self.invoice(10, Date.subtract(today, days=days)) for days in expected}
        self.assertEqual({row.days_late: row.bucket_id.display_name for row in self.rows()}, expected)
        self.assertEqual({days: move.ar_bucket_id.display_name for days, move in moves.items()}, expected)

    def test_groups_come_in_the_order_of_age(self):
        for day in ("2021-01-01", "2021-07-15", "2021-06-01", "2021-04-20", "2021-07-01"):
            self.invoice(10, day)
        groups = self.open_items._read_group([("company_id", "=", self.company.id)], ["bucket_id"])
        self.assertEqual(
            [bucket.display_name for [bucket] in groups], ["Not due", "1-30", "31-60", "61-90", "> 120"])

    def test_a_draft_counterpart_takes_nothing(self):
        """A6: posted invoice 10, draft credit note 5 matched with it: 10 are open; also when it takes all of it."""
        for credit in (5, 10):
            invoice = self.invoice(10, "2021-05-01")
            draft = self.invoice(credit, "2021-05-01", move_type="out_refund", post=False)
            self.match(invoice, draft)
            self.assertEqual(self.items(invoice).amount_residual, 10 - credit, "core's own residual knows the draft")
            self.assertEqual(self.rows([("move_id", "in", (invoice | draft).ids)]).mapped("amount_open"), [10.0])

    def test_each_instalment_is_an_item(self):
        move = self.invoice(100, "2021-06-01", due=self.instalments)
        rows = self.rows([("move_id", "=", move.id)])
        self.assertEqual(rows.mapped("days_late"), [14, -16])
        self.assertEqual(rows.mapped("is_overdue"), [True, False])
        self.assertEqual(rows.mapped("amount_open"), [50.0, 50.0])
        self.assertEqual(rows.move_line_id, self.items(move))

    def test_contact_and_customer(self):
        move = self.invoice(100, "2021-06-01", partner=self.contact)
        row = self.rows([("move_id", "=", move.id)])
        self.assertEqual((row.commercial_partner_id, row.partner_id), (self.customer, self.contact))
        self.assertEqual(self.rows([("partner_id.parent_id", "!=", False)]), row)

    def test_the_day_is_the_companys(self):
        """At 23:30 in London it is the next day further east and still the same day further west, whoever asks."""
        move = self.invoice(10, "2021-07-14", due="2021-07-15")
        with freeze_time("2021-07-15 23:30:00"):
            for zone, days in (("Pacific/Kiritimati", 1), ("UTC", 0), ("Etc/GMT+12", 0)):
                self.company.partner_id.tz = zone
                self.env.flush_all()
                self.env.invalidate_all()
                row = self.open_items.with_context(tz="Asia/Tokyo").search([("move_id", "=", move.id)])
                self.assertEqual(row.days_late, days, zone)
                self.assertEqual(move.ar_days_late, days, zone)
                overdue = self.env["account.move"].search([("ar_days_late", ">", 0), ("id", "=", move.id)])
                self.assertEqual(bool(overdue), days > 0, zone)

    def test_another_bucket_set(self):
        self.company.ar_bucket_set_id = self.env["ar.bucket.set"].create(
            {"name": "of one's own", "limits": "7, 14", "limits_before": "5"})
        for day in ("2021-07-01", "2021-07-25", "2021-07-16"):
            self.invoice(10, "2021-07-01", due=day)
        self.assertEqual(
            self.rows().mapped("bucket_id.display_name"), ["8-14", "Due in 0-5 days", "Due in > 5 days"])

    def test_opens_the_document(self):
        move = self.invoice(10, "2021-07-01")
        action = self.rows().action_open_document()
        self.assertEqual((action["res_model"], action["res_id"]), ("account.move", move.id))

    def test_nothing_of_another_company(self):
        other = self.setup_other_company()["company"]
        self.env.user.company_ids |= other
        mine = self.invoice(10, "2021-07-01")
        theirs = self.init_invoice(
            "out_invoice", self.customer, "2021-07-01", post=True, amounts=[20], company=other)
        user = new_test_user(
            self.env, "of_one_company", groups="ar_specialist.group_specialist", company_id=self.company.id)
        items = self.open_items.with_user(user)
        self.assertEqual(items.search([]).move_id, mine)
        self.assertFalse(items.search([("move_id", "=", theirs.id)]))
        with self.assertRaises(MissingError):
            items.browse(self.items(theirs).ids).mapped("amount_open")
        both = self.open_items.with_context(allowed_company_ids=[self.company.id, other.id])
        self.assertEqual(both.search([("move_id", "in", (mine | theirs).ids)]).move_id, mine | theirs)

    def test_who_reads(self):
        self.invoice(10, "2021-07-01")
        for groups in (
            "ar_specialist.group_specialist", "account.group_account_readonly", "account.group_account_invoice",
        ):
            user = new_test_user(self.env, groups.split(".")[1], groups=groups, company_id=self.company.id)
            items = self.open_items.with_user(user).search([])
            self.assertEqual(items.mapped("amount_open"), [10.0], groups)
            self.assertEqual(items.bucket_id.display_name, "1-30")
            with self.assertRaises(AccessError):
                items.unlink()
        bare = new_test_user(self.env, "bare", groups="base.group_user", company_id=self.company.id)
        with self.assertRaises(AccessError):
            self.open_items.with_user(bare).search([])
