from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name


@tagged("-at_install", "post_install")
class TestPromiseProcesses(BaseCase):
    """Two scheduled actions at once, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env.ref("base.main_company")
            partner = env["res.partner"].create({"name": "Promise process"})
            self.partner, self.account = partner.id, env["ar.account"]._for(partner, company).id
            promise = env["ar.promise"].create({
                "account_id": self.account, "amount": 10.0, "date": "2024-03-08", "date_made": "2024-03-01"})
            # Missed long ago; open, as before its first judging.
            promise.write({"state": "open"})
            env["mail.activity"].search([("res_model", "=", "ar.account"), ("res_id", "=", self.account)]).unlink()
            self.promise = promise.id

    def clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["mail.activity"].search([("res_model", "=", "ar.account"), ("res_id", "=", self.account)]).unlink()
            env["ar.promise"].browse(self.promise).unlink()
            env["ar.account"].browse(self.account).unlink()
            env["res.partner"].browse(self.partner).unlink()

    def found(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        return env["ar.promise"].browse(self.promise).state, env["mail.activity"].search_count([
            ("res_model", "=", "ar.account"), ("res_id", "=", self.account)])

    def test_two_at_once(self):
        """What one is at, the other one leaves to it: one verdict, one activity, and nobody waits."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            api.Environment(first, SUPERUSER_ID, {})["ar.promise"]._cron_evaluate()
            api.Environment(second, SUPERUSER_ID, {})["ar.promise"]._cron_evaluate()
            self.assertEqual(self.found(second), ("open", 0), "left to the first one")
            first.commit()
            second.commit()
            api.Environment(second, SUPERUSER_ID, {})["ar.promise"]._cron_evaluate()
            second.commit()
        with self.registry.cursor() as third:
            self.assertEqual(self.found(third), ("broken", 1))
