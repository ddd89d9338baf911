from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_cash import CashCommon

IBAN = "DE89370400440532013000"


@tagged("-at_install", "post_install")
class TestCashScreenReturns(CashCommon):
    """Money that went out again is decided on the screen, in a queue of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "auditor")
        cls.bill = cls.invoice(100, "2024-05-01", "2024-05-31")
        cls.paid = cls.received(100, cls.bill.name, "Azure Interior", day="2024-06-01", account_number=IBAN)
        cls.paid._apply()

    def back(self, amount=-100.0, text="", **values):
        """Return the payment that a line of the bank by which money went out is, after collecting."""
        line = self.bank_line(amount, text or self.bill.name, "Azure Interior", **{"account_number": IBAN, **values})
        self.payments._collect(self.company)
        found = self.of_line(line)
        found.filtered(lambda one: one.state == "new")._propose()
        return found.with_user(self.specialist)

    def heads(self):
        return self.payments.with_user(self.specialist).screen_queue("waiting")["heads"]

    def test_a_queue_of_its_own_and_totals_that_add_up(self):
        before = self.heads()
        back = self.back()
        self.received(7, "", "Nobody known")
        heads = self.heads()
        self.assertEqual(heads["returns"]["count"], before["returns"]["count"] + 1)
        self.assertEqual(heads["check"]["count"], before["check"]["count"])
        five = ("unidentified", "check", "ready", "unapplied", "returns")
        for figures in ("count", "sums"):
            def figure(queue, figures=figures):
                head = heads[queue]
                return head["count"] if figures == "count" else sum(one["amount"] for one in head["sums"])
            self.assertAlmostEqual(sum(map(figure, five)), figure("waiting"), places=2)
        self.assertEqual(
            [row["id"] for row in back.screen_queue("returns")["rows"] if row["queue"] == "returns"], back.ids)

    def test_a_line_that_the_bank_says_nothing_of(self):
        """No reversal by the bank's word; it is found by account and number, and is on the screen."""
        back = self.back()
        self.assertEqual((back.is_return, back.state, back.amount_left), (True, "check", -100.0))
        seen = back.screen_payment()
        [one] = seen["returned"]["payments"]
        self.assertEqual((one["payment_id"], one["amount"]), (self.paid.id, 100.0))
        self.assertEqual([item["number"] for item in one["items"]], [self.bill.name])
        self.assertEqual(seen["returned"]["left"], 0.0)

    def test_booked_and_undone_there(self):
        back = self.back()
        result = back.screen_book_return(back.screen_payment()["returned"]["ids"])
        self.assertIn(self.bill.name, result["message"])
        self.assertEqual((back.state, self.paid.state, self.bill.amount_residual), ("returned", "returned", 100.0))
        self.assertEqual(self.heads()["returns"]["count"], 0)
        seen = back.screen_payment()
        self.assertTrue(seen["may_take_back"] and seen["returned"]["is_booked"])
        back.screen_take_back()
        self.assertEqual((back.state, self.paid.state, self.bill.amount_residual), ("check", "applied", 0.0))
        self.assertEqual(back.screen_payment()["returned"]["payments"][0]["payment_id"], self.paid.id)

    def test_not_a_return(self):
        """Of the bank's word nothing is known: it is nobody's payment. By the bank's word it stays a return."""
        back = self.back()
        returned = self.env["ar.cash.return"].search([("statement_line_id", "=", back.statement_line_id.id)])
        back.screen_dismiss_return(returned.ids)
        self.assertEqual((back.state, back.is_return, returned.state), ("set_aside", False, "dismissed"))
        self.payments._collect(self.company)
        self.assertEqual(back.state, "set_aside")
        returned.with_user(self.specialist).action_propose_again()
        self.assertEqual((back.state, back.is_return), ("check", True))
        told = self.back(ar_is_reversal=True)
        told.screen_dismiss_return(told.screen_payment()["returned"]["ids"])
        self.assertEqual((told.state, told.is_return), ("check", True))
        self.assertEqual(told.screen_payment()["returned"]["payments"], [])

    def test_of_a_customer_it_waits_as_what_it_is(self):
        back = self.back(partner_id=self.customer.id)
        back.screen_dismiss_return(back.screen_payment()["returned"]["ids"])
        self.assertFalse(back.is_return)
        self.assertEqual(back.partner_id, self.customer)
        self.assertIn(back.state, ("check", "unidentified"))

    def test_unexplained(self):
        back = self.back(-55.0, "WHAT IS THIS", ar_is_reversal=True)
        seen = back.screen_payment()
        self.assertEqual((seen["queue"], seen["returned"]["payments"]), ("returns", []))
        action = back.action_return_another()
        self.assertEqual(action["context"], {"default_statement_line_id": back.statement_line_id.id})
        with self.assertRaisesRegex(UserError, "changed meanwhile"), self.env.cr.savepoint():
            back.screen_book_return([])
        back.screen_set_aside()
        self.assertEqual(back.state, "set_aside")

    def test_not_for_readers_nor_twice(self):
        back = self.back()
        ids = back.screen_payment()["returned"]["ids"]
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            back.with_user(self.auditor).screen_book_return(ids)
        back.screen_book_return(ids)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            back.screen_book_return(ids)
