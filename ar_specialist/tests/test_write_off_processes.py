import signal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_processes import ProcessesCase

POST = """
from odoo.sql_db import Cursor
lines = type(env["account.move.line"])
moves = type(env["account.move"])
{killed}
env["ar.write.off"].browse({write_off}).action_request()
env.cr.commit()
"""


@tagged("-at_install", "post_install")
class TestWriteOffProcesses(ProcessesCase):
    """A write-off made by two at once, and by a process that dies on the way: once, or not at all."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            company = self.company_of(env)
            self.account_before = company.ar_writeoff_account_id.id
            company.ar_writeoff_account_id = env["account.account"].search(
                [("account_type", "=", "expense"), ("company_ids", "in", company.ids)], limit=1)
            partner = env["res.partner"].create({"name": "Write-off process"})
            self.partner = partner.id
            bill = self.invoices(env, partner, 100.0)
            item = bill.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            self.item = item.id
            reason = env.ref("ar_specialist.write_off_reason_barred")
            self.write_off = env["ar.write.off"]._make(item, reason_id=reason.id).id

    def clean(self):
        with self.environment() as env:
            partner = env["res.partner"].browse(self.partner)
            env["mail.activity"].search([("res_model", "=", "ar.write.off")]).unlink()
            env.flush_all()
            env.cr.execute(
                "DELETE FROM ar_write_off_recovery WHERE write_off_id IN"
                " (SELECT id FROM ar_write_off WHERE partner_id = %s)", [partner.id])
            env.cr.execute("DELETE FROM ar_write_off WHERE partner_id = %s", [partner.id])
            env.invalidate_all()
            entries = env["account.move"].search([
                ("line_ids.partner_id", "=", partner.id), ("move_type", "=", "entry")])
            entries.line_ids.remove_move_reconcile()
            entries.button_draft()
            entries.with_context(force_delete=True).unlink()
            self.company_of(env).ar_writeoff_account_id = self.account_before
            self.take_away(env, partner)

    def found(self):
        """Return (state, number of entries of the customer against the loss, what is open of the invoice)."""
        with self.environment() as env:
            write_off = env["ar.write.off"].browse(self.write_off)
            entries = env["account.move"].search_count([
                ("line_ids.partner_id", "=", self.partner), ("move_type", "=", "entry")])
            return write_off.state, entries, env["account.move.line"].browse(self.item).amount_residual

    def test_two_at_once(self):
        """While one books it the other one is told so, and later that it is done."""
        with self.environment() as first, self.environment() as second:
            first["ar.write.off"].browse(self.write_off).action_request()
            with self.assertRaisesRegex(UserError, "Somebody else is working"):
                second["ar.write.off"].browse(self.write_off).action_request()
        with self.environment() as third, self.assertRaisesRegex(UserError, "already"):
            third["ar.write.off"].browse(self.write_off).action_request()
        self.assertEqual(self.found(), ("posted", 1, 0.0))

    def test_the_same_item_twice_at_once(self):
        """Two write-offs of one item, each for all of it: one is booked."""
        with self.environment() as env:
            twin = env["ar.write.off"]._make(
                env["account.move.line"].browse(self.item),
                reason_id=env.ref("ar_specialist.write_off_reason_barred").id).id
        refused = []

        def book(number):
            def work(env):
                try:
                    env["ar.write.off"].browse(number).action_request()
                    env.flush_all()
                except UserError as error:
                    env.cr.rollback()
                    refused.append(str(error))
            return work

        self.at_once(book(self.write_off), book(twin))
        self.assertEqual(len(refused), 1, refused)
        _state, entries, residual = self.found()
        self.assertEqual((entries, residual), (1, 0.0))

    def test_killed_on_the_way(self):
        """Killed when the entry is posted but not matched, and before the commit: there is nothing; then all."""
        for killed in ('kill_at(lines, "_reconcile_plan", 1)', 'kill_at(Cursor, "commit", 1)'):
            code = self.run_process(POST.format(write_off=self.write_off, killed=killed))
            self.assertEqual((code, self.found()), (-signal.SIGKILL, ("draft", 0, 100.0)), killed)
        self.assertEqual(self.run_process(POST.format(write_off=self.write_off, killed="")), 0)
        self.assertEqual(self.found(), ("posted", 1, 0.0))
