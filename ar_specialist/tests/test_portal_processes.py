import threading

from odoo import SUPERUSER_ID, api
from odoo.addons.ar_specialist.models.ar_portal_submit import Visitor
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name

KEY = "0123456789abcdef0123456789abcdef"


@tagged("-at_install", "post_install")
class TestPortalProcesses(BaseCase):
    """A form that arrives twice at the same moment, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            partner = env["res.partner"].create({"name": "Portal process"})
            account = env["ar.account"]._for(partner, env.ref("base.main_company"))
            self.partner, self.account = partner.id, account.id
        self.addCleanup(self.clean)

    def clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            own = [("account_id", "=", self.account)]
            env["mail.activity"].search([("res_model", "=", "ar.account"), ("res_id", "=", self.account)]).unlink()
            env.cr.execute("DELETE FROM ar_contact_log WHERE account_id = %s", [self.account])
            env["ar.dispute"].search(own).unlink()
            env["ar.account"].browse(self.account).unlink()
            env["res.partner"].browse(self.partner).unlink()

    def send(self, started, outcomes):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})

            def once():
                account = env["ar.account"].browse(self.account)
                found = account._ar_portal_submit(
                    "question", {"name": "Kim", "subject": "Hello", "text": "Hello?"},
                    Visitor(env["res.partner"], "192.0.2.1"), KEY)
                started.wait(10)
                return found

            outcomes.append(retrying(once, env).state)

    def test_two_at_once(self):
        """The second one waits for the first, finds the key taken, and makes nothing."""
        started, outcomes = threading.Event(), []
        threads = [threading.Thread(target=self.send, args=(started, outcomes)) for _time in range(2)]
        for thread in threads:
            thread.start()
        started.set()
        for thread in threads:
            thread.join(60)
        self.assertEqual(sorted(outcomes), ["again", "done"])
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.assertEqual(env["ar.dispute"].search_count([("account_id", "=", self.account)]), 1)
