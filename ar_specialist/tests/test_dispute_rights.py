from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import Form, freeze_time, new_test_user, tagged

from .common_disputes import DisputesCommon


@tagged("-at_install", "post_install")
class TestDisputeRights(DisputesCommon):
    """Who sees and does what; late cases; the analysis."""

    def test_users(self):
        dispute = self.dispute(amount=30.0)
        disputes = self.env["ar.dispute"]
        for user in (self.auditor, self.biller, self.salesperson):
            with self.assertRaises(AccessError):
                self.dispute(amount=1.0, user=user)
        self.assertEqual(disputes.with_user(self.auditor).search([]), dispute)
        with self.assertRaises(AccessError):
            dispute.with_user(self.auditor).action_cancel()
        with self.assertRaises(AccessError):
            dispute.with_user(self.auditor).action_write_off()

    def test_salesperson_sees_what_is_assigned(self):
        dispute, _other = self.dispute(amount=30.0), self.dispute(amount=10.0)
        mine = self.env["ar.dispute"].with_user(self.salesperson)
        self.assertFalse(mine.search([]))
        dispute.user_id = self.salesperson
        self.assertEqual(mine.search([]), dispute)
        self.assertEqual(mine.browse(dispute.id).line_ids.amount, 30.0)
        views = mine.get_views([(False, "form"), (False, "list"), (False, "kanban")])
        names = [name for name in views["models"]["ar.dispute"]["fields"] if name in mine._fields]
        mine.browse(dispute.id).web_read({
            name: {"fields": {"display_name": {}}} if mine._fields[name].type == "many2one" else {} for name in names})
        mine.browse(dispute.id).message_post(body="The boxes were sent.")
        with self.assertRaises(AccessError):
            mine.browse(dispute.id).subject = "Mine"

    def test_a_menu_for_who_owns_disputes(self):
        menu = self.env.ref("ar_specialist.menu_ar_dispute_own")
        owner = new_test_user(
            self.env, "dispute_owner", groups="ar_specialist.group_dispute_owner", company_id=self.company.id,
            company_ids=self.company.ids)
        for user, seen in ((owner, True), (self.salesperson, False), (self.specialist, False), (self.auditor, False)):
            self.assertEqual(menu.id in menu.with_user(user)._visible_menu_ids(), seen, user.login)
        seen = self.env["ir.ui.menu"].with_user(owner)
        self.assertNotIn(self.env.ref("account.menu_finance").id, seen._visible_menu_ids())
        dispute, other = self.dispute(amount=30.0, user_id=owner.id), self.dispute(amount=10.0)
        mine = self.env["ar.dispute"].with_user(owner)
        self.assertEqual(mine.search([]), dispute)
        for record in (other, dispute.account_id, self.bill, self.env["ar.open.item"].browse(self.item.id)):
            with self.assertRaises(AccessError):
                record.with_user(owner).read(["display_name"])
        self.assertEqual(mine._read_group([], [], ["amount:sum"]), [(30.0,)])
        form = Form(mine.browse(dispute.id), view="ar_specialist.ar_dispute_view_form")
        self.assertNotIn("move_ids", form._view["fields"], "who may not read entries opens the case without them")
        with self.assertRaises(AccessError):
            mine.browse(dispute.id).action_cancel()

    def test_an_owner_answers_the_customer(self):
        dispute = self.dispute(amount=30.0, user_id=self.salesperson.id)
        mine = dispute.with_user(self.salesperson)
        action = mine.action_answer()
        composers = self.env["mail.compose.message"].with_user(self.salesperson)
        composer = composers.with_context(**action["context"]).create({})
        composer._action_send_mail()
        self.assertEqual(dispute.message_ids[0].author_id, self.salesperson.partner_id)
        self.assertIn(dispute.name, dispute.message_ids[0].body + (dispute.message_ids[0].subject or ""))

    def test_other_company(self):
        other = self.setup_other_company()["company"]
        account = self.env["ar.account"]._for(self.customer, other)
        theirs = self.env["ar.dispute"].create({"account_id": account.id, "kind": "inquiry"})
        self.assertRegex(theirs.name, "0001$")
        self.assertEqual(theirs.company_id, other)
        self.assertFalse(self.env["ar.dispute"].with_user(self.specialist).search([("id", "=", theirs.id)]))
        with self.assertRaises(AccessError):
            self.env["ar.dispute"].with_user(self.specialist).create({"account_id": account.id, "kind": "inquiry"})

    def test_deadline(self):
        """Ten working days for “other”; half of them when high; set by hand it stays."""
        with freeze_time("2024-03-01"):
            dispute = self.dispute(amount=30.0, reason_id=self.env.ref("ar_specialist.dispute_reason_other").id)
            self.assertEqual(Date.to_string(dispute.deadline), "2024-03-15")
            dispute.priority = "1"
            self.assertEqual(Date.to_string(dispute.deadline), "2024-03-08")
            dispute.reason_id = self.env.ref("ar_specialist.dispute_reason_not_delivered")
            self.assertEqual(Date.to_string(dispute.deadline), "2024-03-06")
            self.assertEqual(dispute.team_id, self.env.ref("ar_specialist.dispute_team_delivery"))
            dispute.deadline = "2024-04-01"
            self.assertEqual(Date.to_string(dispute.deadline), "2024-04-01")

    def test_escalation(self):
        self.company.ar_manager_id = self.manager
        with freeze_time("2024-03-01"):
            dispute = self.dispute(amount=30.0)
            dispute.deadline = "2024-03-10"
        cron = self.env.ref("ar_specialist.ir_cron_dispute_escalation")
        for day, count in (("2024-03-10", 0), ("2024-03-11", 1), ("2024-03-12", 1)):
            with freeze_time(day), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(len(dispute.activity_ids), count, day)
        self.assertEqual(dispute.activity_ids.user_id, self.manager)
        with freeze_time("2024-03-12"):
            self.assertTrue(dispute.is_late)
            self.assertIn(dispute, self.env["ar.dispute"].search([("is_late", "=", True)]))
            dispute.deadline = "2024-03-20"
            self.assertFalse(dispute.is_late)
        with freeze_time("2024-03-21"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(len(dispute.activity_ids), 2, "the new deadline was missed, too")
        dispute.action_cancel()
        self.assertFalse(dispute.activity_ids)

    def test_opened_on_the_screens(self):
        items = self.env["ar.open.item"].with_user(self.specialist).browse(self.item.id)
        for action in (
            items.action_dispute(), self.bill.with_user(self.specialist).action_ar_dispute(),
            self.env["ar.aging"].with_user(self.specialist).dispute_items(self.item.ids),
        ):
            form = Form(
                self.env["ar.dispute"].with_user(self.specialist).with_context(**action["context"]),
                view="ar_specialist.ar_dispute_view_form_quick")
            form.reason_id = self.env.ref("ar_specialist.dispute_reason_price")
            with form.line_ids.edit(0) as line:
                self.assertGreater(line.amount, 0.0)
                line.amount = 10.0
            dispute = form.save()
            self.assertEqual((dispute.amount, dispute.partner_id), (10.0, self.customer))
        account = self.env["ar.account"]._for(self.customer, self.company).with_user(self.specialist)
        form = Form(self.env["ar.dispute"].with_user(self.specialist).with_context(
            **account.action_dispute()["context"]))
        form.kind = "inquiry"
        self.assertEqual(form.save().account_id, account)
        with self.assertRaises(AccessError):
            items.with_user(self.biller).action_dispute()

    def test_marks(self):
        self.dispute(amount=30.0)
        items = self.env["ar.open.item"].with_user(self.specialist)
        self.assertEqual(items.search([("amount_disputed", ">", 0)])._ids, self.item._ids)
        self.assertEqual(items.browse(self.item.id).amount_disputed, 30.0)
        self.assertEqual(self.bill.with_user(self.specialist).ar_amount_disputed, 30.0)
        self.assertEqual(self.bill.with_user(self.specialist).ar_dispute_count, 1)
        self.assertEqual(self.env["ar.aging"]._disputed_today(self.item.ids), set(self.item.ids))
        self.assertEqual(self.env["ar.aging"].with_user(self.biller)._disputed_today(self.item.ids), set())

    def test_analysis(self):
        with freeze_time("2024-03-01"):
            closed, open_one = self.dispute(amount=30.0), self.dispute(amount=10.0)
        with freeze_time("2024-03-11"):
            closed._credit()
            [[cycle, age, amount]] = self.env["ar.dispute.report"].with_user(self.specialist)._read_group(
                [("dispute_id", "in", (closed | open_one).ids)], [], ["cycle_days:avg", "age_days:avg", "amount:sum"])
            self.assertEqual((cycle, age, amount), (10, 10, 40.0))
        self.assertFalse(self.env["ar.dispute.report"].with_user(self.auditor).search(
            [("user_id", "=", self.auditor.id)]))

    def test_case_sheet(self):
        dispute = self.dispute(amount=30.0, subject="Two boxes missing")
        dispute.message_post(body="Called Kim.")
        html, _kind = self.env["ir.actions.report"].with_user(self.specialist)._render_qweb_html(
            "ar_specialist.report_dispute_sheet", dispute.ids)
        for text in (dispute.name, "Two boxes missing", self.bill.name, "Called Kim.", "30.00"):
            self.assertIn(text, html.decode())
