import os
import signal
import subprocess
import sys
import threading

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase
from odoo.tests.common import get_db_name
from odoo.tools import config
from psycopg2.errors import SerializationFailure

#: Ends its own process, as a failing machine does, when a function is called for the n-th time.
KILLED = """
import os, signal
def kill_at(owner, name, number):
    original, calls = getattr(owner, name), []
    def counted(*args, **kwargs):
        calls.append(1)
        if len(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **kwargs)
    setattr(owner, name, counted)
"""


class Connection:
    """A cursor of its own that commits when the block ends well."""

    def __init__(self, registry):
        self.registry = registry

    def __enter__(self):
        self.cursor = self.registry.cursor()
        return api.Environment(self.cursor, SUPERUSER_ID, {})

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                self.cursor.commit()
            else:
                self.cursor.rollback()
        finally:
            self.cursor.close()


class ProcessesCase(BaseCase):
    """Real connections and real processes on committed data, which each test takes away again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def environment(self):
        return Connection(self.registry)

    def company_of(self, env):
        return env.ref("base.main_company")

    def invoices(self, env, partners, amount=10.0):
        """Post an invoice to each of `partners`, long overdue."""
        moves = env["account.move"].create([
            {
                "move_type": "out_invoice", "partner_id": partner.id, "company_id": self.company_of(env).id,
                "invoice_date": "2024-01-01", "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False,
                "invoice_line_ids": [Command.create({"name": "x", "price_unit": amount, "tax_ids": []})],
            } for partner in partners])
        moves.action_post()
        return moves

    def take_away(self, env, partners):
        """Remove customers with all that is theirs; what stays, whoever asks, too: a test takes its own away."""
        accounts = env["ar.account"].search([("partner_id", "in", partners.ids)])
        disputes = env["ar.dispute"].search([("account_id", "in", accounts.ids)])
        for records in (accounts, disputes):
            env["mail.activity"].search([("res_model", "=", records._name), ("res_id", "in", records.ids)]).unlink()
        env.flush_all()
        env.cr.execute("DELETE FROM ar_balance_answer WHERE account_id = ANY(%s)", [accounts.ids])
        env.cr.execute("DELETE FROM ar_contact_log WHERE account_id = ANY(%s)", [accounts.ids])
        env.invalidate_all()
        env["ar.promise"].search([("account_id", "in", accounts.ids)]).unlink()
        disputes.unlink()
        moves = env["account.move"].search([("partner_id", "in", partners.ids)])
        moves.line_ids.remove_move_reconcile()
        moves.button_draft()
        moves.with_context(force_delete=True).unlink()
        accounts.unlink()
        partners.unlink()

    def at_once(self, *works):
        """Call each of `works` with an environment of its own, in threads that start together."""
        ready, errors = threading.Barrier(len(works)), []

        def call(work):
            try:
                self.as_a_server(work, ready)
            except Exception as error:  # told by the assertion, threads can't raise
                errors.append(error)

        threads = [threading.Thread(target=call, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(errors, [])

    def as_a_server(self, work, ready):
        """Call `work` in a transaction, once more in a new one when the database says that it was disturbed."""
        try:
            with self.environment() as env:
                env["res.partner"].search_count([])  # the snapshot is taken before the other one commits
                ready.wait(30)
                work(env)
        except SerializationFailure:
            with self.environment() as env:
                work(env)

    def run_process(self, script):
        """Run `script` in a process of its own; return its exit code, 0 or that of having been killed."""
        command = [
            sys.executable, "-m", "odoo", "shell", "-c", config["config"], "-d", get_db_name(), "--no-http",
            "--log-level=error"]
        done = subprocess.run(
            command, input=KILLED + script, text=True, capture_output=True, check=False, timeout=120,
            env=dict(os.environ))
        if done.returncode not in (0, -signal.SIGKILL):
            self.fail(done.stderr[-2000:])
        return done.returncode
