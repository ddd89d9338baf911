from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_processes import ProcessesCase

DAY = date(2023, 6, 30)


@tagged("-at_install", "post_install")
class TestPeriodCloseProcesses(ProcessesCase):
    """Two at once, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            # Of its own: the other months of the company don't stand in the way.
            self.company = env["res.company"].create({"name": "Two at once"}).id

    def company_of(self, env):
        return env["res.company"].browse(self.company)

    def clean(self):
        with self.environment() as env:
            periods = env["ar.period.close"].search([("company_id", "=", self.company)])
            packs = env["ir.attachment"].search([("res_model", "=", "ar.period.close"), ("res_id", "in", periods.ids)])
            env.cr.execute("UPDATE ar_period_close SET state = 'open', pack_pdf_id = NULL, pack_xlsx_id = NULL,"
                           " snapshot_id = NULL WHERE company_id = %s", [self.company])
            env.invalidate_all()
            packs.unlink()
            periods.unlink()
            for table in ("ar_snapshot_change", "ar_snapshot_line"):
                env.cr.execute(
                    f"DELETE FROM {table} WHERE snapshot_id IN (SELECT id FROM ar_snapshot WHERE company_id = %s)",
                    [self.company])
            env.cr.execute("DELETE FROM ar_snapshot WHERE company_id = %s", [self.company])
            env["res.company"].browse(self.company).unlink()

    def test_two_sign_at_once(self):
        """One signature, one pack; the other one is told."""
        with self.environment() as env:
            period = env["ar.period.close"].create({"company_id": self.company, "date_from": DAY})
            period.action_submit()
            for check in period.check_ids.filtered(lambda check: check.state in ("todo", "attention")):
                check.action_done() if check.wants in ("person", "review") else check._waive("Looked at")
            number = period.id
        refused = []

        def sign(env):
            try:
                env["ar.period.close"].browse(number).action_sign()
            except UserError as error:
                refused.append(error)

        self.at_once(sign, sign)
        self.assertEqual(len(refused), 1)
        with self.environment() as env:
            period = env["ar.period.close"].browse(number)
            self.assertEqual(period.state, "closed")
            self.assertEqual(env["ir.attachment"].search_count([
                ("res_model", "=", "ar.period.close"), ("res_id", "=", number)]), 2)
            self.assertEqual(period.signature_count, 1)

    def test_two_take_a_snapshot_at_once(self):
        """One snapshot, whoever was first."""
        refused = []

        def take(env):
            try:
                env["ar.snapshot"]._take(self.company_of(env), DAY, "monthly")
            except UserError as error:
                refused.append(error)

        self.at_once(take, take)
        with self.environment() as env:
            self.assertEqual(env["ar.snapshot"].search_count([("company_id", "=", self.company)]), 1)
        self.assertLessEqual(len(refused), 1)
