import signal
from datetime import timedelta

from odoo.addons.ar_specialist.models.portal.ar_portal_submit import Visitor
from odoo.tests import tagged

from .common_portal import PDF
from .common_processes import ProcessesCase

KEY = "0123456789abcdef0123456789abcdef"
OTHER_KEY = "fedcba9876543210fedcba9876543210"

SUBMIT = """
from odoo.sql_db import Cursor
from odoo.addons.ar_specialist.models.portal.ar_portal_submit import Visitor
visitor = Visitor(env["res.partner"], "192.0.2.1")
{killed}
outcome = env["ar.account"].browse({account})._ar_portal_submit({action!r}, {form!r}, visitor, {key!r})
assert outcome.state in ("done", "again"), outcome
env.cr.commit()
"""


@tagged("-at_install", "post_install")
class TestPortalProcesses(ProcessesCase):
    """Forms that arrive twice at the same moment, and a server that dies over one: each counts once, or not at all."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            company = self.company_of(env)
            partner = env["res.partner"].create({"name": "Portal process"})
            self.partner = partner.id
            bill = self.invoices(env, partner, 100.0)
            item = bill.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            account = env["ar.account"]._for(partner, company)
            self.account = account.id
            today = account._ar_portal_today()
            self.forms = {
                "question": {"subject": "Hello", "text": "Hello?"},
                "promise": {"items": [str(item.id)], "date": (today + timedelta(days=3)).isoformat()},
                "dispute": {
                    "items": [str(item.id)], "amount": "30", "text": "Two boxes were missing.",
                    "reason": str(env.ref("ar_specialist.dispute_reason_other").id), "files": [("note.pdf", PDF)]},
                "balance": {
                    "date": today.isoformat(), "agreed": "yes",
                    "shown": account._ar_portal_shown(account._ar_portal_balance(today))},
            }
            for form in self.forms.values():
                form["name"] = "Kim"

    def clean(self):
        with self.environment() as env:
            self.take_away(env, env["res.partner"].browse(self.partner))

    def made(self):
        """Return what there is of the customer: {model: number of records}."""
        with self.environment() as env:
            own = [("account_id", "=", self.account)]
            cases = env["ar.dispute"].search(own)
            found = {
                model: env[model].search_count(own)
                for model in ("ar.dispute", "ar.promise", "ar.balance.answer", "ar.contact.log", "ar.portal.request")}
            found["file"] = env["ir.attachment"].search_count(
                [("res_model", "=", "ar.dispute"), ("res_id", "in", cases.ids)])
            found["activity"] = env["mail.activity"].search_count(
                [("res_model", "=", "ar.account"), ("res_id", "=", self.account)])
            return {model: number for model, number in found.items() if number}

    def submit(self, action, key=KEY, outcomes=None, **form):
        def work(env):
            account = env["ar.account"].browse(self.account)
            outcome = account._ar_portal_submit(
                action, {**self.forms[action], **form}, Visitor(env["res.partner"], "192.0.2.1"), key)
            env.flush_all()
            (outcomes if outcomes is not None else []).append(outcome.state)

        return work

    def test_two_at_once(self):
        """The second one waits for the first, finds the key taken, and makes nothing."""
        for number, (action, expected) in enumerate({
            "question": {"ar.dispute": 1, "activity": 1},
            "promise": {"ar.promise": 1, "activity": 1},
            "dispute": {"ar.dispute": 1, "file": 1, "activity": 1},
            "balance": {"ar.balance.answer": 1},
        }.items()):
            with self.subTest(action):
                before, outcomes = self.made(), []
                work = self.submit(action, f"{KEY[:-1]}{number}", outcomes)
                self.at_once(work, work)
                self.assertEqual(sorted(outcomes), ["again", "done"])
                after = self.made()
                grown = {model: after[model] - before.get(model, 0) for model in after}
                expected |= {"ar.contact.log": 1, "ar.portal.request": 1}
                self.assertEqual({model: by for model, by in grown.items() if by}, expected)

    def test_two_people_answer_for_the_balance_at_once(self):
        """One confirms it and one says otherwise: both answers stand, the difference has its case."""
        with self.environment() as env:
            reported = f"reported_{self.company_of(env).currency_id.id}"
        outcomes = []
        self.at_once(
            self.submit("balance", KEY, outcomes),
            self.submit("balance", OTHER_KEY, outcomes, agreed="no", text="We have less.", **{reported: "70"}))
        self.assertEqual(outcomes, ["done", "done"])
        with self.environment() as env:
            answers = env["ar.balance.answer"].search([("account_id", "=", self.account)])
            self.assertEqual(sorted(answers.mapped("agreed")), [False, True])
            self.assertEqual(answers.figure_ids.mapped("amount"), [100.0, 100.0])
            self.assertEqual(len(answers.dispute_id), 1)

    def test_a_dispute_with_a_file_killed_on_the_way(self):
        """Killed with the case made, with the file kept, and before the commit: there is nothing; sent again, all."""
        self.killed_and_sent_again(
            "dispute", ('type(env["ar.dispute"]), "_ar_portal_say", 1', 'type(env["ar.account"]), "_ar_portal_tell", 1',
                        'Cursor, "commit", 1'),
            {"ar.dispute": 1, "file": 1})

    def test_a_promise_killed_on_the_way(self):
        self.killed_and_sent_again(
            "promise", ('type(env["ar.account"]), "_ar_portal_tell", 1', 'Cursor, "commit", 1'), {"ar.promise": 1})

    def killed_and_sent_again(self, action, moments, expected):
        values = {"account": self.account, "action": action, "form": self.forms[action], "key": KEY}
        for moment in moments:
            script = SUBMIT.format(killed=f"kill_at({moment})", **values)
            self.assertEqual((self.run_process(script), self.made()), (-signal.SIGKILL, {}), moment)
        expected |= {"ar.contact.log": 1, "ar.portal.request": 1, "activity": 1}
        # the customer sends the page again, and once more
        for _time in range(2):
            self.assertEqual(self.run_process(SUBMIT.format(killed="", **values)), 0)
            self.assertEqual(self.made(), expected)
