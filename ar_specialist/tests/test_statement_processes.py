import signal
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from ..logic.statement import OPEN_ITEM
from ..logic.statement_sending import OPEN, Order, Wish
from ..models import ar_statement_cron, ar_statement_execute
from .common_processes import ProcessesCase

CUSTOMERS = 3
PAPER = b"%PDF-1.4 paper"

#: The scheduled action in small batches, killed before a commit; what the converter makes does not matter here.
SCRIPT = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models import ar_statement_cron, ar_statement_execute
ar_statement_cron.ACCOUNTS = ar_statement_execute.STATEMENTS = 1
type(env["ar.account"])._ar_statement_pdfs = lambda self, *args: dict.fromkeys(self.ids, b"%PDF-1.4 paper")
kill_at(Cursor, "commit", 3)
env["ar.statement.batch"]._cron_scheduled()
"""


@tagged("-at_install", "post_install")
class TestStatementProcesses(ProcessesCase):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        self.startPatcher(patch.object(
            self.registry["ar.account"], "_ar_statement_pdfs",
            lambda accounts, *_args: dict.fromkeys(accounts.ids, PAPER)))
        with self.environment() as env:
            company = env.ref("base.main_company")
            self.company = company.id
            self.partners = env["res.partner"].create([
                {"name": f"Process {number}", "email": f"p{number}@example.com"} for number in range(CUSTOMERS)]).ids
            env["account.move"].create([
                {
                    "move_type": "out_invoice", "partner_id": partner, "invoice_date": "2024-01-01",
                    "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False, "company_id": self.company,
                    "invoice_line_ids": [Command.create({"name": "x", "price_unit": 10.0, "tax_ids": []})],
                } for partner in self.partners]).action_post()
            accounts = env["ar.account"]._for_many(env["res.partner"].browse(self.partners), company)
            today = company._ar_today()
            accounts.write({"ar_statement_every": "weekly", "ar_statement_weekday": str(today.weekday())})
            self.accounts = accounts.ids

    def clean(self):
        with self.environment() as env:
            batches = env["ar.statement"].search([("account_id", "in", self.accounts)]).batch_id
            batches |= env["ar.statement.batch"].search([("automatic", "=", True)])
            moves = env["account.move"].search([("partner_id", "in", self.partners)])
            env["mail.mail"].search([("model", "=", "ar.statement")]).unlink()
            env.flush_all()
            # What was sent stays, whoever asks; a test takes its own away.
            env.cr.execute("DELETE FROM ar_statement WHERE batch_id = ANY(%s)", [batches.ids])
            env.cr.execute("DELETE FROM ar_statement_batch WHERE id = ANY(%s)", [batches.ids])
            env.cr.execute("DELETE FROM ar_account WHERE id = ANY(%s)", [self.accounts])
            env.invalidate_all()
            env["ir.attachment"].search([("res_model", "=", "ar.statement")]).unlink()
            moves.button_draft()
            moves.with_context(force_delete=True).unlink()
            env["res.partner"].browse(self.partners).unlink()
            env["res.company"].search([]).ar_statement_looked_on = False

    def plan(self, env):
        accounts = env["ar.account"].browse(self.accounts)
        order = Order(OPEN_ITEM, Date.to_date("2024-01-15"), wish=Wish(OPEN))
        return env["ar.statement.batch"]._plan(accounts, order)

    def assertSentOnce(self):
        with self.environment() as env:
            statements = env["ar.statement"].search([("account_id", "in", self.accounts)])
            self.assertEqual(sorted(statements.account_id.ids), sorted(self.accounts))
            self.assertEqual(statements.mapped("state"), ["sent"] * CUSTOMERS)
            mails = env["mail.mail"].search([("model", "=", "ar.statement"), ("res_id", "in", statements.ids)])
            self.assertEqual(sorted(mails.mapped("res_id")), sorted(statements.ids))
            self.assertEqual(len(statements.document_ids), CUSTOMERS)
            self.assertEqual(len(statements.line_ids), CUSTOMERS)
            return statements.batch_id.mapped("state")

    def test_two_plan_at_once(self):
        """The unique constraint decides: each customer's statement exists once, nobody crashes."""
        self.at_once(self.plan, self.plan)
        with self.environment() as env:
            statements = env["ar.statement"].search([("account_id", "in", self.accounts)])
            self.assertEqual(sorted(statements.account_id.ids), sorted(self.accounts))

    def test_two_send_at_once(self):
        """Two who send the same: every statement goes out once, and the second is told so in words."""
        with self.environment() as env:
            batch = self.plan(env).id
        told = []

        def execute(env):
            try:
                env["ar.statement.batch"].browse(batch).action_execute()
            except UserError as error:
                told.append(str(error))
                env.cr.rollback()

        self.at_once(execute, execute)
        self.assertRegex(" ".join(told), "is being carried out by somebody else at this moment")
        self.assertEqual(self.assertSentOnce(), ["done"])

    def test_two_scheduled_actions_at_once(self):
        with patch.object(ar_statement_cron, "ACCOUNTS", 1), patch.object(ar_statement_execute, "STATEMENTS", 1):
            self.at_once(*[lambda env: env["ar.statement.batch"]._cron_scheduled()] * 2)
            with self.environment() as env:
                env["ar.statement.batch"]._cron_scheduled()
        self.assertEqual(self.assertSentOnce(), ["done"])

    def test_killed_and_started_again(self):
        """The process is killed in the middle of its third transaction, again and again, until all is done."""
        killed = 0
        while (code := self.run_process(SCRIPT)) != 0:
            self.assertEqual(code, -signal.SIGKILL)
            killed += 1
            self.assertLess(killed, 20, "it never comes to its end")
        self.assertGreater(killed, 2)
        self.assertEqual(self.assertSentOnce(), ["done"])
        with self.environment() as env:
            company = env["res.company"].browse(self.company)
            self.assertEqual(company.ar_statement_looked_on, company._ar_today())
