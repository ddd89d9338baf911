from datetime import timedelta

from odoo.fields import Command, Date

from .common import ReceivablesCommon

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class FollowUpCommon(ReceivablesCommon):
    """One policy for everyone, working every day without quiet days; builders of levels and runs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ar.policy"].search([]).active = False
        (cls.customer | cls.other_customer).write({"email": "customer@example.com"})
        cls.policy = cls.make_policy(1)

    @classmethod
    def make_policy(cls, *days, **values):
        """Make a policy that reminds by email on these days from the due date."""
        policy = cls.env["ar.policy"].create({
            "name": "Every day", "rank": 1, "quiet_days": 0, **dict.fromkeys(WEEKDAYS, True), **values})
        cls.set_levels(policy, *days)
        return policy

    @classmethod
    def set_levels(cls, policy, *levels):
        """Replace the levels; each is a number of days or a dict of values."""
        policy.level_ids.unlink()
        policy.level_ids = [
            Command.create({"name": f"Level {number}", "subject": "Reminder", **(
                level if isinstance(level, dict) else {"days": level})})
            for number, level in enumerate(levels, 1)
        ]

    def plan(self, day, **options):
        return self.env["ar.run"].plan(Date.to_date(day), companies=options.pop("companies", self.company), **options)

    def send(self, day, **options):
        """Plan and execute; return the run."""
        run = self.plan(day, **options)
        run.execute()
        return run

    def story(self, first, days, **options):
        """Run every day and return {day as text: [names of the levels of the steps sent]}."""
        told = {}
        for shift in range(days):
            day = Date.to_date(first) + timedelta(days=shift)
            lines = self.send(day, **options).notice_ids.filtered(lambda n: n.state == "sent").line_ids
            if names := lines.filtered("counted").mapped("level_id.name"):
                told[Date.to_string(day)] = names
        return told

    @staticmethod
    def outcome(run):
        """Return [(state, [reasons])] of the run's notices."""
        return [(notice.state, notice.reason_codes or []) for notice in run.notice_ids]

    def account(self, partner=None, company=None):
        return self.env["ar.account"]._for(partner or self.customer, company or self.company)
