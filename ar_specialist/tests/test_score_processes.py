import signal

from odoo.fields import Command
from odoo.tests import tagged

from .common_processes import ProcessesCase

CUSTOMERS = 3

#: The scheduled action in batches of one account; `killed` may end its process on the way.
REFRESH = """
from odoo.addons.ar_specialist.models.worklist import ar_account_score_cron
ar_account_score_cron.BATCH = 1
{killed}
env["ar.account"].with_context(cron_id=env.ref("ar_specialist.ir_cron_scores").id)._cron_refresh_scores()
"""


@tagged("-at_install", "post_install")
class TestScoreProcesses(ProcessesCase):
    """Scores refreshed by two processes at once, and by one that dies on the way."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            company = env.ref("base.main_company")
            partners = env["res.partner"].create([{"name": f"Score process {number}"} for number in range(CUSTOMERS)])
            self.partners = partners.ids
            moves = env["account.move"].create([{
                "move_type": "out_invoice", "partner_id": partner.id, "company_id": company.id,
                "invoice_date": "2024-01-01", "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False,
                "invoice_line_ids": [Command.create({"name": "x", "price_unit": 5000.0, "tax_ids": []})],
            } for partner in partners])
            moves.action_post()
            accounts = env["ar.account"]._for_many(partners, company)
            self.accounts = accounts.ids
            env["ar.score.mark"].create([{"account_id": account.id} for account in accounts])
            env.cr.execute("UPDATE ar_account SET score = 0, scored_on = NULL WHERE id = ANY(%s)", [accounts.ids])

    def clean(self):
        with self.environment() as env:
            moves = env["account.move"].search([("partner_id", "in", self.partners)])
            moves.button_draft()
            moves.with_context(force_delete=True).unlink()
            env["ar.account"].browse(self.accounts).unlink()
            env["res.partner"].browse(self.partners).unlink()

    def found(self, env):
        """Return (how many have been scored today, how many marks are left)."""
        accounts = env["ar.account"].browse(self.accounts)
        accounts.invalidate_recordset()
        scored = accounts.filtered(lambda account: account.scored_on and account.score)
        return len(scored), env["ar.score.mark"].search_count([("account_id", "in", self.accounts)])

    def test_two_at_once(self):
        """What one is at the other one leaves to it, and nobody waits."""
        with self.environment() as first, self.environment() as second:
            first["ar.account"]._cron_refresh_scores()
            second.cr.execute("SET LOCAL lock_timeout = '5s'")
            second["ar.account"]._cron_refresh_scores()
            self.assertEqual(self.found(second), (0, CUSTOMERS))
            self.assertEqual(self.found(first), (CUSTOMERS, 0))
        with self.environment() as third:
            self.assertEqual(self.found(third), (CUSTOMERS, 0))

    def test_killed_on_the_way(self):
        """Killed in the second account: the first one stays scored, the others stay marked; the next one goes on."""
        killed = 'kill_at(type(env["ar.account"]), "_ar_refresh_scores", 2)'
        self.assertEqual(self.run_process(REFRESH.format(killed=killed)), -signal.SIGKILL)
        with self.environment() as env:
            self.assertEqual(self.found(env), (1, CUSTOMERS - 1))
        self.assertEqual(self.run_process(REFRESH.format(killed="")), 0)
        with self.environment() as env:
            self.assertEqual(self.found(env), (CUSTOMERS, 0))
