from odoo.fields import Date
from odoo.tests import tagged

from .common_processes import ProcessesCase


@tagged("-at_install", "post_install")
class TestAccountProcesses(ProcessesCase):
    """Two people at one customer in the same moment, on committed data, which is taken away again."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            company = self.company_of(env)
            partner = env["res.partner"].create({"name": "Account process"})
            self.partner = partner.id
            self.users = env["res.users"].create([
                {
                    "name": f"Collector {number}", "login": f"account_process_{number}", "company_id": company.id,
                    "company_ids": company.ids, "group_ids": env.ref("ar_specialist.group_manager").ids,
                } for number in range(3)]).ids
            account = env["ar.account"]._for(partner, company)
            account.collector_id = self.users[0]
            self.account = account.id
            self.activity = account.activity_schedule(
                "mail.mail_activity_data_call", date_deadline=company._ar_today(), summary="Call them",
                user_id=self.users[0]).id

    def clean(self):
        with self.environment() as env:
            self.take_away(env, env["res.partner"].browse(self.partner))
            env["ar.collector.reassign"].search([]).unlink()
            users = env["res.users"].browse(self.users)
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    def reassign(self, user):
        def work(env):
            env = env(user=env.ref("base.user_admin").id)
            env["ar.collector.reassign"].create({"account_ids": [self.account], "user_id": user}).action_reassign()
        return work

    def log(self, outcome, user, **values):
        def work(env):
            env(user=user)["ar.contact.log"]._log({
                "account_id": self.account, "channel": "call", "note": outcome,
                "outcome_id": env.ref(f"ar_specialist.contact_outcome_{outcome}").id, **values})
        return work

    def test_two_hand_over_the_same_customer(self):
        """One of them comes last; the account and what is to be done there are in the same hands."""
        with self.environment() as env:
            env.ref("base.user_admin").group_ids += env.ref("ar_specialist.group_manager")
        self.at_once(self.reassign(self.users[1]), self.reassign(self.users[2]))
        with self.environment() as env:
            collector = env["ar.account"].browse(self.account).collector_id
            self.assertIn(collector.id, self.users[1:])
            self.assertEqual(env["mail.activity"].browse(self.activity).user_id, collector)

    def test_two_log_a_contact_at_once(self):
        """Both contacts stand; the call that was to be made is done once, and the account tells of both."""
        self.at_once(self.log("reached", self.users[0]), self.log("no_answer", self.users[1]))
        with self.environment() as env:
            account = env["ar.account"].browse(self.account)
            logs = env["ar.contact.log"].search([("account_id", "=", self.account)])
            self.assertEqual(sorted(logs.mapped("note")), ["no_answer", "reached"])
            self.assertEqual(set(logs.user_id.ids), set(self.users[:2]))
            self.assertFalse(account.activity_ids)
            told = " ".join(account.message_ids.mapped("body"))
            self.assertEqual((told.count("No answer"), told.count("Reached")), (1, 1), told)
            self.assertEqual(account.last_contact_date, Date.to_date(logs.filtered(
                lambda log: log.note == "reached")._day()))

    def test_a_contact_while_the_customer_is_handed_over(self):
        self.at_once(self.log("reached", self.users[0]), self.reassign(self.users[1]))
        with self.environment() as env:
            account = env["ar.account"].browse(self.account)
            self.assertEqual(account.collector_id.id, self.users[1])
            self.assertTrue(account.last_contact_date)
            self.assertFalse(account.activity_ids)
