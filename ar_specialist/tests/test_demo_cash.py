from datetime import date

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.tests import freeze_time, tagged

DAY = date(2026, 11, 20)


@tagged("-at_install", "post_install")
@freeze_time("2026-11-20 10:00:00")
class TestDemoCash(AccountTestInvoicingCommon):
    """Yesterday's bank file of the demo: a payment for each case that a specialist meets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.demo = cls.env["ar.demo"].sudo()
        cls.company = cls.company_data["company"]
        cls.env.ref("base.user_admin").company_ids += cls.company
        cls.demo._load(cls.company, DAY)
        cls.made = cls.demo._load_cash(cls.company, DAY)
        cls.record = cls.env.ref(f"ar_specialist.demo_cash_{cls.company.id}")
        cls.payments = cls.record.line_ids.ar_cash_payment_ids

    def by(self, name):
        payment = self.payments.filtered(lambda each: name.lower() in each.payer_name.lower())
        self.assertEqual(len(payment), 1, name)
        return payment

    def test_once(self):
        self.assertTrue(self.made)
        self.assertFalse(self.demo._load_cash(self.company, DAY))

    def test_file(self):
        self.assertEqual(len(self.record.statement_ids), 2)
        self.assertEqual(len(self.record.statement_ids.currency_id), 2)
        self.assertTrue(all(self.record.statement_ids.mapped("is_complete")))
        self.assertFalse(any(self.record.statement_ids.mapped("problem_description")))

    def test_cases(self):
        for name, state, choice, ambiguous in (
            ("Northgate", "ready", False, False), ("Bluewater", "ready", False, False),
            ("Lakeshore", "check", "short", False), ("Zürcher", "check", "over", False),
            ("Castlegate", "check", False, True), ("Cascade", "ready", False, False),
            ("Harbor", "ready", False, False), ("Smith", "unidentified", False, False),
        ):
            payment = self.by(name)
            self.assertEqual((payment.state, payment.choice, payment.ambiguous), (state, choice, ambiguous), name)

    def test_what_makes_the_cases(self):
        self.assertLess(min(self.by("Bluewater").allocation_ids.mapped("amount")), 0, "a credit note is netted")
        self.assertEqual(len(self.by("Cascade").allocation_ids.move_line_id.partner_id), 2, "a parent pays")
        self.assertTrue(sum(self.by("Harbor").allocation_ids.mapped("discount")), "less cash discount")
        self.assertTrue(self.by("Penhallow").allocation_ids, "a part of a collective booking")
