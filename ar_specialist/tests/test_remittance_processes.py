from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from psycopg2.errors import SerializationFailure


@tagged("-at_install", "post_install")
class TestRemittanceProcesses(BaseCase):
    """Two at once, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env.ref("base.main_company")
            today = company._ar_today()
            self.partner = env["res.partner"].create({"name": "Remittance process"}).id
            self.payments = [
                env["ar.cash.payment"].create({
                    "company_id": company.id, "currency_id": company.currency_id.id, "amount": 77.31,
                    "amount_left": 77.31, "date": today, "text": text, "state": "check"}).id
                for text in ("a", "b")]
            self.advice = env["ar.remittance"].create({
                "company_id": company.id, "currency_id": company.currency_id.id, "amount": 77.31,
                "partner_id": self.partner}).id

    def clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["ar.remittance"].browse(self.advice).unlink()
            env["ar.cash.payment"].browse(self.payments).unlink()
            env["ar.account"].search([("partner_id", "=", self.partner)]).unlink()
            env["res.partner"].browse(self.partner).unlink()

    def records(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        return env["ar.remittance"].browse(self.advice), env["ar.cash.payment"].browse(self.payments)

    def test_two_link_one_advice(self):
        """The second one is refused in words while the first is at it, and after it in words as well."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            advice, payments = self.records(first)
            rival, theirs = self.records(second)
            self.assertEqual(rival.state, "open")
            with patch.object(type(payments), "_propose", lambda self: None):
                advice._link_to(payments[0])
                with self.assertRaises(UserError):
                    rival._link_to(theirs[1])
                first.flush()
                first.commit()
            second.rollback()
            with self.assertRaises(UserError):
                self.records(second)[0]._link_to(theirs[1])
            second.rollback()
        with self.registry.cursor() as third:
            self.assertEqual(self.records(third)[0].payment_id.id, self.payments[0])

    def test_what_changed_meanwhile_is_tried_anew(self):
        """Who saw the advice waiting and comes late is told by the database, so that Odoo asks once more."""
        with self.registry.cursor() as first, self.registry.cursor() as second:
            rival, theirs = self.records(second)
            self.assertEqual(rival.state, "open")
            advice, payments = self.records(first)
            with patch.object(type(payments), "_propose", lambda self: None):
                advice._link_to(payments[0])
                first.flush()
                first.commit()
                with self.assertRaises(SerializationFailure):
                    rival._link_to(theirs[1])
            second.rollback()
