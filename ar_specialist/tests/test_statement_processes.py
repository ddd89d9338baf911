import signal
from io import BytesIO
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import tagged
from reportlab.pdfgen.canvas import Canvas

from ..logic.statement import OPEN_ITEM
from ..logic.statement_sending import OPEN, Order, Wish
from ..models.statement import ar_statement_cron, ar_statement_execute
from .common_processes import ProcessesCase

CUSTOMERS = 3


def blank_page():
    out = BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


PAPER = blank_page()

#: The scheduled action in small batches, killed before a commit; what the converter makes does not matter here.
SCRIPT = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.statement import ar_statement_cron
from odoo.addons.ar_specialist.models.statement import ar_statement_execute
ar_statement_cron.ACCOUNTS = ar_statement_execute.STATEMENTS = 1
type(env["ar.account"])._ar_statement_pdfs = lambda self, *args: dict.fromkeys(self.ids, b"%PDF-1.4 paper")
kill_at(Cursor, "commit", 3)
env["ar.statement.batch"]._cron_scheduled()
"""

#: A sending that somebody started, in lots of one: first the click, then the background, killed before a commit.
STARTED = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.statement import ar_statement_execute
ar_statement_execute.STATEMENTS = 1
type(env["ar.account"])._ar_statement_pdfs = lambda self, *args: dict.fromkeys(self.ids, b"%PDF-1.4 paper")
batch = env["ar.statement.batch"].browse({batch})
kill_at(Cursor, "commit", 3)
if batch.state == "planned":
    batch.action_execute()
    env.cr.commit()
batch._cron_execute()
"""

#: The same of a few that go out with the click, killed when the PDFs are made and kept, and before the commit.
CLICKED = """
from odoo.sql_db import Cursor
type(env["ar.account"])._ar_statement_pdfs = lambda self, *args: dict.fromkeys(self.ids, b"%PDF-1.4 paper")
{killed}
env["ar.statement.batch"].browse({batch}).action_execute()
env.cr.commit()
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
            company = self.company_of(env)
            self.company = company.id
            self.partners = env["res.partner"].create([
                {"name": f"Process {number}", "email": f"p{number}@example.com"} for number in range(CUSTOMERS)]).ids
            self.invoices(env, env["res.partner"].browse(self.partners))
            accounts = env["ar.account"]._for_many(env["res.partner"].browse(self.partners), company)
            today = company._ar_today()
            accounts.write({"ar_statement_every": "weekly", "ar_statement_weekday": str(today.weekday())})
            self.accounts = accounts.ids

    def clean(self):
        with self.environment() as env:
            batches = env["ar.statement"].search([("account_id", "in", self.accounts)]).batch_id
            batches |= env["ar.statement.batch"].search([("automatic", "=", True)])
            env["mail.mail"].search([("model", "=", "ar.statement")]).unlink()
            env.flush_all()
            # What was sent stays, whoever asks; a test takes its own away.
            env.cr.execute("DELETE FROM ar_statement WHERE batch_id = ANY(%s)", [batches.ids])
            env.cr.execute("DELETE FROM ar_statement_batch WHERE id = ANY(%s)", [batches.ids])
            env.invalidate_all()
            env["ir.attachment"].search([("res_model", "=", "ar.statement")]).unlink()
            self.take_away(env, env["res.partner"].browse(self.partners))
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

    def test_a_started_sending_killed_in_the_background(self):
        with self.environment() as env:
            script = STARTED.format(batch=self.plan(env).id)
        killed = 0
        while (code := self.run_process(script)) != 0:
            self.assertEqual(code, -signal.SIGKILL)
            killed += 1
            self.assertLess(killed, 20, "it never comes to its end")
        self.assertGreater(killed, 1)
        self.assertEqual(self.assertSentOnce(), ["done"])

    def test_a_few_killed_with_the_click(self):
        with self.environment() as env:
            batch = self.plan(env).id
        for killed in ('kill_at(type(env["ar.statement"]), "_send_mails", 1)', 'kill_at(Cursor, "commit", 1)'):
            self.assertEqual(self.run_process(CLICKED.format(batch=batch, killed=killed)), -signal.SIGKILL)
            with self.environment() as env:
                found = env["ar.statement.batch"].browse(batch)
                self.assertEqual(set(found.statement_ids.mapped("state")), {"planned"})
                self.assertFalse(found.statement_ids.document_ids)
        self.assertEqual(self.run_process(CLICKED.format(batch=batch, killed="")), 0)
        self.assertEqual(self.assertSentOnce(), ["done"])

    def test_two_send_the_same_again_at_once(self):
        """One more mail goes out, and the second is told that it is on its way."""
        with self.environment() as env:
            batch = self.plan(env)
            batch.action_execute()
            statement = batch.statement_ids[0]
            statement.delivery_state = "sent"
            number = statement.id
        told = []

        def resend(env):
            try:
                env["ar.statement"].browse(number).action_resend()
            except UserError as error:
                told.append(str(error))
                env.cr.rollback()

        self.at_once(resend, resend)
        self.assertRegex(" ".join(told), r"^The email to Process \d is still on its way.$")
        with self.environment() as env:
            mails = env["mail.mail"].search_count([("model", "=", "ar.statement"), ("res_id", "=", number)])
            self.assertEqual(mails, 2)
            log = env["ar.statement"].browse(number).message_ids.mapped("body")
            self.assertEqual(sum("Sent by email to" in body for body in log), 1)

    def test_two_print_the_queue_at_once(self):
        """Both get the PDF; the statements are printed once, by whoever came first."""
        with self.environment() as env:
            env["res.partner"].browse(self.partners).write({"email": False, "street": "Main Street 1"})
            batch = self.plan(env)
            batch.action_execute()
            statements = batch.statement_ids.ids
            self.assertEqual(set(batch.statement_ids.mapped("state")), {"to_print"})
        printed = []

        def work(env):
            printed.append(env["ar.statement"].browse(statements)._print())

        self.at_once(work, work)
        self.assertGreaterEqual(len(printed), 2)
        self.assertEqual(len(set(printed)), 1)
        with self.environment() as env:
            found = env["ar.statement"].browse(statements)
            self.assertEqual(set(found.mapped("state")), {"printed"})
            self.assertEqual(len(found.document_ids), CUSTOMERS)
