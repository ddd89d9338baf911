import signal

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from .common_processes import ProcessesCase
from .follow_up_common import WEEKDAYS

CUSTOMERS = 3

#: Runs the scheduled action in small batches and ends its own process in the middle of one, before a commit.
SCRIPT = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.follow_up import ar_run_cron
from odoo.addons.ar_specialist.models.follow_up import ar_run_execute
ar_run_cron.CUSTOMERS = ar_run_execute.NOTICES = 1
kill_at(Cursor, "commit", {killed_before})
env["ar.run"]._cron_follow_up()
"""


@tagged("-at_install", "post_install")
class TestFollowUpProcesses(ProcessesCase):
    """Real connections and real processes on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            self.company = env.ref("base.main_company").id
            self.partners = env["res.partner"].create([
                {"name": f"Process {number}", "email": f"p{number}@example.com"} for number in range(CUSTOMERS)]).ids
            env["ar.policy"].create({
                "name": "Processes", "rank": -1, "quiet_days": 0, **dict.fromkeys(WEEKDAYS, True),
                "domain": f"[('id', 'in', {self.partners})]",
                "level_ids": [Command.create({"name": "First", "days": 1, "subject": "Reminder"})],
            })
            moves = env["account.move"].create([
                {
                    "move_type": "out_invoice", "partner_id": partner, "invoice_date": "2024-01-01",
                    "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False,
                    "company_id": self.company,
                    "invoice_line_ids": [Command.create({"name": "x", "price_unit": 10.0, "tax_ids": []})],
                } for partner in self.partners])
            moves.action_post()
            self.auto = env["res.company"].search([("ar_follow_up_auto", "=", True)]).ids
            env["res.company"].browse(self.auto).ar_follow_up_auto = False

    def clean(self):
        with self.environment() as env:
            accounts = env["ar.account"].search([("partner_id", "in", self.partners)])
            runs = env["ar.notice"].search([("account_id", "in", accounts.ids)]).run_id
            runs |= env["ar.run"].search([("company_id", "=", self.company), ("automatic", "=", True)])
            moves = env["account.move"].search([("partner_id", "in", self.partners)])
            env["mail.mail"].search([("model", "=", "ar.notice")]).unlink()
            env.flush_all()
            # What was sent stays, whoever asks; a test takes its own away.
            env.cr.execute(
                "DELETE FROM ar_notice_line WHERE notice_id IN (SELECT id FROM ar_notice WHERE run_id = ANY(%s))",
                [runs.ids])
            env.cr.execute("DELETE FROM ar_notice WHERE run_id = ANY(%s)", [runs.ids])
            env.cr.execute("DELETE FROM ar_run WHERE id = ANY(%s)", [runs.ids])
            env.cr.execute("DELETE FROM ar_account WHERE id = ANY(%s)", [accounts.ids])
            env.invalidate_all()
            env["ar.policy"].search([("name", "=", "Processes")]).unlink()
            moves.button_draft()
            moves.with_context(force_delete=True).unlink()
            env["res.partner"].browse(self.partners).unlink()
            env["res.company"].browse(self.company).ar_follow_up_auto = False
            env["res.company"].browse(self.auto).ar_follow_up_auto = True

    def lines(self, env):
        return env["ar.notice.line"].search([
            ("counted", "=", True), ("move_line_id.partner_id", "in", self.partners)])

    def plan(self, env):
        company = env["res.company"].browse(self.company)
        partners = env["res.partner"].browse(self.partners)
        return env["ar.run"].plan("2024-01-15", companies=company, partners=partners)

    def test_two_plan_at_once(self):
        """R6 from two connections: the unique index decides, each reminder exists once, nobody crashes."""
        self.at_once(self.plan, self.plan)
        with self.environment() as env:
            lines = self.lines(env)
            self.assertEqual(sorted(line.move_line_id.partner_id.id for line in lines), sorted(self.partners))
            self.assertEqual(len(lines.notice_id), CUSTOMERS)

    def test_two_execute_at_once(self):
        """Two who send the same run: every notice goes out once, and the second is told so in words."""
        with self.environment() as env:
            run = self.plan(env).id
        told = []

        def execute(env):
            try:
                env["ar.run"].browse(run).execute()
            except UserError as error:
                told.append(str(error))
                env.cr.rollback()

        self.at_once(execute, execute)
        self.assertRegex(" ".join(told), "^Run of .* is being carried out by somebody else at this moment")
        with self.environment() as env:
            notices = env["ar.notice"].search([("run_id", "=", run)])
            self.assertEqual(notices.mapped("state"), ["sent"] * CUSTOMERS)
            mails = env["mail.mail"].search([("model", "=", "ar.notice"), ("res_id", "in", notices.ids)])
            self.assertEqual(sorted(mails.mapped("res_id")), sorted(notices.ids))

    def test_neither_passes_the_other(self):
        """While one plans a batch of today's run, or after it has, the other one leaves what follows to it."""
        with self.environment() as env:
            company = env["res.company"].browse(self.company)
            company.ar_follow_up_auto = True
            run = env["ar.run"]._automatic_run(company, Date.today()).id
            start = env["ar.run"].browse(run).position
        with self.environment() as first, self.environment() as second:
            batch = self.partners[:1]
            one = first["ar.run"].browse(run)
            self.assertTrue(one._plan_and_move_on(batch, start, one._plan_batch))
            first.flush_all()
            self.assertFalse(second["ar.run"].browse(run)._plan_committing())
            first.cr.commit()
            second.cr.rollback()
            second.invalidate_all()
            other = second["ar.run"].browse(run)
            self.assertFalse(other._plan_and_move_on(self.partners[1:2], start, other._plan_batch))
            self.assertEqual((other.position, other.is_planned), (batch[0], False))

    def test_killed_and_started_again(self):
        """The process is killed in the middle of its third transaction, again and again, until all is done."""
        with self.environment() as env:
            env["res.company"].browse(self.company).ar_follow_up_auto = True
        for _number in range(20):
            code = self.run_process(SCRIPT.format(killed_before=3))
            if code == 0:
                break
            self.assertEqual(code, -signal.SIGKILL)
        self.assertEqual(code, 0)
        self.assertGreater(_number, 2)
        with self.environment() as env:
            run = env["ar.run"].search([("company_id", "=", self.company), ("automatic", "=", True)])
            self.assertEqual((run.date, run.state), (Date.today(), "done"))
            mine = run.notice_ids.filtered(lambda notice: notice.partner_id.id in self.partners)
            self.assertEqual(mine.mapped("state"), ["sent"] * CUSTOMERS)
            mails = env["mail.mail"].search([("model", "=", "ar.notice"), ("res_id", "in", mine.ids)])
            self.assertEqual(sorted(mails.mapped("res_id")), sorted(mine.ids))
