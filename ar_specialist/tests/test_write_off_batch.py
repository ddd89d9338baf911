from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..models.write_off import ar_write_off_batch_run
from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffBatch(WriteOffCommon):
    """Small balances: found, shown, cleared together, taken back together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ar_small_balance_limit = 2.0
        cls.small = cls.invoice(2, "2024-01-01") + cls.invoice(0.5, "2024-01-01", partner=cls.other_customer)
        cls.large = cls.invoice(2.01, "2024-01-01")

    def plan(self, limit=2.0, user=None, **options):
        return self.env["ar.write.off.batch"].with_user(user or self.specialist)._plan(
            self.company, self.company.currency_id, limit, reason=self.reasons["none"], **options)

    def many(self, count):
        partners = self.env["res.partner"].create([{"name": f"Small {number}"} for number in range(count)])
        return [self.invoice(1, "2024-01-01", partner=partner) for partner in partners]

    def test_cleared_and_taken_back(self):
        rest = self.invoice(100, "2024-01-01")
        self.match(rest, self.paid(99))
        batch = self.plan(days_late=30)
        self.assertEqual((batch.state, batch.planned_count, batch.amount), ("planned", 2, 3.5))
        self.assertEqual(self.small[0].amount_residual, 2.0, "nothing is booked yet")
        batch.action_execute()
        self.assertEqual((batch.state, batch.posted_count, batch.failed_count), ("done", 2, 0))
        self.assertEqual((self.small + rest).mapped("amount_residual"), [0.0, 0.0, 0.0])
        self.assertEqual(self.large.amount_residual, 2.01)
        self.assertFalse(self.small.ar_stage_id, "a few cents say nothing about the customer")
        with self.refused("somebody else's", AccessError):
            batch.with_user(self.auditor).action_undo()
        batch.action_undo()
        self.assertEqual((batch.state, batch.reversed_count, batch.posted_count), ("undone", 2, 0))
        self.assertEqual((self.small + rest).mapped("amount_residual"), [2.0, 0.5, 1.0])
        with self.refused("it is undone"):
            batch.action_undo()

    def test_from_the_screen(self):
        self.env.ref("ar_specialist.write_off_reason_small")
        with Form(self.env["ar.write.off.cleanup"].with_user(self.specialist)) as form:
            self.assertEqual(form.limit_amount, 2.0)
            form.limit_amount = 1.0
        action = form.save().action_find()
        batch = self.env["ar.write.off.batch"].browse(action["res_id"]).with_user(self.specialist)
        self.assertEqual(batch.write_off_ids.line_ids.move_id, self.small[1])
        self.assertEqual(batch.action_write_offs()["domain"], [("batch_id", "=", batch.id)])
        batch.action_cancel()
        self.assertEqual((batch.state, batch.write_off_ids), ("cancelled", self.env["ar.write.off"]))
        with self.refused("it is cancelled"):
            batch.action_execute()

    def test_credits(self):
        credit = self.paid(1.5, "2024-01-01")
        self.assertNotIn(credit, self.plan().write_off_ids.line_ids.move_line_id)
        batch = self.plan(with_credits=True)
        self.assertIn(credit, batch.write_off_ids.line_ids.move_line_id)
        batch.action_execute()
        self.assertEqual((batch.state, credit.amount_residual), ("done", 0.0))

    def test_credits_of_one_customer_alone(self):
        """Cleared as income, on the same account."""
        self.small.line_ids.remove_move_reconcile()
        credit = self.entry(-1.5, "2024-01-01", partner=self.env["res.partner"].create({"name": "Overpaid"}))
        self.plan(with_credits=True).action_execute()
        line = self.env["ar.write.off.line"].search([("move_line_id", "=", credit.id)])
        self.assertEqual(self.balances(line.write_off_id.move_id)[self.loss], -1.5)

    def test_left_out(self):
        """Not late enough, disputed, promised, on hold, asked for already, written off up to the limit before."""
        bills = {name: self.invoice(1, "2024-01-01") for name in ("disputed", "held", "asked")}
        self.invoice(1, self.company._ar_today())
        self.env["ar.dispute"].create({"move_line_ids": self.items(bills["disputed"]).ids})
        self.env["ar.hold"].create({
            "account_id": self.env["ar.account"]._for(self.customer, self.company).id,
            "move_line_id": self.items(bills["held"]).id, "reason": "x"})
        self.reasons["now"].needs_approval = True
        self.ask(bills["asked"], "now").action_request()
        before = self.invoice(26, "2024-01-01")
        self.ask(before, amount=25.0).action_request()
        batch = self.plan(days_late=30)
        found = batch.write_off_ids.line_ids.move_id
        names = {bill.id: name for name, bill in {**bills, "before": before}.items()}
        self.assertEqual(found, self.small, [names.get(move.id, move.name) for move in found])
        self.assertEqual(batch.left_out_count, 1)

    def test_limit(self):
        with self.refused("up to .*2.00 in bulk"):
            self.plan(2.01)
        with self.refused("Say up to which"):
            self.plan(0.0)
        self.assertEqual(self.plan(2.01, user=self.manager).planned_count, 2)
        with self.refused("Nothing is open by up to"):
            self.plan(0.01)

    def test_one_that_fails(self):
        """Paid meanwhile: the others are cleared, this one says why it is not."""
        batch = self.plan()
        self.match(self.small[0], self.paid(1))
        batch.action_execute()
        self.assertEqual((batch.state, batch.posted_count, batch.failed_count), ("done", 1, 1))
        failed = batch.write_off_ids.filtered(lambda one: one.state == "refused")
        self.assertIn("1.00 are open", failed.refusal)
        self.assertEqual(self.small[0].amount_residual, 1.0)

    def test_in_the_background(self):
        """More than one lot: woken, gone on with after a stop, and taken back the same way."""
        self.many(5)
        with patch.object(ar_write_off_batch_run, "LOT", 3):
            batch = self.plan()
            batch.action_execute()
            self.assertEqual((batch.state, batch.posted_count), ("running", 0))
            self.assertTrue(self.env["ir.cron.trigger"].sudo().search_count([
                ("cron_id", "=", self.env.ref("ar_specialist.ir_cron_write_off_batch").id)]))
            cron = self.env.ref("ar_specialist.ir_cron_write_off_batch")
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual((batch.state, batch.posted_count, batch.progress), ("done", 7, 100.0))
            self.assertEqual(batch.write_off_ids.decided_by_id, self.specialist)
            batch.action_undo()
            self.assertEqual(batch.state, "undoing")
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual((batch.state, batch.reversed_count, batch.progress), ("undone", 7, 100.0))

    def test_queries_do_not_grow(self):
        """Finding takes as many queries for 60 customers as for 10; booking what posting an entry takes of Odoo."""
        def queries(work):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            work()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        found = {}
        for count in (2, 10, 60):
            self.many(count)
            batches = self.env["ar.write.off.batch"]
            reason = self.reasons["none"]
            found[count] = queries(lambda batches=batches, reason=reason: batches._small_items(
                self.company, self.company.currency_id, 2.0, 0, False) and reason)
        self.assertEqual(found[10], found[60])
        items = batches._small_items(self.company, self.company.currency_id, 2.0, 0, False)
        batch = self.plan(2.0)
        drafts = batch.sudo()._waiting()
        while more := batch.sudo()._waiting(drafts[-1:].id):
            drafts += more
        self.assertEqual(drafts.line_ids.move_line_id, items)
        drafts._set_state("approved")
        self.assertLess(queries(drafts._post) / len(drafts), 12)
