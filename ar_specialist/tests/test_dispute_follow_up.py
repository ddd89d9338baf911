from odoo.tests import tagged

from .follow_up_common import FollowUpCommon

DAY = "2024-01-25"


@tagged("-at_install", "post_install")
class TestDisputeFollowUp(FollowUpCommon):
    """Only the contested part of an item leaves follow-ups, only while the case is open; an inquiry stops nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bill = cls.invoice(100, "2024-01-15")
        cls.item = cls.items(cls.bill)

    def dispute(self, items=None, **values):
        return self.env["ar.dispute"].create({"move_line_ids": (items or self.item).ids, **values})

    def reminded(self, day=DAY):
        """Return (reasons, amount) of the day's notice, which is dropped again."""
        notice = self.plan(day).notice_ids
        found = notice.reason_codes or [], notice.amount
        notice.run_id.action_cancel()
        return found

    def test_contested_part(self):
        self.assertEqual(self.reminded(), ([], 100.0))
        dispute = self.dispute(amount=30.0)
        self.assertEqual(self.reminded(), ([], 70.0))
        dispute.action_cancel()
        self.assertEqual(self.reminded(), ([], 100.0))

    def test_contested_as_a_whole(self):
        dispute = self.dispute()
        self.assertEqual(self.reminded()[0], ["disputed"])
        dispute._drop_rest()
        self.assertEqual(dispute.resolution, "rejected")
        self.assertEqual(self.reminded(), ([], 100.0))

    def test_partly_paid(self):
        """100, 30 contested, 50 paid: 20 are asked for; 80 paid: nothing, the 20 left are contested."""
        self.dispute(amount=30.0)
        self.match(self.item, self.entry(-50, "2024-01-20"))
        self.assertEqual(self.reminded(), ([], 20.0))
        self.match(self.item, self.entry(-30, "2024-01-20"))
        self.assertEqual(self.reminded()[0], ["disputed"])

    def test_inquiry(self):
        self.dispute(kind="inquiry")
        self.assertEqual(self.reminded(), ([], 100.0))

    def test_foreign_currency(self):
        """Two euros for a dollar: 40 of 200 contested keep 20 of 100 back."""
        self.match(self.bill, self.entry(-100, "2024-01-16"))
        item = self.items(self.invoice(200, "2024-01-15", currency_id=self.foreign.id))
        self.dispute(item, amount=40.0)
        self.assertEqual(self.reminded(), ([], 80.0))
        self.assertEqual(self.env["ar.account"]._ar_kept_back(item, self.day(DAY)), {item.id: {"disputed": 20.0}})

    def test_on_the_account(self):
        """Of overdue items and open disputes only."""
        ahead = self.items(self.invoice(50, "2024-01-15", due="2199-01-01"))
        account = self.account()
        self.assertEqual((account.amount_disputed, account.dispute_count), (0.0, 0))
        first = self.dispute(amount=30.0)
        self.dispute(ahead, amount=10.0)
        self.dispute(kind="inquiry")
        account.invalidate_recordset()
        self.assertEqual((account.amount_disputed, account.dispute_count), (30.0, 3))
        self.assertEqual(len(account.dispute_ids), 3)
        first.action_cancel()
        account.invalidate_recordset()
        self.assertEqual((account.amount_disputed, account.dispute_count), (0.0, 2))

    def test_nothing_of_another_company(self):
        other = self.setup_other_company()
        account = self.account(company=other["company"])
        self.dispute(amount=30.0)
        self.assertEqual((account.amount_disputed, account.dispute_count), (0.0, 0))

    def test_queries_do_not_grow(self):
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            bills = self.env["account.move"].concat(*(
                self.invoice(10, "2024-01-15", partner=partner, post=False) for partner in partners))
            bills.action_post()
            items = self.items(bills)
            for item in items:
                self.dispute(item, amount=4.0)
            accounts = self.env["ar.account"]._for_many(partners, self.company)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts.read(["amount_disputed", "dispute_count", "dispute_ids"])
            self.env["ar.account"]._ar_kept_back(items, self.day(DAY))
            return self.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(5), queries(30))
