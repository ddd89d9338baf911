import signal
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.tests import tagged

from .common_processes import ProcessesCase
from .test_statement_processes import PAPER

CUSTOMERS = 3

#: A request in lots of one, killed before a commit: first the click, then the background.
STARTED = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.confirmation import ar_balance_request_execute
ar_balance_request_execute.REQUESTS = 1
type(env["ar.balance.request.line"])._letter_pdfs = lambda self, *args: dict.fromkeys(self.ids, b"%PDF-1.4 paper")
request = env["ar.balance.request"].browse({request})
kill_at(Cursor, "commit", 3)
if request.state == "planned":
    request.action_execute()
    env.cr.commit()
request._cron_execute()
"""


@tagged("-at_install", "post_install")
class TestConfirmationProcesses(ProcessesCase):
    """Two who send, two who remind, a server that dies: every customer is asked once, and none is forgotten."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        self.startPatcher(patch.object(
            self.registry["ar.balance.request.line"], "_letter_pdfs",
            lambda lines, *_args: dict.fromkeys(lines.ids, PAPER)))
        with self.environment() as env:
            partners = env["res.partner"].create([
                {"name": f"Process {number}", "email": f"p{number}@example.com"} for number in range(CUSTOMERS)])
            self.invoices(env, partners)
            accounts = env["ar.account"]._for_many(partners, self.company_of(env))
            request = env["ar.balance.request"].create({
                "name": "Audit", "company_id": self.company_of(env).id, "date": "2024-01-31", "how": "picked",
                "picked_ids": [(6, 0, accounts.ids)]})
            request.action_prepare()
            self.partners, self.request = partners.ids, request.id

    def clean(self):
        with self.environment() as env:
            lines = env["ar.balance.request.line"].search([("request_id", "=", self.request)])
            env["mail.mail"].search([("model", "=", lines._name), ("res_id", "in", lines.ids)]).unlink()
            attachments = env["ir.attachment"].search([("res_model", "=", lines._name), ("res_id", "in", lines.ids)])
            env.flush_all()
            # What was sent stays, whoever asks; a test takes its own away.
            env.cr.execute("DELETE FROM ar_balance_request WHERE id = %s", [self.request])
            env.invalidate_all()
            attachments.unlink()
            self.take_away(env, env["res.partner"].browse(self.partners))

    def assertAskedOnce(self, reminders=0):
        with self.environment() as env:
            request = env["ar.balance.request"].browse(self.request)
            lines = request.line_ids
            self.assertEqual(lines.mapped("state"), ["sent"] * CUSTOMERS)
            self.assertEqual(sorted(lines.document_ids.mapped("reminder")), sorted([*range(reminders + 1)] * CUSTOMERS))
            mails = env["mail.mail"].search([("model", "=", lines._name), ("res_id", "in", lines.ids)])
            self.assertEqual(sorted(mails.mapped("res_id")), sorted(lines.ids * (reminders + 1)))
            self.assertEqual(request.state, "done")

    def both(self, work):
        """Let two do the work at once; return what they were told."""
        told = []

        def one(env):
            try:
                work(env["ar.balance.request"].browse(self.request))
            except UserError as error:
                told.append(str(error))
                env.cr.rollback()

        self.at_once(one, one)
        return " ".join(told)

    def test_two_send_at_once(self):
        told = self.both(lambda request: request.action_execute())
        self.assertRegex(told, "is being carried out by somebody else|nothing waits to be sent")
        self.assertAskedOnce()

    def test_two_remind_at_once(self):
        with self.environment() as env:
            request = env["ar.balance.request"].browse(self.request)
            request.action_execute()
            request.line_ids.sent_on = "2024-02-01"
            self.assertLess(Date.to_date("2024-02-01"), request.company_id._ar_today())
        told = self.both(lambda request: request.action_remind())
        self.assertRegex(told, "Nobody is to be reminded")
        self.assertAskedOnce(reminders=1)

    def test_two_prepare_at_once(self):
        with self.environment() as env:
            env["ar.balance.request"].browse(self.request).action_draft()
        self.both(lambda request: request.action_prepare())
        with self.environment() as env:
            request = env["ar.balance.request"].browse(self.request)
            self.assertEqual((request.state, len(request.line_ids)), ("planned", CUSTOMERS))

    def test_killed_and_started_again(self):
        killed = 0
        while (code := self.run_process(STARTED.format(request=self.request))) != 0:
            self.assertEqual(code, -signal.SIGKILL)
            killed += 1
            self.assertLess(killed, 20, "it never comes to its end")
        self.assertGreater(killed, 1)
        self.assertAskedOnce()
