from odoo import fields, models

from ...logic.period_close import SETTLED


class ArPeriodClose(models.Model):
    _name = "ar.period.close"
    _inherit = ["ar.period.close", "mail.activity.mixin"]


class ArPeriodCloseCheck(models.Model):
    """Who has to see to a check finds it among their activities, by its deadline, until it is settled."""

    _inherit = "ar.period.close.check"

    def _remind(self):
        """Make, change or take away the activity of each check."""
        # sudo: the activity is another person's
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        known = activities.search([("ar_close_check_id", "in", self.ids)]).grouped("ar_close_check_id")
        model = self.env["ir.model"]._get_id("ar.period.close")
        kind = self.env.ref("mail.mail_activity_data_todo").id
        for check in self:
            activity = known.get(check, activities)
            if check.state in SETTLED or not check.user_id or check.period_state == "closed":
                activity.unlink()
                continue
            deadline = check.deadline or check.period_id.date_to
            values = {"user_id": check.user_id.id, "date_deadline": deadline}
            if not activity:
                # In the words of the person who reads it.
                summary = check.with_context(lang=check.user_id.lang).name
                activities.create({
                    **values, "res_model_id": model, "res_id": check.period_id.id, "activity_type_id": kind,
                    "summary": summary, "ar_close_check_id": check.id, "automated": True})
            elif (activity.user_id, activity.date_deadline) != (check.user_id, deadline):
                activity.write(values)

    def _done_by_person(self):
        """Settle what only waited for its person to say so; the rest is settled by what the books say."""
        for check in self:
            if check.wants in ("person", "review") and check.state not in SETTLED and check.period_state != "closed":
                # sudo: who was asked to do it says that it is done, whatever else they may in the receivables
                (check.sudo() if check.user_id == self.env.user else check).action_done()


class MailActivity(models.Model):
    _inherit = "mail.activity"

    ar_close_check_id = fields.Many2one(
        "ar.period.close.check", string="Check of the Close", readonly=True, index="btree_not_null",
        ondelete="cascade")

    def _action_done(self, feedback=False, attachment_ids=None):
        checks = self.ar_close_check_id
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        checks._done_by_person()
        return result
