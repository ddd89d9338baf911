from odoo.tests import tagged

from .common_cash import CashCommon


@tagged("-at_install", "post_install")
class TestCashShown(CashCommon):
    """What lists and figures of applied payments show is so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist")
        cls.bills = [cls.invoice(100 * at, "2024-05-01", "2024-05-31") for at in range(1, 6)]

    def applied(self, *bills, short=0.0, automatic=False):
        """Apply a payment of these documents, less `short`; return the application."""
        payment = self.received(
            sum(bill.amount_total for bill in bills) - short, " ".join(bill.name for bill in bills), "Azure Interior")
        batch = self.env["ar.cash.batch"].sudo().create({"company_id": self.company.id, "is_automatic": automatic})
        return payment._apply_ready(batch) if automatic else payment._apply()

    def test_items_and_difference(self):
        whole, short = self.applied(*self.bills[:4]), self.applied(self.bills[4], short=40)
        names = ", ".join(line.item_name for line in whole.line_ids[:3])
        self.assertEqual((whole.items_text, whole.has_difference), (f"{names} and 1 more", False))
        self.assertEqual((short.items_text, short.has_difference), (self.bills[4].name, True))
        self.assertEqual(whole.line_ids[0].action_open_item()["res_id"], whole.line_ids[0].move_line_id.move_id.id)

    def test_day_is_written_as_the_reader_writes_it(self):
        application = self.applied(self.bills[0])
        self.assertNotIn(str(application.date), application.display_name)
        self.assertIn(application.date.strftime("%m/%d/%Y"), application.display_name)

    def test_shares_of_groups(self):
        """Three items and 600 by themselves, one item and 400 by a person: 75 % of the items, 60 % of the money."""
        self.applied(*self.bills[:3], automatic=True)
        self.applied(self.bills[3])
        report = self.env["ar.cash.report"].with_user(self.specialist)
        domain = [("company_id", "=", self.company.id), ("state", "=", "applied")]
        [shares] = report._read_group(
            domain, [], ["share_payments:avg", "share_items:avg", "share_amount:avg", "items_applied:sum"])
        self.assertEqual(shares, (50, 75, 60, 4))
        rate = self.payments._straight_through(self.company, self.company._ar_today(), self.company._ar_today())
        self.assertEqual((rate.per_item, rate.per_amount), (0.75, 0.6))
