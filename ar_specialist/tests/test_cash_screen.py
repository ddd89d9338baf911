from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashScreen(CashCommon):
    """What Cash Application shows: queues that add up, one payment with its reasons, items and differences."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "auditor", "biller", "salesperson")
        cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.bill = cls.invoice(100, "2024-05-01", "2024-05-31")
        cls.item = cls.items(cls.bill)
        cls.item_number = cls.bill.name

    def queue(self, name="waiting", user=None, **options):
        return self.payments.with_user(user or self.specialist).screen_queue(name, **options)

    def shown(self, payment, user=None):
        return payment.with_user(user or self.specialist).screen_payment()

    def test_queues_add_up(self):
        before = self.queue()["heads"]
        self.received(100, self.item_number, "Azure Interior")
        self.received(50, self.item_number, "Azure Interior")
        self.received(7, "", "Nobody known")
        heads = self.queue()["heads"]
        four = ("unidentified", "check", "ready", "unapplied")
        self.assertEqual(heads["waiting"]["count"], before["waiting"]["count"] + 3)
        self.assertEqual(sum(heads[queue]["count"] for queue in four), heads["waiting"]["count"])
        sums = {queue: {one["currency_id"]: one["amount"] for one in heads[queue]["sums"]} for queue in heads}
        currency = self.company.currency_id.id
        self.assertAlmostEqual(
            sum(sums[queue].get(currency, 0) for queue in four), sums["waiting"][currency], places=2)
        self.assertEqual(heads["unidentified"]["count"], before["unidentified"]["count"] + 1)

    def test_rows_and_search(self):
        payment = self.received(100, f"Rechnung {self.item_number}", "Azure Interior")
        other = self.received(77.7, "something else", "Nobody known")
        found = {text: [row["id"] for row in self.queue(search=text)["rows"]] for text in (
            "azure", self.item_number, "77,70", "77.7", "no such thing")}
        self.assertIn(payment.id, found["azure"])
        self.assertIn(payment.id, found[self.item_number])
        self.assertEqual((found["77,70"], found["77.7"]), ([other.id], [other.id]))
        self.assertEqual(found["no such thing"], [])
        page = self.queue(order="-amount", offset=1, limit=1)
        self.assertEqual((len(page["rows"]), page["offset"]), (1, 1))
        self.assertGreaterEqual(page["count"], 2)

    def test_one_payment(self):
        payment = self.received(60, f"Payment of {self.item_number}", "Azure Interior")
        seen = self.shown(payment)
        [item] = [item for item in seen["items"] if item["ticked"]]
        self.assertEqual((item["id"], item["amount"], item["left"]), (self.item.id, 60, 40))
        self.assertEqual(seen["sums"], {"payment": 60, "applied": 60, "payment_left": 0, "items_left": 40})
        self.assertEqual([rest["key"] for rest in seen["rests"]], ["keep_open", "dispute", "write_off", "deduct"])
        self.assertEqual(seen["rest_default"], "keep_open")
        self.assertIn(self.item_number, seen["marks"])
        self.assertEqual(seen["customer"]["name"], "Azure Interior")
        self.assertTrue(any(reason["code"] == "short" and reason["against"] for reason in seen["reasons"]))

    def test_more_than_the_items(self):
        seen = self.shown(self.received(130, self.item_number, "Azure Interior"))
        self.assertEqual((seen["sums"]["payment_left"], seen["sums"]["items_left"]), (30, 0))
        self.assertEqual([rest["key"] for rest in seen["rests"]], ["on_account", "refund"])

    def test_queries_do_not_grow(self):
        def queries(count):
            for number in range(count):
                self.bank_line(10 + number, f"text {number}", f"Payer {number}")
            self.payments._collect(self.company)
            self.payments.search([("state", "=", "new")])._propose()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.queue(limit=500)
            return self.cr.sql_log_count - before

        queries(3)
        self.assertEqual(queries(10), queries(60))

    def test_who_may(self):
        payment = self.received(100, self.item_number, "Azure Interior")
        self.assertEqual(self.shown(payment, self.auditor)["id"], payment.id)
        self.assertFalse(self.payments.with_user(self.auditor).screen_start()["may_work"])
        self.assertTrue(self.payments.with_user(self.specialist).screen_start()["may_work"])
        with self.assertRaises(AccessError):
            payment.with_user(self.auditor).screen_remove_item(self.item.id)
        with self.assertRaises(AccessError):
            payment.with_user(self.auditor).screen_apply()
        for user in (self.biller, self.salesperson):
            with self.assertRaises(AccessError):
                self.queue(user=user)

    def test_other_company(self):
        payment = self.received(100, self.item_number, "Azure Interior")
        other = self.company_data_2["company"] if hasattr(self, "company_data_2") else self.env["res.company"].create(
            {"name": "Elsewhere"})
        self.specialist.company_ids |= other
        elsewhere = self.payments.with_user(self.specialist).with_context(allowed_company_ids=other.ids)
        self.assertFalse(elsewhere.screen_queue("waiting")["count"])
        with self.assertRaises(AccessError):
            elsewhere.browse(payment.id).screen_payment()

    def test_figures_of_ages(self):
        payment = self.received(100, "", "Nobody known", day="2024-06-14")
        row = self.env["ar.cash.report"].with_user(self.specialist).search([("payment_id", "=", payment.id)])
        self.assertEqual((row.amount_left, row.state, row.share_payments), (100, "unidentified", 0))
        self.assertGreater(row.days_open, 120)
        self.assertEqual(row.bucket_id, row.bucket_id.bucket_set_id.bucket_ids.sorted("sequence")[-1:])
        with self.assertRaises(UserError):
            payment.with_user(self.specialist).write({"amount": 5})
