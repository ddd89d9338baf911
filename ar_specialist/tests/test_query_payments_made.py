from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..logic.payment_behaviour import months_until
from ..queries.payments_made import last_payments, paid_by_month
from .common import ReceivablesCommon

TODAY = "2024-03-15"


@tagged("-at_install", "post_install")
class TestPaymentsMade(ReceivablesCommon):
    """How customers pay, against a naive loop over the reconciliations."""

    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.other = cls.env["ar.account"]._for(cls.other_customer, cls.company)

    @classmethod
    def money(cls, amount, day, *bills, partner=None):
        """Enter what came on the bank account, and match it."""
        partner = partner or cls.customer
        move = cls.env["account.move"].create({
            "move_type": "entry", "date": day, "journal_id": cls.company_data["default_journal_bank"].id,
            "line_ids": [
                Command.create({
                    "account_id": partner.property_account_receivable_id.id, "partner_id": partner.id,
                    "balance": -amount,
                }),
                Command.create({"account_id": cls.bank_account.id, "balance": amount}),
            ],
        })
        move.action_post()
        if bills:
            cls.match(*bills, move)
        return move

    def test_by_hand(self):
        """100 due on 31 January: 60 come 10 days late, 40 come 20 days late: 14 late, 44 after the invoice."""
        bill = self.invoice(100.0, "2024-01-01", due="2024-01-31")
        self.money(60.0, "2024-02-10", bill)
        self.money(40.0, "2024-02-20", bill)
        self.assertAlmostEqual(self.account.days_paid_late, 14.0)
        self.assertAlmostEqual(self.account.days_to_pay, 44.0)
        months = {each["month"]: each["days"] for each in self.account.paid_late_by_month if each["days"] is not None}
        self.assertEqual(months, {"2024-02-01": 14.0})
        self.assertEqual(self.account.last_payment_date, self.day("2024-02-20"))
        self.assertEqual(self.account.last_payment_amount, 40.0)
        self.assertEqual((self.other.has_paid, self.other.days_paid_late), (False, 0.0))
        self.assertFalse(self.other.last_payment_date)

    def test_only_money_counts(self):
        """A credit note and a write-off settle without anybody paying; a draft payment has not come."""
        bill = self.invoice(100.0, "2024-01-01")
        self.match(bill, self.invoice(30.0, "2024-02-01", move_type="out_refund"))
        self.match(bill, self.entry(-20.0, "2024-02-01"))
        self.assertFalse(self.account.has_paid)
        self.assertFalse(self.account.last_payment_date)

    def test_paid_before(self):
        """Early is negative; paid before the invoice counts from the invoice's day."""
        bill = self.invoice(100.0, "2024-02-01", due="2024-03-02")
        self.money(100.0, "2024-01-20", bill)
        self.assertEqual((self.account.days_to_pay, self.account.days_paid_late), (0.0, -30.0))

    def test_undone(self):
        bill = self.invoice(100.0, "2024-01-01")
        self.money(100.0, "2024-02-01", bill)
        self.items(bill).remove_move_reconcile()
        self.account.invalidate_recordset()
        self.assertFalse(self.account.has_paid)
        self.assertEqual(self.account.last_payment_amount, 100.0, "it came, and settles nothing")

    def test_against_a_loop(self):
        contacts = self.customer | self.contact | self.other_customer
        for number in range(24):
            partner = contacts[number % 3]
            day = self.day("2023-01-10", shift=number * 17)
            bill = self.invoice(100.0 + number, day, due=self.day(str(day), shift=14), partner=partner)
            for part in range(1 + number % 3):
                paid = self.day(str(day), shift=5 + 9 * number % 40 + part * 7)
                self.money(20.0 + part, paid, bill, partner=partner)
        accounts, since = self.account | self.other, months_until(self.day(TODAY))[0]
        found = paid_by_month(self.env, accounts.ids, since)
        self.assertEqual(
            {account: sorted(tuple(row) for row in rows) for account, rows in found.items()},
            {account.id: self.naive(account, since) for account in accounts})
        for account in accounts:
            self.assertEqual(last_payments(self.env, accounts.ids)[account.id], self.naive_last(account))

    def naive(self, account, since):
        months = {}
        items = self.env["account.move.line"].search([
            ("partner_id", "child_of", account.partner_id.id), ("account_type", "=", "asset_receivable")])
        for partial in items.matched_credit_ids:
            if partial.max_date >= since and partial.credit_move_id.journal_id.type == "bank":
                item = partial.debit_move_id
                row = months.setdefault(partial.max_date.replace(day=1), [0.0, 0.0, 0.0])
                row[0] += partial.amount
                row[1] += partial.amount * (partial.max_date - item.invoice_date).days
                row[2] += partial.amount * (partial.max_date - item.date_maturity).days
        return sorted((month, *row) for month, row in months.items())

    def naive_last(self, account):
        lines = self.env["account.move.line"].search([
            ("partner_id", "child_of", account.partner_id.id), ("account_type", "=", "asset_receivable"),
            ("journal_id.type", "=", "bank"), ("balance", "<", 0)])
        day = max(lines.mapped("date"))
        return day, -sum(lines.filtered(lambda line: line.date == day).mapped("balance"))

    def test_queries_do_not_grow(self):
        ids = (self.account | self.other).ids
        for count in (10, 200):
            with self.assertQueryCount(1):
                paid_by_month(self.env, ids * count, self.day("2023-04-01"))
            with self.assertQueryCount(1):
                last_payments(self.env, ids * count)

    def test_another_company(self):
        bill = self.invoice(100.0, "2024-01-01")
        self.money(100.0, "2024-02-01", bill)
        other = self.setup_other_company()["company"]
        theirs = self.env["ar.account"]._for(self.customer, other)
        self.assertFalse(theirs.has_paid)
        self.assertFalse(theirs.last_payment_date)
