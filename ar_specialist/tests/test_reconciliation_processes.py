from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_processes import ProcessesCase


@tagged("-at_install", "post_install")
class TestReconciliationProcesses(ProcessesCase):
    """Two people at one reconciliation, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            partner = env["res.partner"].create({"name": "Reconciliation process"})
            move = self.invoices(env, partner)
            account = env["ar.account"]._for(partner, self.company_of(env))
            reading = env["ar.reconciliation.read"].create({
                "account_id": account.id, "text": f"Invoice\tDate\tAmount\n{move.name}\t2024-01-01\t9.00\n"})
            reading.action_read()
            self.partner, self.record = partner.id, reading.action_compare()["res_id"]

    def clean(self):
        with self.environment() as env:
            record = env["ar.reconciliation"].browse(self.record)
            record.write({"state": "cancelled"})
            env["ar.reconciliation.mapping"].search([("account_id", "=", record.account_id.id)]).unlink()
            record.unlink()
            self.take_away(env, env["res.partner"].browse(self.partner))

    def test_two_sign_at_once(self):
        told = []

        def sign(env):
            try:
                env["ar.reconciliation"].browse(self.record).action_sign()
                env.flush_all()
                told.append("signed")
            except UserError:
                env.cr.rollback()
                told.append("refused")

        self.at_once(sign, sign)
        self.assertEqual(sorted(told)[-1], "signed")
        with self.environment() as env:
            record = env["ar.reconciliation"].browse(self.record)
            self.assertEqual(record.state, "signed")
            tracked = record.message_ids.tracking_value_ids.filtered(lambda value: value.field_id.name == "state")
            self.assertEqual(
                tracked.mapped("new_value_char").count("Signed off"), 1, "one of them signed, the other was refused")

    def test_compared_again_while_it_is_signed(self):
        """Whoever is second sees what the first one did: what is signed is never compared anew."""
        def sign(env):
            try:
                env["ar.reconciliation"].browse(self.record).action_sign()
                env.flush_all()
            except UserError:
                env.cr.rollback()

        def compare(env):
            try:
                env["ar.reconciliation"].browse(self.record).action_compare_again()
                env.flush_all()
            except UserError:
                env.cr.rollback()

        self.at_once(sign, compare)
        with self.environment() as env:
            if env["ar.reconciliation"].browse(self.record).state != "signed":
                sign(env)
        with self.environment() as env:
            record = env["ar.reconciliation"].browse(self.record)
            self.assertEqual(record.state, "signed")
            self.assertEqual(len(record.match_ids), 1)
            self.assertLessEqual(record.signed_on, fields.Datetime.now())
            self.assertEqual(sum(record.sum_ids.filtered(lambda step: step.code != "theirs").mapped("amount")), 9.0)
