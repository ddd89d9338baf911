from odoo.tests import HttpCase, tagged

from .test_follow_up_screens import FollowUpScreensCommon


@tagged("-at_install", "post_install")
class TestFollowUpTour(FollowUpScreensCommon, HttpCase):
    def test_plan_look_approve_execute(self):
        self.start_tour("/odoo/follow-up-runs", "ar_follow_up_tour", login="screens_specialist")
        self.assertEqual(
            self.env["ar.notice"].search([("company_id", "=", self.company.id), ("state", "=", "sent")]).partner_id,
            self.late + self.very_late)

    def test_tick_approve_and_cancel(self):
        run = self.plan()
        self.start_tour(f"/odoo/follow-up-runs/{run.id}", "ar_run_selection_tour", login="screens_specialist")
        self.assertEqual(run.notice_ids.grouped("state")["cancelled"].partner_id, self.held)

    def test_policy(self):
        self.start_tour("/odoo/follow-up-policies", "ar_policy_tour", login="screens_manager")
        self.assertEqual((self.policy.saturday, self.policy.level_ids.sorted("days")[:1].days), (False, 6))

    def test_hold(self):
        account = self.env["ar.account"]._for(self.late, self.company)
        self.start_tour(f"/odoo/customer-accounts/{account.id}", "ar_hold_tour", login="screens_specialist")
        hold = account.hold_ids
        self.assertEqual((hold.reason, hold.user_id), ("Waits for our credit note", self.specialist))

    def test_drag_an_invoice_to_another_stage(self):
        self.start_tour("/odoo/invoices-by-stage", "ar_stage_tour", login="screens_specialist")
        [move] = self.env["account.move"].search([("partner_id", "=", self.very_late.id)])
        self.assertEqual(move.ar_stage_id, self.env.ref("ar_specialist.stage_chasing"))
