from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .follow_up_common import FollowUpCommon

TODAY = "2024-03-15"  # a Friday


class WorklistCommon(FollowUpCommon):
    """Two customers, the first owes 100 since January and collects by the specialist; today is 15 March 2024."""

    freeze_time = freeze_time(TODAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().write({"ar_promise_tolerance_days": 0})
        cls.make_users("specialist", "colleague", "manager", "auditor", "biller")
        cls.bill = cls.invoice(100.0, "2024-01-10")
        cls.item = cls.items(cls.bill)
        cls.mine = cls.env["ar.account"]._for(cls.customer, cls.company)
        cls.other = cls.env["ar.account"]._for(cls.other_customer, cls.company)
        cls.mine.collector_id = cls.specialist

    @staticmethod
    def outcome_ref(env, name):
        return env.ref(f"ar_specialist.contact_outcome_{name}")

    @classmethod
    def log(cls, outcome="reached", account=None, user=None, **values):
        """Log a contact as the specialist."""
        return cls.env["ar.contact.log"].with_user(user or cls.specialist).create({
            "account_id": (account or cls.mine).id, "outcome_id": cls.outcome_ref(cls.env, outcome).id, **values})

    @classmethod
    def entry_of(cls, outcome, items=None, user=None, **values):
        """Open the quick entry as the button does, and say what came of it."""
        action = cls.mine.with_user(user or cls.specialist).action_log_contact()
        return cls.env["ar.contact.entry"].with_user(user or cls.specialist).with_context(**action["context"]).create({
            "outcome_id": cls.outcome_ref(cls.env, outcome).id,
            **({"item_ids": items.ids} if items else {}), **values})

    @contextmanager
    def refused(self, regex, error=UserError):
        """Expect a refusal, and leave nothing behind of what was tried."""
        with self.assertRaisesRegex(error, regex), self.env.cr.savepoint():
            yield

    def commit_marks(self):
        """Do what happens at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def rescore(self):
        """Score as the scheduled action does after a transaction."""
        self.commit_marks()
        self.env["ar.account"]._cron_refresh_scores()
