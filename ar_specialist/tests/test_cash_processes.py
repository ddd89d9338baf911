import signal

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_processes import ProcessesCase

RUN = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.cash import ar_cash_batch_run
ar_cash_batch_run.PAYMENTS = 2
lines = type(env["account.move.line"])
{killed}
env["ar.cash.batch"]._run_scheduled(env.ref("base.main_company"))
env.cr.commit()
"""
NUMBER = 5


@tagged("-at_install", "post_install")
class TestCashProcesses(ProcessesCase):
    """Payments applied by several at once, and by processes that die on the way: each once, no item twice."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            partners = env["res.partner"].create([{"name": f"Payer {number}"} for number in range(NUMBER)])
            self.partners = partners.ids
            bills = self.invoices(env, partners, 100.0)
            self.items = [
                bill.line_ids.filtered(lambda line: line.account_type == "asset_receivable").id for bill in bills]
            self.payments = [self.payment(env, item) for item in self.items]

    def payment(self, env, item):
        """Make a payment of 100, ready to be applied to an item."""
        company = self.company_of(env)
        item = env["account.move.line"].browse(item)
        journal = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
        line = env["account.bank.statement.line"].create({
            "journal_id": journal.id, "date": "2024-02-01", "payment_ref": item.move_name, "amount": 100.0})
        account = env["ar.account"]._for(item.partner_id, company)
        return env["ar.cash.payment"].create({
            "company_id": company.id, "partner_id": item.partner_id.id, "account_id": account.id, "amount": 100.0,
            "amount_left": 100.0, "state": "ready", "journal_id": journal.id, "statement_line_id": line.id,
            "currency_id": item.currency_id.id, "date": "2024-02-01", "customer_by": "source", "score": 100,
            "allocation_ids": [Command.create({"move_line_id": item.id, "open_amount": 100.0, "amount": 100.0})],
        }).id

    def clean(self):
        with self.environment() as env:
            partners = env["res.partner"].browse(self.partners)
            payments = env["ar.cash.payment"].search([("partner_id", "in", partners.ids)])
            env["ar.cash.application"].search(
                [("payment_id", "in", payments.ids), ("state", "=", "applied")], order="id desc").action_undo()
            batches = env["ar.cash.application"].search([("payment_id", "in", payments.ids)]).batch_id
            lines = payments.statement_line_id
            payments.with_context(force_delete=True).unlink()
            lines.move_id.button_draft()
            lines.with_context(force_delete=True).unlink()
            batches.unlink()
            self.take_away(env, partners)

    def found(self):
        """Return (states of the payments, how often each was applied, what is open of each item)."""
        with self.environment() as env:
            payments = env["ar.cash.payment"].browse(self.payments)
            applied = [
                env["ar.cash.application"].search_count([("payment_id", "=", payment.id)]) for payment in payments]
            items = env["account.move.line"].browse(self.items)
            return payments.mapped("state"), applied, items.mapped("amount_residual")

    def test_one_item_wanted_by_two(self):
        """Two payments for one item, applied at the same moment: it is paid once, the other one is told."""
        with self.environment() as env:
            rival = self.payment(env, self.items[0])
        told = []

        def apply(payment):
            def work(env):
                try:
                    with env.cr.savepoint():
                        env["ar.cash.payment"].browse(payment)._apply()
                except UserError as error:
                    told.append(str(error))
            return work

        self.at_once(apply(self.payments[0]), apply(rival))
        with self.environment() as env:
            states = env["ar.cash.payment"].browse([self.payments[0], rival]).mapped("state")
            item = env["account.move.line"].browse(self.items[0])
            self.assertEqual(sorted(states), ["applied", "ready"])
            self.assertEqual((item.amount_residual, len(item.matched_credit_ids)), (0.0, 1))
        self.assertEqual(len(told), 1)
        self.assertRegex(told[0], "Somebody else is working|has only")

    def test_one_payment_applied_by_two(self):
        told = []

        def work(env):
            try:
                with env.cr.savepoint():
                    env["ar.cash.payment"].browse(self.payments[0])._apply()
            except UserError as error:
                told.append(str(error))

        self.at_once(work, work)
        states, applied, residuals = self.found()
        self.assertEqual((states[0], applied[0], residuals[0], len(told)), ("applied", 1, 0.0, 1))

    def test_two_runs_at_once(self):
        """What one run has locked the other leaves; after both each payment is applied once."""
        def work(env):
            env["ar.cash.batch"]._run_scheduled(self.company_of(env))

        self.at_once(work, work)
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(), (["applied"] * NUMBER, [1] * NUMBER, [0.0] * NUMBER))

    def test_killed_on_the_way(self):
        """Killed while reconciling or before a commit of the second lot: the first is there, then all of it, once."""
        for killed, done in (
                ('kill_at(lines, "_ar_settle", 1)', 0), ('kill_at(Cursor, "commit", 1)', 0),
                ('kill_at(lines, "_ar_settle", 2)', 2)):
            code = self.run_process(RUN.format(killed=killed))
            states, applied, residuals = self.found()
            self.assertEqual((code, applied, residuals), (
                -signal.SIGKILL, [1] * done + [0] * (NUMBER - done), [0.0] * done + [100.0] * (NUMBER - done)), killed)
            self.assertEqual(states, ["applied"] * done + ["ready"] * (NUMBER - done))
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        everything = (["applied"] * NUMBER, [1] * NUMBER, [0.0] * NUMBER)
        self.assertEqual(self.found(), everything)
        self.assertEqual(self.run_process(RUN.format(killed="")), 0)
        self.assertEqual(self.found(), everything, "a run where nothing is ready does nothing")
