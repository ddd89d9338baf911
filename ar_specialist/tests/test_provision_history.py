from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_provision import ProvisionCommon


@freeze_time("2023-12-31")
@tagged("-at_install", "post_install")
class TestProvisionHistory(ProvisionCommon):
    """Loss rates from what became of one's own invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.history = cls.make_matrix(
            name="History", kind="history", history_until="2023-03-31", history_months=3, segment_ids=[
                Command.create({"name": "Special", "domain": f"[('id', '=', {cls.other_customer.id})]"})])
        cls.rest = cls.history.segment_ids.filtered("is_rest")

    def rates(self, segment):
        return [round(100 * rate.rate, 4) for rate in segment.rate_ids.sorted("period")]

    def sell(self, amount, paid, partner=None):
        """Sell `amount` due on 31 March; `paid` are (days late, amount)."""
        sold = self.entry(amount, "2023-03-01", due="2023-03-31", partner=partner, against=self.revenue)
        for late, part in paid:
            self.match(sold, self.entry(-part, self.day("2023-03-31", late), partner=partner))
        return sold

    def test_e2_from_the_ledger(self):
        """E2: of 100,000 sold, 50,000, 27,000, 15,000 and 6,000 were paid in time and in each bucket, 2,000 never."""
        self.sell(100_000, [(0, 50_000), (30, 27_000), (31, 15_000), (90, 6_000)])
        self.history.action_derive()
        self.assertEqual(self.rates(self.rest), [2.0, 4.0, 8.6957, 25.0, 100.0])
        self.assertEqual(self.rest.rate_ids.mapped("reached"), [100_000, 50_000, 23_000, 8_000, 2_000])
        self.assertEqual(self.rest.rate_ids.mapped("paid"), [50_000, 27_000, 15_000, 6_000, 0])
        self.assertEqual(self.rates(self.history.segment_ids - self.rest), [0.0] * 5)
        self.assertEqual(self.history.history_as_of, self.day("2023-12-31"))

    def test_written_off_is_lost_and_credited_was_never_owed(self):
        sold = self.sell(1000, [(0, 500)])
        self.match(sold, self.invoice(300, "2023-04-02", move_type="out_refund"))
        self.lose(sold, 200, "2023-04-10")
        self.sell(5000, [], partner=self.customer)
        with freeze_time("2023-05-15"):
            # 45 days late: the 5,000 may still be paid.
            self.history.action_derive()
        self.assertEqual(self.history.history_undecided, 5000)
        self.assertEqual(self.rest.rate_ids.mapped("reached")[:2], [700, 200])
        self.assertAlmostEqual(self.rest.rate_ids[0].rate, 200 / 700, places=7)
        self.assertEqual(self.rates(self.rest)[1:], [100.0] * 4)

    def test_sales_tax_that_comes_back_is_no_loss(self):
        sold = self.sell(1200, [])
        entry = self.env["account.move"].create({"move_type": "entry", "date": "2023-09-01", "line_ids": [
            Command.create({"account_id": sold.account_id.id, "partner_id": self.customer.id, "balance": -1200}),
            Command.create({"account_id": self.bad_debt.id, "balance": 1000}),
            Command.create({"account_id": self.company_data["default_account_tax_sale"].id, "balance": 200})]})
        entry.action_post()
        self.match(sold, entry)
        self.history.action_derive()
        self.assertAlmostEqual(self.rest.rate_ids[0].rate, 1000 / 1200, places=7)

    def test_by_segment_and_month(self):
        self.sell(1000, [(0, 900)])
        self.sell(1000, [(0, 500)], partner=self.other_customer)
        outside = self.entry(1000, "2022-12-31", due="2022-12-31", against=self.revenue)
        self.assertTrue(outside)
        self.history.action_derive()
        self.assertEqual(self.rates(self.rest)[0], 10.0)
        self.assertEqual(self.rates(self.history.segment_ids - self.rest)[0], 50.0)
        self.history.history_months = 4
        self.history.action_derive()
        self.assertEqual(self.rates(self.rest)[0], 55.0)

    def test_used_by_a_provision(self):
        self.company.ar_provision_matrix_id = self.history
        with self.assertRaisesRegex(UserError, "Derive"):
            self.propose("2023-12-30")
        with self.assertRaisesRegex(UserError, "No invoice"):
            self.history.action_derive()
        self.sell(1000, [(0, 900)])
        self.history.action_derive()
        provision = self.propose("2023-12-30")
        self.assertEqual(provision.amount, 100, "what was never paid stands in the oldest bucket")
        with self.assertRaises(UserError):
            self.history.with_user(self.manager).rate_ids[0].rate = 0.5
