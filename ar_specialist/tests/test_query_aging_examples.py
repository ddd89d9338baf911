from odoo.tests import tagged

from .common import STANDARD_LABELS, ReceivablesCommon


@tagged("-at_install", "post_install")
class TestAgingExamples(ReceivablesCommon):
    """Published calculations, by the numbers they are known by in this project."""

    def test_a1_part_payments_keep_their_bucket(self):
        """A1: 10,000 due 28 Feb 2017, 4,500 paid before: 5,500 open, 35 days late on 4 Apr 2017."""
        invoice = self.invoice(10000, "2016-11-30", "2017-02-28")
        for amount, day in [(1500, "2016-11-09"), (1000, "2016-11-30"), (2000, "2017-01-30")]:
            self.match(invoice, self.entry(-amount, day))
        report = self.aging("2017-04-04")
        self.assertAging(report, {"31-60": 5500.0})
        self.assertEqual(report.total, self.ledger_balance("2017-04-04"))
        [row] = report.rows
        self.assertEqual((row.key, row.total, row.credits), (self.customer, 5500.0, 0.0))

    def test_a1_before_the_last_part_payment(self):
        invoice = self.invoice(10000, "2016-11-30", "2017-02-28")
        for amount, day in [(1500, "2016-11-09"), (1000, "2016-11-30"), (2000, "2017-01-30")]:
            self.match(invoice, self.entry(-amount, day))
        self.assertAging(self.aging("2017-01-29"), {"Not due": 7500.0})
        # On 9 November the payment of 1,500 stands alone; the invoice comes three weeks later.
        self.assertEqual(self.aging("2016-11-09").total, -1500.0)
        self.assertEqual(self.aging("2016-11-08").rows, [])

    def test_a2_as_of_a_day_before_the_payment(self):
        """A2: invoice of 30 Apr 2020 paid on 30 Jun: fully open on 31 May."""
        self.match(self.invoice(500, "2020-04-30"), self.entry(-500, "2020-06-30"))
        self.assertAging(self.aging("2020-05-31"), {"31-60": 500.0})
        self.assertAging(self.aging("2020-06-29"), {"31-60": 500.0})
        self.assertEqual(self.aging("2020-06-30").rows, [])

    def test_a3_the_day_of_the_click_does_not_matter(self):
        """A3: both entries lie before 31 Jan, they were matched in March: closed on 31 Jan."""
        invoice, payment = self.invoice(300, "2021-01-01"), self.entry(-300, "2021-01-20")
        apart = self.aging("2021-01-31", credits_apart=True)
        self.assertAging(apart, {"1-30": 300.0, "Unapplied": -300.0})
        self.match(invoice, payment)
        self.assertEqual(self.aging("2021-01-31").rows, [])
        self.assertAging(self.aging("2021-01-19"), {"1-30": 300.0})

    def test_a4_the_columns_add_up(self):
        """A4: limits 15/30/60, ten items of 10, 1 to 100 days late: 100 in all, in every column what belongs there."""
        days = [1, 12, 23, 34, 45, 56, 67, 78, 89, 100]
        for late in days:
            self.entry(10, "2023-01-01", due=self.day("2023-06-30", -late))
        bucket_set = self.env["ar.bucket.set"].create({"name": "A4", "limits": "15/30/60"})
        report = self.aging("2023-06-30", bucket_set=bucket_set)
        self.assertEqual(report.labels, ["Not due", "1-15", "16-30", "31-60", "> 60"])
        self.assertEqual(report.totals, [0.0, 20.0, 10.0, 30.0, 40.0])
        self.assertEqual(report.total, 100.0)

    def test_a5_one_edge_rule(self):
        """A5: 30, 60, 90, 120 days late belong to the periods that end there; a day more to the next."""
        for late, label in [
            (0, "Not due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"),
            (91, "91-120"), (120, "91-120"), (121, "> 120"),
        ]:
            item = self.entry(10, "2023-01-01", due=self.day("2023-12-31", -late))
            report = self.aging("2023-12-31", domain=[("id", "=", item.id)])
            self.assertEqual(report.labels, STANDARD_LABELS)
            self.assertAging(report, {label: 10.0})

    def test_a6_drafts_never_count(self):
        """A6: posted invoice of 10, draft credit note of 5 matched with it: 10, as in the trial balance."""
        invoice = self.invoice(10, "2022-03-01")
        draft = self.invoice(5, "2022-03-02", move_type="out_refund", post=False)
        self.match(invoice, draft)
        self.assertEqual(self.items(invoice).amount_residual, 5.0, "core's own residual knows the draft")
        for day in ("2022-03-01", "2022-03-02", "2022-12-31"):
            for route in ("backward", "forward"):
                with self.route(route):
                    self.assertEqual(self.aging(day).total, 10.0, (day, route))
        self.assertEqual(self.ledger_balance("2022-12-31"), 10.0)
        draft.action_post()
        self.assertEqual(self.aging("2022-03-01").total, 10.0)
        self.assertEqual(self.aging("2022-03-02").total, self.ledger_balance("2022-03-02"))
