from odoo.fields import Command, Date
from odoo.tests import Form, freeze_time, tagged

from .common_promises import PromisesCommon


@tagged("-at_install", "post_install")
class TestCompanyDay(PromisesCommon):
    """Half an hour before the company's midnight it is tomorrow in Auckland: the company's day counts for all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().partner_id.tz = "UTC"
        cls.specialist.sudo().tz = "Pacific/Auckland"
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company).with_user(cls.specialist)
        cls.account.sudo().collector_id = cls.specialist

    def of_bills(self):
        self.account.invalidate_recordset()
        return self.account.amount_overdue

    @freeze_time("2024-03-07 23:30:00")
    def test_figures_worklist_and_scores_agree(self):
        self.promise(amount=100.0)  # by the 8th
        self.invoice(40.0, "2024-02-01", due="2024-03-07")
        self.assertEqual(Date.to_string(self.company.with_user(self.specialist)._ar_today()), "2024-03-07")
        self.assertEqual(self.of_bills(), 100.0, "what is due on the 7th is not late yet")
        self.account._ar_refresh_scores()
        due = self.env.ref("ar_specialist.score_rule_promise_due")
        self.assertNotIn(due, self.account.score_ids)
        self.assertFalse(self.account.search([("waits_for", "=", "promises_due")]))
        with freeze_time("2024-03-08 00:30:00"):
            self.assertEqual(self.of_bills(), 140.0)
            self.account._ar_refresh_scores()
            self.account.invalidate_recordset()
            self.assertIn(due, self.account.score_ids)
            self.assertEqual(self.account.search([("waits_for", "=", "promises_due")]), self.account)
            hints = {hint["filter"]: hint["count"] for hint in self.account.get_worklist_hints()}
            self.assertEqual(hints["promises_due"], 1)

    @freeze_time("2024-03-07 23:30:00")
    def test_a_promise_may_be_logged_near_midnight(self):
        """The day it was made is proposed: never a day to come, which is refused."""
        form = Form(self.env["ar.promise"].with_user(self.specialist).with_context(
            default_account_id=self.account.id, default_move_line_ids=[Command.set(self.item.ids)]))
        form.date = "2024-03-20"
        self.assertEqual(Date.to_string(form.save().date_made), "2024-03-07")

    @freeze_time("2024-03-07 23:30:00")
    def test_a_company_without_a_zone_has_its_users(self):
        self.company.sudo().partner_id.tz = False
        self.assertEqual(Date.to_string(self.company.with_user(self.specialist)._ar_today()), "2024-03-08")
