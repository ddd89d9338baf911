from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOff(WriteOffCommon):
    """Asked for, approved by somebody else, booked and reconciled in one step, undone without a trace."""

    def test_within_the_limit(self):
        bill = self.invoice(25, "2024-01-01")
        write_off = self.ask(bill, date="2024-02-01")
        self.assertEqual((write_off.state, write_off.amount, write_off.currency_id), ("draft", 25.0, bill.currency_id))
        write_off.action_request()
        self.assertEqual((write_off.state, write_off.requested_by_id, write_off.decided_by_id),
                         ("posted", self.specialist, self.specialist))
        entry = write_off.move_id
        self.assertEqual((entry.state, str(entry.date)), ("posted", "2024-02-01"))
        self.assertEqual(self.balances(entry), {self.loss: 25.0, self.items(bill).account_id: -25.0})
        self.assertEqual((bill.amount_residual, bill.payment_state), (0.0, "paid"))
        self.assertEqual(self.env["ar.write.off"]._posted_between(
            self.company, self.day("2024-02-01"), self.day("2024-02-01")), write_off)
        self.assertFalse(self.env["ar.write.off"]._posted_between(
            self.company, self.day("2024-02-02"), self.day("2024-02-28")))
        with self.refused("already"):
            write_off.action_request()

    def test_over_the_limit(self):
        bill = self.invoice(25.01, "2024-01-01")
        write_off = self.ask(bill)
        write_off.action_request()
        self.assertEqual((write_off.state, bill.amount_residual), ("requested", 25.01))
        self.assertEqual(write_off.activity_ids.user_id, self.manager)
        with self.refused("approved by receivables managers", AccessError):
            write_off.action_approve()
        write_off.with_user(self.manager).action_approve()
        self.assertEqual((write_off.state, write_off.decided_by_id, bill.amount_residual),
                         ("posted", self.manager, 0.0))
        self.assertFalse(write_off.activity_ids)

    def test_two_requests_do_not_go_around_the_limit(self):
        """The limit is of a document: 20 and 20 of it are more than 25."""
        bill = self.invoice(100, "2024-01-01")
        self.ask(bill, amount=20.0).action_request()
        second = self.ask(bill, amount=20.0)
        second.action_request()
        self.assertEqual(second.state, "requested")

    def test_limit_of_a_person(self):
        limits = self.env["ar.write.off.limit"]
        limits.create({"company_id": self.company.id, "user_id": self.specialist.id, "amount": 60.0})
        limits.create({"company_id": self.company.id, "user_id": self.manager.id, "amount": 80.0})
        within = self.ask(self.invoice(60, "2024-01-01"))
        within.action_request()
        self.assertEqual(within.state, "posted")
        over = self.ask(self.invoice(80.01, "2024-01-01"))
        over.action_request()
        with self.refused("over your own limit", AccessError):
            over.with_user(self.manager).action_approve()
        over.with_user(self.chief).action_approve()
        self.assertEqual(over.decided_by_id, self.chief)

    def test_four_eyes(self):
        """What always needs approval is not approved by whoever asks, manager or not."""
        self.reasons["none"].needs_approval = True
        write_off = self.ask(self.invoice(1, "2024-01-01"), user=self.manager)
        write_off.action_request()
        self.assertEqual(write_off.state, "requested")
        self.assertTrue(write_off.activity_ids.user_id not in self.manager)
        with self.refused("asked for .* yourself", AccessError):
            write_off.action_approve()
        write_off.with_user(self.chief).action_approve()
        self.assertEqual(write_off.state, "posted")

    def test_refused_and_asked_again(self):
        bill = self.invoice(100, "2024-01-01")
        write_off = self.ask(bill)
        write_off.action_request()
        with self.refused("waits on another"):
            self.ask(bill).action_request()
        self.env["ar.write.off.refusal"].with_user(self.manager).create(
            {"write_off_ids": write_off.ids, "reason": "They will pay"}).action_refuse()
        self.assertEqual(
            (write_off.state, write_off.refusal, bill.amount_residual), ("refused", "They will pay", 100.0))
        self.assertFalse(write_off.activity_ids)
        write_off.action_draft()
        write_off.line_ids.amount = 10.0
        write_off.action_request()
        self.assertEqual((write_off.state, bill.amount_residual), ("posted", 90.0))

    def test_nothing_changes_once_asked(self):
        write_off = self.ask(self.invoice(100, "2024-01-01"))
        write_off.action_request()
        with self.refused("stays as it was asked"):
            write_off.line_ids.amount = 5.0
        with self.refused("stays as it was asked"):
            write_off.note = "x"
        with self.refused("by the buttons"):
            write_off.state = "approved"
        with self.refused("is kept"):
            write_off.unlink()
        with self.refused("stays as it was asked"):
            write_off.line_ids.unlink()

    def test_refused_before_it_is_asked(self):
        bill = self.invoice(10, "2024-01-01")
        with self.refused("10.01 of .* can't be written off: .*10.00 are open"):
            self.ask(bill, amount=10.01).action_request()
        with self.refused("can't be written off"):
            self.ask(bill, amount=-1.0).action_request()
        with self.refused("day to come"):
            self.ask(bill, date="2199-01-01").action_request()
        with self.refused("choose a reason"):
            write_off = self.ask(bill)
            write_off.reason_id = False
            write_off.action_request()
        with self.refused("begins with its items"):
            self.env["ar.write.off"].with_user(self.specialist).create({})
        with self.refused("credits are no loss"):
            self.env["ar.write.off"].with_user(self.specialist)._ask(self.paid(5))
        self.company.ar_writeoff_account_id = False
        with self.refused("no account for write-offs"):
            self.ask(bill).action_request()

    def test_paid_meanwhile(self):
        """Between asking and approving half was paid: nothing is booked."""
        bill = self.invoice(100, "2024-01-01")
        write_off = self.ask(bill)
        write_off.action_request()
        self.match(bill, self.paid(50))
        with self.refused("50.00 are open"):
            write_off.with_user(self.manager).action_approve()
        self.assertEqual(write_off.state, "requested")
        self.assertFalse(write_off.move_id)

    def test_several_customers_and_currencies(self):
        """Items of two customers and two currencies are asked for apart."""
        items = self.items(
            self.invoice(10, "2024-01-01") + self.invoice(20, "2024-01-01")
            + self.invoice(30, "2024-01-01", partner=self.other_customer)
            + self.invoice(40, "2024-01-01", currency_id=self.foreign.id))
        drafts = self.ask(items)
        self.assertEqual(
            sorted((one.partner_id.name, one.currency_id.name, one.amount) for one in drafts),
            [("partner_a", "EUR", 40.0), ("partner_a", "USD", 30.0), ("partner_b", "USD", 30.0)])
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            drafts[0].line_ids[0].move_line_id = self.items(
                self.invoice(1, "2024-01-01", partner=self.other_customer))

    def test_foreign_currency(self):
        """40 euros at the rate of the invoice are 20 dollars; 10 of them are 5, whatever the rate is by now."""
        bill = self.invoice(40, "2024-01-01", currency_id=self.foreign.id)
        self.foreign.rate_ids = [(0, 0, {"name": "2024-02-01", "rate": 4.0, "company_id": self.company.id})]
        write_off = self.written_off(bill, amount=10.0, date="2024-02-01")
        self.assertEqual((write_off.amount, write_off.amount_company), (10.0, 5.0))
        self.assertEqual(self.balances(write_off.move_id)[self.loss], 5.0)
        self.assertEqual(bill.amount_residual, 30.0)
        self.assertFalse(self.items(bill).matched_credit_ids.exchange_move_id)

    def test_account_of_the_reason(self):
        account = self.loss.copy({"code": "650099", "name": "Insolvencies"})
        self.reasons["none"].with_company(self.company).account_id = account
        write_off = self.written_off(self.invoice(10, "2024-01-01"))
        self.assertIn(account, self.balances(write_off.move_id))

    def test_undone(self):
        bill, other = self.taxed(100), self.taxed(200)
        bill.ar_stage_id = self.env.ref("ar_specialist.stage_chasing")
        before = self.balances(*self.env["account.move"].search([("company_id", "=", self.company.id)]))
        write_off = self.written_off(bill + other, "now")
        with self.refused("What was approved is undone", AccessError):
            write_off.with_user(self.specialist).action_reverse()
        write_off.with_user(self.chief).action_reverse()
        self.assertEqual((write_off.state, write_off.reversed_by_id), ("reversed", self.chief))
        self.assertEqual((bill.amount_residual, other.amount_residual), (115.0, 230.0))
        after = self.balances(*self.env["account.move"].search([("company_id", "=", self.company.id)]))
        self.assertEqual(after, before)
        self.assertEqual(self.boxes(write_off.move_id, write_off.move_id.reversal_move_ids)[0], {})
        with self.refused("is not in the books"):
            write_off.action_reverse()
        self.written_off(bill)

    def test_stage(self):
        """An invoice given up as a whole is “Written off”, and its customer when nothing else is open."""
        chasing = self.env.ref("ar_specialist.stage_chasing")
        gone = self.env.ref("ar_specialist.stage_written_off")
        bill, part = self.invoice(10, "2024-01-01"), self.invoice(20, "2024-01-01")
        (bill + part).ar_stage_id = chasing
        account = self.env["ar.account"]._for(self.customer, self.company)
        first = self.written_off(bill)
        half = self.written_off(part, amount=5.0)
        self.assertEqual((bill.ar_stage_id, part.ar_stage_id, account.stage_id), (gone, chasing, chasing))
        rest = self.written_off(part)
        self.assertEqual((part.ar_stage_id, account.stage_id), (gone, gone))
        rest.action_reverse()
        self.assertEqual((part.ar_stage_id, account.stage_id), (chasing, chasing))
        (first + half).action_reverse()
        self.assertEqual(bill.ar_stage_id, chasing)

    def test_unreconciled_by_hand(self):
        """Who takes the reconciliation apart without undoing finds the invoice where it was."""
        bill = self.invoice(10, "2024-01-01")
        self.written_off(bill)
        self.items(bill).remove_move_reconcile()
        self.assertFalse(bill.ar_stage_id)

    def test_opening_and_figures(self):
        bill = self.invoice(10, "2024-01-01")
        account = self.env["ar.account"]._for(self.customer, self.company).with_user(self.specialist)
        action = account.action_write_off()
        draft = self.env["ar.write.off"].browse(action["res_id"])
        self.assertEqual(draft.line_ids.move_id, bill)
        draft.reason_id = self.reasons["none"]
        draft.with_user(self.specialist).action_request()
        self.assertEqual((account.write_off_count, account.amount_written_off), (1, 10.0))
        self.assertIn(draft.move_id.id, draft.action_open_entries()["domain"][0][2])
        item = self.env["ar.open.item"].search([("move_id", "=", self.invoice(5, "2024-01-01").id)])
        self.assertEqual(item.with_user(self.specialist).action_write_off()["res_model"], "ar.write.off")

    def test_dispute_sees_it(self):
        bill = self.invoice(100, "2024-01-01")
        dispute = self.env["ar.dispute"].create({"move_line_ids": self.items(bill).ids, "amount": 30.0})
        self.written_off(bill)
        self.assertEqual((dispute.state, dispute.amount_written_off), ("resolved", 30.0))
