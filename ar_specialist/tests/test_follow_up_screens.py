from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date
from odoo.tests import Form, new_test_user, tagged

from .common import ReceivablesCommon


class FollowUpScreensCommon(ReceivablesCommon):
    """A reminder after 5 days; for one of three customers a final notice, to be approved; one is on hold."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ar.policy"].search([]).active = False
        first = {"name": "First reminder", "days": 5, "subject": "Overdue", "intro": "<p>Please pay.</p>"}
        final = {
            "name": "Final notice", "days": 30, "subject": "Last call", "needs_approval": True,
            "intro": "<p>Please pay now.</p>",
        }
        cls.policy, strict = cls.env["ar.policy"].create([
            {
                "name": name, "rank": rank, "quiet_days": 0, "company_id": cls.company.id, "saturday": True,
                "sunday": True, "level_ids": [Command.create(level) for level in levels],
            }
            for name, rank, levels in (("Standard", 50, [first, final]), ("Strict", 60, [final]))
        ])
        cls.today = Date.context_today(cls.env.user)
        cls.late, cls.very_late, cls.held = cls.env["res.partner"].create([
            {"name": f"{name} Customer", "email": f"{name.lower()}@example.com"} for name in ("Late", "Old", "Held")])
        for partner, days in ((cls.late, 10), (cls.very_late, 40), (cls.held, 10)):
            due = Date.subtract(cls.today, days=days)
            cls.invoice(100 + days, due, due=due, partner=partner)
        cls.env["ar.account"]._for(cls.very_late, cls.company).policy_id = strict
        account = cls.env["ar.account"]._for(cls.held, cls.company)
        cls.env["ar.hold"].create({"account_id": account.id, "reason": "Contract under discussion"})
        users = {
            "manager": "ar_specialist.group_manager", "specialist": "ar_specialist.group_specialist",
            "reader": "base.group_user,account.group_account_readonly", "invoicing": "account.group_account_invoice",
        }
        for name, groups in users.items():
            setattr(cls, name, new_test_user(
                cls.env, f"screens_{name}", groups=groups, company_id=cls.company.id))

    @classmethod
    def plan(cls, user=None, **values):
        planning = cls.env["ar.run.planning"].with_user(user or cls.specialist).create({
            "company_id": cls.company.id, **values})
        return planning.env["ar.run"].browse(planning.action_plan()["res_id"])


@tagged("-at_install", "post_install")
class TestRunScreen(FollowUpScreensCommon):
    def test_plan_shows_what_goes_out_and_what_not(self):
        run = self.plan()
        self.assertEqual((run.state, run.planned_count, run.approval_count, run.held_count), ("planned", 1, 1, 1))
        self.assertEqual(run.amount_to_send, 110 + 140)
        self.assertEqual(run.channel_summary, "2 × Email")
        self.assertEqual(run.held_summary, "customer on hold 1")
        self.assertEqual(run.progress, 0)

    def test_plan_of_chosen_customers(self):
        run = self.plan(scope="some", partner_ids=[Command.set(self.late.ids)])
        self.assertEqual(run.notice_ids.partner_id, self.late)

    def test_plan_of_chosen_customers_wants_one(self):
        with self.assertRaisesRegex(UserError, "Choose the customers"):
            self.plan(scope="some")

    def test_plan_form_begins_with_today_and_the_active_company(self):
        form = Form(self.env["ar.run.planning"].with_user(self.manager))
        self.assertEqual(form.date, self.today)
        self.assertEqual(form.scope, "all")

    def test_approve_all(self):
        run = self.plan()
        run.action_approve_all()
        self.assertEqual((run.planned_count, run.approval_count, run.held_count), (2, 0, 1))

    def test_cancel_lets_the_items_be_planned_again(self):
        run = self.plan()
        run.action_cancel()
        self.assertEqual((run.state, set(run.notice_ids.mapped("state"))), ("cancelled", {"cancelled"}))
        self.assertEqual(self.plan().planned_count, 1)

    def test_execute(self):
        run = self.plan()
        run.action_execute()
        self.assertEqual((run.planned_count, run.sent_count, run.failed_count), (0, 1, 0))
        self.assertEqual(run.amount_sent, 110)

    def test_buttons_open_the_notices_of_a_state(self):
        run = self.plan()
        action = run.with_context(notice_state="held").action_open_notices()
        self.assertEqual(self.env["ar.notice"].search(action["domain"]).partner_id, self.held)
        self.assertEqual(self.env["ar.notice"].search(run.action_open_notices()["domain"]), run.notice_ids)

    def test_search_notices_by_reason_and_by_who_is_in_charge(self):
        run = self.plan()
        found = run.notice_ids.search([("run_id", "=", run.id), ("reason", "=", "held")])
        self.assertEqual(found.partner_id, self.held)
        self.late.user_id = self.manager
        found.search([("partner_id", "=", self.very_late.id)]).account_id.collector_id = self.manager
        mine = found.with_user(self.manager).search([("run_id", "=", run.id), ("user_id", "in", self.manager.ids)])
        self.assertEqual(mine.partner_id, self.late + self.very_late)
        self.assertEqual(mine.user_id, self.manager)


@tagged("-at_install", "post_install")
class TestNoticeScreen(FollowUpScreensCommon):
    def notice(self, partner):
        return self.plan().notice_ids.filtered(lambda notice: notice.partner_id == partner)

    def test_preview_is_the_message_of_the_level(self):
        notice = self.notice(self.very_late)
        self.assertEqual(notice.preview_subject, "Last call")
        self.assertIn("Please pay now.", notice.preview)

    def test_own_text_before_approval(self):
        notice = self.notice(self.very_late)
        self.assertEqual((notice.can_edit, notice.can_start_edit), (False, True))
        notice.action_edit_message()
        self.assertEqual((notice.can_edit, notice.can_start_edit), (True, False))
        notice.body = "<p>Dear friend.</p>"
        self.assertIn("Dear friend.", notice.preview)
        self.assertNotIn("Please pay now.", notice.preview)

    def test_held_notice_takes_no_text(self):
        notice = self.notice(self.held)
        self.assertEqual((notice.can_edit, notice.can_start_edit), (False, False))
        self.assertEqual(notice.reason_text, "customer on hold")


@tagged("-at_install", "post_install")
class TestFollowUpRights(FollowUpScreensCommon):
    def test_specialist_reads_policies_and_changes_none(self):
        policy = self.policy.with_user(self.specialist)
        self.assertEqual(policy.name, "Standard")
        self.assertTrue(policy.action_preview_customers())
        for change in (lambda: policy.write({"quiet_days": 1}), lambda: policy.level_ids.write({"days": 1}),
                       policy.unlink, policy.copy):
            with self.assertRaises(AccessError):
                change()

    def test_manager_changes_policies(self):
        policy = self.policy.with_user(self.manager)
        policy.write({"quiet_days": 4, "level_ids": [Command.create({"name": "X", "days": 50, "subject": "X"})]})
        self.assertEqual(len(policy.level_ids), 3)

    def test_reader_sees_everything_and_does_nothing(self):
        run = self.plan()
        seen = run.with_user(self.reader)
        self.assertEqual((seen.planned_count, seen.held_summary), (1, "customer on hold 1"))
        approval = seen.notice_ids.filtered(lambda notice: notice.state == "approval")
        self.assertTrue(approval.preview)
        for act in (seen.action_execute, seen.action_approve_all, seen.action_cancel, approval.action_approve,
                    approval.action_cancel, approval.action_edit_message, approval.action_hold):
            with self.assertRaises(AccessError, msg=act.__name__):
                act()
        with self.assertRaises(AccessError):
            self.plan(self.reader)
        self.assertEqual(run.state, "planned")

    def test_cancel_of_an_empty_run_is_refused_to_the_reader_too(self):
        empty = self.env["ar.run"].sudo().create({"date": self.today, "company_id": self.company.id})
        with self.assertRaises(AccessError):
            empty.with_user(self.reader).action_cancel()

    def test_another_company_sees_nothing(self):
        run = self.plan()
        other = self.setup_other_company(name="Elsewhere")["company"]
        stranger = new_test_user(
            self.env, "screens_stranger", groups="ar_specialist.group_manager", company_id=other.id,
            company_ids=[Command.set(other.ids)])
        for model in ("ar.run", "ar.notice", "ar.notice.line", "ar.account", "ar.hold"):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
        with self.assertRaises(AccessError):
            run.with_user(stranger).action_execute()
        self.assertNotIn(self.policy, self.env["ar.policy"].with_user(stranger).search([]))

    def test_invoicing_alone_opens_no_run(self):
        run = self.plan()
        with self.assertRaises(AccessError):
            run.with_user(self.invoicing).read(["state"])
