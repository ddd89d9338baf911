import signal

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_processes import ProcessesCase

BOOK = """
from odoo.sql_db import Cursor
lines = type(env["account.move.line"])
{killed}
env["ar.cash.return"].browse({back}).action_confirm()
env.cr.commit()
"""


@tagged("-at_install", "post_install")
class TestCashReturnProcesses(ProcessesCase):
    """A payment that came back, booked by two at once, and by a process that dies on the way."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            partner = env["res.partner"].create({"name": "Return process"})
            self.partner = partner.id
            bill = self.invoices(env, partner, 100.0)
            self.item = bill.line_ids.filtered(lambda line: line.account_type == "asset_receivable").id
            self.back = self.returned(env, partner).id

    def returned(self, env, partner):
        """Return the proposal that a payment of the whole invoice came back."""
        item, company = env["account.move.line"].browse(self.item), self.company_of(env)
        other = env["account.account"].search(
            [("account_type", "=", "asset_current"), ("company_ids", "in", company.ids)], limit=1)
        entry = env["account.move"].create({
            "move_type": "entry", "date": "2024-02-01", "journal_id": company._ar_entry_journal().id,
            "partner_id": partner.id, "line_ids": [
                Command.create({"account_id": item.account_id.id, "partner_id": partner.id, "balance": -100.0}),
                Command.create({"account_id": other.id, "partner_id": partner.id, "balance": 100.0})]})
        entry.action_post()
        payment = env["ar.cash.payment"].create({
            "company_id": company.id, "partner_id": partner.id, "currency_id": item.currency_id.id, "amount": 100.0,
            "account_id": env["ar.account"]._for(partner, company).id, "amount_left": 100.0, "state": "check",
            "date": "2024-02-01", "move_line_id": entry.line_ids.filtered(lambda line: line.balance < 0).id,
            "allocation_ids": [Command.create({"move_line_id": item.id, "open_amount": 100.0, "amount": 100.0})]})
        payment._apply()
        return env["ar.cash.return"].create({"payment_id": payment.id, "stage_id": False})

    def clean(self):
        with self.environment() as env:
            partner = env["res.partner"].browse(self.partner)
            payments = env["ar.cash.payment"].search([("partner_id", "=", partner.id)])
            entries = env["account.move.line"].search([
                ("partner_id", "=", partner.id), ("move_type", "=", "entry")]).move_id
            entries.line_ids.remove_move_reconcile()
            env.flush_all()
            for table in ("ar_cash_return", "ar_cash_application"):
                env.cr.execute(f"DELETE FROM {table} WHERE payment_id = ANY(%s)", [payments.ids])
            env.invalidate_all()
            payments.unlink()
            entries.button_draft()
            entries.with_context(force_delete=True).unlink()
            self.take_away(env, partner)

    def found(self):
        """Return (state of the return, its entries, state of the payment, what is open of the invoice)."""
        with self.environment() as env:
            back, item = env["ar.cash.return"].browse(self.back), env["account.move.line"].browse(self.item)
            return back.state, len(back.move_ids), back.payment_id.state, item.amount_residual

    def test_two_at_once(self):
        with self.environment() as first, self.environment() as second:
            first["ar.cash.return"].browse(self.back).action_confirm()
            with self.assertRaisesRegex(UserError, "Somebody else is working"):
                second["ar.cash.return"].browse(self.back).action_confirm()
        with self.environment() as third, self.assertRaisesRegex(UserError, "is returned"):
            third["ar.cash.return"].browse(self.back).action_confirm()
        self.assertEqual(self.found(), ("done", 1, "returned", 100.0))
        with self.environment() as first, self.environment() as second:
            first["ar.cash.return"].browse(self.back).action_undo()
            with self.assertRaisesRegex(UserError, "Somebody else is working"):
                second["ar.cash.return"].browse(self.back).action_undo()
        self.assertEqual(self.found(), ("undone", 1, "applied", 0.0))

    def test_killed_on_the_way(self):
        """Killed when the entry is posted but not matched, and before the commit: nothing came back; then all did."""
        for killed in ('kill_at(lines, "_reconcile_plan", 1)', 'kill_at(Cursor, "commit", 1)'):
            code = self.run_process(BOOK.format(back=self.back, killed=killed))
            self.assertEqual((code, self.found()), (-signal.SIGKILL, ("proposed", 0, "applied", 0.0)), killed)
        self.assertEqual(self.run_process(BOOK.format(back=self.back, killed="")), 0)
        self.assertEqual(self.found(), ("done", 1, "returned", 100.0))
