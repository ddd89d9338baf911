from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_cash_apply import CashApplyCommon


@tagged("-at_install", "post_install")
class TestCashApplyReady(CashApplyCommon):
    """Applying what is ready: many at once, by the scheduled action and by hand, and undoing all of it."""

    def ready(self, number, partner=None, statement=True, amount=100):
        """Return `number` payments that are ready, each for an invoice of its own."""
        make = self.statement_payment if statement else self.credit_payment
        payments = self.env["ar.cash.payment"]
        for _number in range(number):
            item = self.items(self.invoice(amount, "2024-01-01", partner=partner))
            payments += self.allocate(make(amount, partner=partner), (item, amount))
        payments.sudo().write({"state": "ready"})
        return payments

    def batch(self, **values):
        return self.env["ar.cash.batch"].sudo().create({"company_id": self.company.id, **values})

    def test_batch_and_its_undoing(self):
        payments = self.ready(3) + self.ready(3, self.other_customer, statement=False)
        before = self.ledger()
        batch = self.batch(is_automatic=True)
        applications = payments.with_user(self.specialist)._apply_ready(batch)
        self.assertEqual(set(payments.mapped("state")), {"applied"})
        self.assertTrue(all(payments.mapped("is_automatic")))
        self.assertTrue(all(payments.allocation_ids.move_line_id.mapped("reconciled")))
        self.assertEqual((batch.payment_count, batch.item_count, batch.undone_count), (6, 6, 0))
        with self.assertRaises(AccessError):
            batch.with_user(self.specialist).action_undo()
        batch.with_user(self.manager).action_undo()
        self.assertEqual(self.ledger(), before)
        self.assertEqual(set(applications.mapped("state")), {"undone"})
        self.assertEqual(set(payments.mapped("state")), {"check"})
        batch.invalidate_recordset()
        self.assertEqual(batch.undone_count, 6)
        with self.assertRaisesRegex(UserError, "left to undo"):
            batch.action_undo()

    def test_own_batch(self):
        """A specialist undoes what they started."""
        self.ready(2)
        batch, left = self.env["ar.cash.batch"].with_user(self.specialist)._run_by_hand(self.company)
        self.assertEqual((batch.payment_count, left, batch.user_id), (2, 0, self.specialist))
        self.assertFalse(batch.application_ids.payment_id.filtered("is_automatic"))
        batch.action_undo()

    def test_who_is_at_fault(self):
        """One of ten fails in the books: nine are applied, the one is left to a person with the cause."""
        payments = self.ready(10)
        wrong = payments[4]
        self.company.ar_cash_charges_account_id = self.company.ar_cash_tolerance_account_id = False
        wrong.allocation_ids.write({"amount": 90, "charges": 10})
        batch = self.batch()
        applications = payments._apply_ready(batch)
        self.assertEqual(applications.payment_id, payments - wrong)
        self.assertEqual((wrong.state, wrong.allocation_ids.move_line_id.amount_residual), ("check", 100))
        self.assertEqual(batch.refusal_ids.payment_id, wrong)
        self.assertIn("no account for bank charges", batch.refusal_ids.cause)

    def test_not_without_a_person(self):
        """Changed since it was proposed, ambiguous, to choose, undone before: all are left to a person."""
        payments = self.ready(5)
        good, changed, ambiguous, choice, undone = payments
        self.match(changed.allocation_ids.move_line_id, self.entry(-1, "2024-02-01"))
        ambiguous.sudo().ambiguous = True
        choice.sudo().choice = "short"
        undone._apply().action_undo()
        undone.sudo()._set_state("ready")
        batch = self.batch()
        self.assertEqual(payments._apply_ready(batch).payment_id, good)
        self.assertEqual(set((payments - good).mapped("state")), {"check"})
        causes = {refusal.payment_id: refusal.cause for refusal in batch.refusal_ids}
        self.assertRegex(causes[changed], "99.00 open by now")
        self.assertRegex(causes[undone], "applied before and undone")
        self.assertRegex(causes[ambiguous], "choice")

    def test_two_for_one_item(self):
        """Two that together pay one item are both applied; a third that wants the same is left to a person."""
        item = self.items(self.invoice(100, "2024-01-01"))
        payments = self.env["ar.cash.payment"]
        for amount in (60, 40, 40):
            payments += self.allocate(self.statement_payment(amount), (item, amount))
        payments.sudo().write({"state": "ready"})
        batch = self.batch()
        self.assertEqual(payments._apply_ready(batch).payment_id, payments[:2])
        self.assertEqual((payments[2].state, item.amount_residual), ("check", 0))
        self.assertEqual(batch.application_ids.sorted("id").line_ids.mapped("left"), [40, 0])

    def test_busy_customer_stays_ready(self):
        """What somebody else works on is left as it is, for the next time; a person is told in words."""
        mine, busy = self.ready(1), self.ready(1, self.other_customer)
        lock = type(self.env["ar.account"]).try_lock_for_update

        def not_the_other(accounts, **options):
            locked = lock(accounts, **options)
            if accounts._name == "ar.account":
                locked = locked.filtered(lambda account: account.partner_id != self.other_customer)
            return locked

        with patch.object(type(self.env["ar.account"]), "try_lock_for_update", not_the_other):
            batch = self.batch()
            self.assertEqual((mine + busy)._apply_ready(batch).payment_id, mine)
            with self.assertRaisesRegex(UserError, "Somebody else is working"):
                busy._apply()
        self.assertEqual((busy.state, len(batch.refusal_ids)), ("ready", 0))

    def test_queries_do_not_grow(self):
        """More payments take more queries only as rows of core's plan do."""
        def queries(number, statement):
            payments = self.env["ar.cash.payment"]
            for _number in range(number):
                partner = self.env["res.partner"].create({"name": "P"})
                payments += self.ready(1, partner, statement)
            batch = self.batch()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(payments._apply_ready(batch)), number)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        for statement in (True, False):
            queries(2, statement)
            few, many = queries(5, statement), queries(25, statement)
            self.assertLessEqual(many - few, 6, f"{few} for 5, {many} for 25")

    def test_scheduled(self):
        """Lots are committed one by one; what fails once is taken up by the next run."""
        payments = self.ready(5)
        lots = []
        applied = type(self.env["ar.cash.application"])
        book = applied._book

        def counted(applications):
            lots.append(len(applications))
            book(applications)

        with patch("odoo.addons.ar_specialist.models.cash.ar_cash_batch_run.PAYMENTS", 2), \
                patch.object(applied, "_book", counted), \
                patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **options: 60):
            self.assertTrue(self.env["ar.cash.batch"]._run_scheduled(self.company))
        self.assertEqual(lots, [2, 2, 1])
        self.assertEqual(set(payments.mapped("state")), {"applied"})
        batch = payments[0].env["ar.cash.application"].search([("payment_id", "in", payments.ids)]).batch_id
        self.assertEqual((len(batch), batch.is_automatic, batch.payment_count), (1, True, 5))
        self.assertTrue(self.env["ar.cash.batch"]._run_scheduled(self.company), "nothing to do")
