import signal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_processes import ProcessesCase

CREDIT = """
from odoo.sql_db import Cursor
lines = type(env["account.move.line"])
{killed}
env["ar.dispute"].browse({dispute})._credit()
env.cr.commit()
"""


@tagged("-at_install", "post_install")
class TestDisputeProcesses(ProcessesCase):
    """A credit note for a dispute, made by two at once, and by a process that dies on the way."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            partner = env["res.partner"].create({"name": "Dispute process"})
            self.partner = partner.id
            bill = self.invoices(env, partner, 100.0)
            item = bill.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            self.dispute = env["ar.dispute"].create({"move_line_ids": item.ids, "amount": 30.0}).id

    def clean(self):
        with self.environment() as env:
            self.take_away(env, env["res.partner"].browse(self.partner))

    def found(self):
        """Return (state of the case, its credit notes, the customer's credit notes, what is open of the invoice)."""
        with self.environment() as env:
            dispute = env["ar.dispute"].browse(self.dispute)
            notes = env["account.move"].search([
                ("partner_id", "=", self.partner), ("move_type", "=", "out_refund")])
            return dispute.state, len(dispute.move_ids), len(notes), dispute.move_line_ids.amount_residual

    def test_two_at_once(self):
        """While one makes the credit note the other one is told so, and later that it is done: there is one."""
        with self.environment() as first, self.environment() as second:
            first["ar.dispute"].browse(self.dispute)._credit()
            for act in ("_credit", "action_write_off", "_reject"):
                with self.assertRaisesRegex(UserError, "Somebody else is working"):
                    getattr(second["ar.dispute"].browse(self.dispute), act)()
        with self.environment() as third, self.assertRaisesRegex(UserError, "is Resolved already"):
            third["ar.dispute"].browse(self.dispute)._credit()
        self.assertEqual(self.found(), ("resolved", 1, 1, 70.0))

    def test_killed_on_the_way(self):
        """Killed when the note is posted but not matched, and before the commit: there is neither; then both."""
        for killed in ('kill_at(lines, "reconcile", 1)', 'kill_at(Cursor, "commit", 1)'):
            code = self.run_process(CREDIT.format(dispute=self.dispute, killed=killed))
            self.assertEqual((code, self.found()), (-signal.SIGKILL, ("open", 0, 0, 100.0)), killed)
        self.assertEqual(self.run_process(CREDIT.format(dispute=self.dispute, killed="")), 0)
        self.assertEqual(self.found(), ("resolved", 1, 1, 70.0))
