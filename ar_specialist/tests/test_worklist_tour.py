from odoo.fields import Date
from odoo.tests import HttpCase, tagged

from .test_follow_up_screens import FollowUpScreensCommon


@tagged("-at_install", "post_install")
class TestWorklistTour(FollowUpScreensCommon, HttpCase):
    def test_a_collectors_morning(self):
        """Worklist → customer → log the call with the promise → next."""
        accounts = self.env["ar.account"]._for_many(self.late + self.very_late, self.company)
        accounts.collector_id = self.specialist
        first = accounts.filtered(lambda account: account.partner_id == self.very_late)
        first.next_action_date = self.today
        accounts._ar_refresh_scores()
        self.start_tour("/odoo/worklist", "ar_worklist_tour", login="screens_specialist")
        promise = first.promise_ids
        self.assertEqual((promise.state, promise.amount, promise.user_id), ("open", 140.0, self.specialist))
        log = first.contact_log_ids
        self.assertEqual((log.promise_id, log.note), (promise, "Money comes with the next run"))
        self.assertEqual(log.next_action_date, Date.add(promise.date, days=1))
        self.assertEqual(first.last_contact_date, self.today)

    def test_by_keys_alone(self):
        """Open, next, log, save and next, without a mouse."""
        accounts = self.env["ar.account"]._for_many(self.late + self.very_late, self.company)
        accounts.collector_id = self.specialist
        first = accounts.filtered(lambda account: account.partner_id == self.very_late)
        first.next_action_date = self.today
        accounts._ar_refresh_scores()
        self.start_tour("/odoo/worklist", "ar_worklist_keys_tour", login="screens_specialist")
        self.assertEqual((first.contact_log_ids.outcome_id.name, first.contact_log_ids.note.strip()), (
            "Left a message", "Call again"))
