from unittest.mock import patch

from freezegun import freeze_time
from odoo.exceptions import ValidationError
from odoo.fields import Date
from odoo.tests import Form, tagged

from .common_statements import TODAY, StatementsCommon

PAPER = b"%PDF-1.4 paper"


@tagged("-at_install", "post_install")
class TestStatementSchedule(StatementsCommon):
    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(
            type(self.env["ar.account"]), "_ar_statement_pdfs",
            lambda accounts, *_args: dict.fromkeys(accounts.ids, PAPER)))
        self.env["res.company"].sudo().search([("id", "!=", self.company.id)]).ar_statement_every = "never"

    def run_on(self, day):
        """Run the scheduled action on a day; return the statements it made."""
        known = self.env["ar.statement"].search([])
        with freeze_time(day), self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_statement").method_direct_trigger()
        return self.env["ar.statement"].search([]) - known

    def schedule(self, record, every, **values):
        record.sudo().write({f"ar_statement_{name}": value for name, value in {"every": every, **values}.items()})

    def test_never(self):
        self.assertFalse(self.run_on("2026-04-01"))

    def test_as_the_company_says(self):
        self.schedule(self.company, "monthly", day=1)
        self.assertFalse(self.run_on("2026-03-31"))
        sent = self.run_on("2026-04-01")
        self.assertEqual(sent.account_id, self.account + self.other_account)
        self.assertEqual(set(sent.mapped("date")), {Date.to_date("2026-03-31")})
        self.assertEqual((sent.batch_id.automatic, sent.batch_id.state), (True, "done"))
        self.assertFalse(self.run_on("2026-04-01"))

    def test_whoever_has_only_begun_to_owe(self):
        self.schedule(self.company, "monthly", day=1)
        self.other_account.sudo().unlink()
        self.assertEqual(self.run_on("2026-04-01").partner_id, self.customer | self.other_customer)

    def test_an_account_of_its_own_mind(self):
        self.schedule(self.company, "monthly", day=1)
        self.schedule(self.account, "never")
        self.schedule(self.other_account, "weekly", weekday="0", kind="balance_forward")
        self.assertFalse(self.run_on("2026-03-22"))
        sent = self.run_on("2026-03-23")
        self.assertEqual((sent.account_id, sent.kind), (self.other_account, "balance_forward"))
        self.assertEqual((sent.date_from, sent.date), (Date.to_date("2026-03-16"), Date.to_date("2026-03-22")))
        self.assertEqual(self.run_on("2026-04-01").mapped("date"), [Date.to_date("2026-03-29")])

    def test_only_what_is_overdue(self):
        self.schedule(self.company, "monthly", day=25, condition="overdue")
        sent = self.run_on("2026-03-25")
        self.assertEqual(sent.account_id, self.account)
        self.assertEqual(sent.batch_id.skip_ids.account_id, self.other_account)

    def test_days_without_the_scheduled_action_are_made_up_for(self):
        self.schedule(self.company, "monthly", day=1)
        self.run_on("2026-03-28")
        sent = self.run_on("2026-04-03")
        self.assertEqual(set(sent.mapped("date")), {Date.to_date("2026-03-31")})

    def test_a_new_schedule_begins_with_its_next_day(self):
        self.run_on("2026-04-03")
        self.schedule(self.company, "monthly", day=1)
        self.assertFalse(self.run_on("2026-04-04"))

    def test_one_companys_fault_keeps_nobody_waiting(self):
        self.schedule(self.company, "weekly", weekday="4")
        other = self.setup_other_company()["company"]
        self.schedule(other, "weekly", weekday="4")
        plan = type(self.env["ar.statement.batch"])._plan_day

        def failing(batches, company, day):
            if company == min(self.company, other, key=lambda one: one.id):
                raise ValueError("broken")
            return plan(batches, company, day)

        with patch.object(type(self.env["ar.statement.batch"]), "_plan_day", failing), self.assertLogs(
                "odoo.addons.ar_specialist.models.ar_background", "ERROR"):
            self.run_on(TODAY)

    def test_an_own_schedule_begins_as_the_companys(self):
        self.schedule(self.company, "monthly", day=5, condition="overdue")
        self.assertIn("Monthly, day 5, open items, when something is overdue", self.account.ar_statement_text)
        with Form(self.account.with_user(self.specialist)) as form:
            form.ar_statement_every = "quarterly"
            self.assertEqual((form.ar_statement_day, form.ar_statement_condition), (5, "overdue"))
        with self.assertRaises(ValidationError):
            self.account.ar_statement_day = 32
