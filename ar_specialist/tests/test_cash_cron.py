from unittest.mock import patch

from odoo.addons.base.models import ir_cron
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..logic.cash_reasons import ALL
from ..models import ar_background
from .common_cash import CashCommon, Clock


@tagged("-at_install", "post_install")
class TestCashCron(CashCommon):
    """The scheduled action and what is seen of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.invoice(100.0, "2024-06-01", name="INV/2024/00101")
        cls.second = cls.invoice(250.0, "2024-06-02", name="INV/2024/00102")
        cls.env["res.partner.bank"].create({
            "acc_number": "BE71096123456769", "partner_id": cls.other_customer.id})
        cls.sure = cls.bank_line(100.0, "INV/2024/00101", "Azure Interior")
        cls.short = cls.bank_line(200.0, "INV/2024/00102", "Azure Interior")
        cls.prepaid = cls.bank_line(70.0, "prepayment", "Deco", account_number="BE71 0961 2345 6769")
        cls.unknown = cls.bank_line(33.0, "thanks", "Nobody Known")
        cls.cron = cls.env.ref("ar_specialist.ir_cron_cash")

    def run_cron(self):
        self.env["res.company"].search([]).ar_cash_auto = False
        self.company.ar_cash_auto = True
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def states(self):
        return [self.of_line(line).state for line in (self.sure, self.short, self.prepaid, self.unknown)]

    def test_what_is_sure_is_applied(self):
        self.run_cron()
        self.assertEqual(self.states(), ["applied", "check", "unapplied", "unidentified"])
        self.assertEqual(self.credit_of(self.first).amount_residual, 0.0)
        applied, prepaid = self.of_line(self.sure), self.of_line(self.prepaid)
        self.assertTrue(applied.is_automatic and applied.applied_on)
        self.assertEqual(prepaid.move_line_id.partner_id, self.other_customer)
        self.assertEqual(prepaid.amount_left, 70.0)
        self.run_cron()
        self.assertEqual(self.states(), ["applied", "check", "unapplied", "unidentified"], "again nothing changes")
        self.assertEqual(len(prepaid.application_ids if "application_ids" in prepaid else [1]), 1)

    def test_what_stands_on_account_finds_its_invoice_later(self):
        self.run_cron()
        later = self.invoice(70.0, "2024-06-20", partner=self.other_customer)
        self.of_line(self.prepaid)._propose()
        self.assertEqual(self.of_line(self.prepaid).allocation_ids.move_line_id, self.credit_of(later))

    def test_off(self):
        self.env["res.company"].search([]).ar_cash_auto = False
        self.cron.method_direct_trigger()
        self.assertFalse(self.of_line(self.sure))

    def test_looking_anew_does_not_use_up_the_time(self):
        """The server's measure of time is over as soon as all is proposed for: it is applied all the same, and once."""
        refresh, calls = type(self.payments)._refresh, []

        def counted(payments, company):
            calls.append(company)
            return refresh(payments, company)

        with patch.object(ir_cron, "MIN_TIME_PER_JOB", 0), patch.object(ar_background, "time", Clock()), \
                patch.object(type(self.payments), "_refresh", counted):
            self.run_cron()
        self.assertEqual(self.states(), ["applied", "check", "unapplied", "unidentified"])
        self.assertEqual(calls, [self.company])

    def test_a_run_soon_after_goes_on_with_what_is_proposed(self):
        self.run_cron()
        short = self.of_line(self.short)
        self.assertNotIn(short, self.payments.search(self.payments._domain_to_propose(self.company)))
        self.env["ar.cash.batch"].sudo().search([]).date = "2024-06-01 10:00:00"
        self.assertIn(short, self.payments.search(self.payments._domain_to_propose(self.company)))

    @mute_logger("odoo.addons.ar_specialist.models.ar_background")
    def test_a_company_at_fault_is_tried_once(self):
        with patch.object(type(self.payments), "_refresh", side_effect=ValueError("no")) as refresh:
            self.run_cron()
        self.assertEqual(refresh.call_count, 1)

    def test_undone_waits_for_a_person(self):
        self.run_cron()
        payment = self.of_line(self.sure)
        self.env["ar.cash.application"].search([("payment_id", "=", payment.id)]).action_undo()
        self.run_cron()
        self.assertEqual(payment.state, "check")
        self.assertIn("undone", [code for code, _points, _value in payment.reasons])
        self.assertFalse(self.env["ar.cash.refusal"].search([("payment_id", "=", payment.id)]))

    def test_on_account_undone_is_not_booked_again(self):
        self.run_cron()
        payment = self.of_line(self.prepaid)
        self.env["ar.cash.application"].search([("payment_id", "=", payment.id)]).action_undo()
        self.run_cron()
        self.assertEqual((payment.state, payment.move_line_id.ids), ("check", []))

    @mute_logger("odoo.addons.ar_specialist.models.cash.ar_cash_payment_cron")
    def test_one_that_can_not_be_booked_keeps_no_other(self):
        second = self.bank_line(71.0, "prepayment", "Deco", account_number="BE71 0961 2345 6769")
        original = type(self.payments)._keep_on_account

        def keep(payments, on_purpose=True):
            if any(payment.amount == 70.0 for payment in payments):
                raise ValueError("no")
            return original(payments, on_purpose)

        with patch.object(type(self.payments), "_keep_on_account", keep):
            self.run_cron()
        self.assertEqual([self.of_line(self.prepaid).state, self.of_line(second).state], ["check", "unapplied"])

    def test_reasons_in_words(self):
        self.assertEqual(set(self.env["ar.cash.reason"]._names()) - {"mailed", "undone", "refused"}, set(ALL))
        self.payments._refresh(self.company)
        payment = self.of_line(self.sure)
        self.assertIn("Named by its number: ", payment.reasons_text)
        payment.sudo().reasons = [["other_customer", 0, str(self.other_customer.id)], ["together", 0, ""]]
        self.assertEqual(
            payment.reasons_text, "Another customer is as likely: Deco Addict\nSeveral payments explain each other")

    def test_straight_through(self):
        self.run_cron()
        today = self.company._ar_today()
        self.of_line(self.short)._apply()
        found = self.payments._straight_through(self.company, today, today)
        self.assertEqual(
            (found.payments, found.payments_all, found.items, found.items_all, found.amount, found.amount_all),
            (1, 2, 1, 2, 100.0, 300.0))
        self.assertEqual((found.per_payment, found.per_item), (0.5, 0.5))
        self.assertAlmostEqual(found.per_amount, 1 / 3)
        yesterday = today.replace(year=today.year - 1)
        self.assertEqual(self.payments._straight_through(self.company, yesterday, yesterday).per_payment, 0.0)

    def test_days(self):
        self.payments._refresh(self.company)
        payment, today = self.of_line(self.sure), self.company._ar_today()
        self.assertEqual(payment.days_open, (today - payment.date).days)
        payment._apply()
        self.assertEqual(payment.days_to_apply, payment.days_open)

    def test_settings(self):
        settings = self.env["res.config.settings"].with_company(self.company).create({})
        with Form(settings) as form:
            form.ar_cash_auto = True
            form.ar_cash_apply_points = 95
            form.ar_cash_tolerance = 2.5
        settings.execute()
        self.assertRecordValues(self.company, [{
            "ar_cash_auto": True, "ar_cash_apply_points": 95, "ar_cash_tolerance": 2.5}])
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.company.ar_cash_suggest_points = 96
            self.env.flush_all()
