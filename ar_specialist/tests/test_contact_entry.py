from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common_worklist import WorklistCommon


@tagged("-at_install", "post_install")
class TestContactEntry(WorklistCommon):
    """Each outcome's effect, in one transaction with the contact."""

    def save(self, outcome, **values):
        self.entry_of(outcome, **values).action_save()
        return self.mine.contact_log_ids[:1]

    def test_nothing(self):
        log = self.save("reached", note="Fine")
        self.assertRecordValues(log, [{
            "promise_id": False, "dispute_id": False, "hold_id": False, "note": "Fine",
            "next_action_date": self.day("2024-03-22")}])

    def test_promise(self):
        log = self.save(
            "promised", items=self.item, promise_date="2024-03-22", promise_amount=60.0, person_id=self.contact.id,
            channel="email", next_action_date="2024-03-23")
        self.assertRecordValues(log.promise_id, [{
            "amount": 60.0, "date": self.day("2024-03-22"), "promised_by_id": self.contact.id, "channel": "email",
            "user_id": self.specialist.id, "account_id": self.mine.id}])
        self.assertEqual(log.promise_id.move_line_ids, self.item)
        self.assertEqual(self.mine.next_action_date, self.day("2024-03-23"))
        self.assertIn(log.promise_id.name, " ".join(self.mine.message_ids.mapped("body")))

    def test_promise_for_the_whole_account(self):
        self.assertEqual(self.save("promised", promise_date="2024-03-22").promise_id.amount, 100.0)

    def test_form_knows_the_day_after_the_promise_and_the_amount(self):
        action = self.mine.with_user(self.specialist).action_log_contact()
        with Form(self.env["ar.contact.entry"].with_user(self.specialist).with_context(**action["context"])) as form:
            form.outcome_id = self.outcome_ref(self.env, "promised")
            form.item_ids.add(self.item)
            form.promise_date = "2024-03-22"
            self.assertEqual((form.promise_amount, str(form.next_action_date)), (100.0, "2024-03-23"))
            form.outcome_id = self.outcome_ref(self.env, "no_answer")
            self.assertEqual(str(form.next_action_date), "2024-03-16")

    def test_person_is_the_last_one_spoken_to(self):
        self.assertEqual(self.entry_of("reached").person_id, self.customer)
        self.log(person_id=self.contact.id)
        self.assertEqual(self.entry_of("reached").person_id, self.contact)

    def test_dispute(self):
        reason = self.env.ref("ar_specialist.dispute_reason_price")
        log = self.save("disputed", items=self.item, dispute_reason_id=reason.id, dispute_amount=30.0, note="<b>Wrong")
        self.assertRecordValues(log.dispute_id, [{
            "kind": "dispute", "amount": 30.0, "reason_id": reason.id, "account_id": self.mine.id, "state": "open"}])
        self.assertIn("&lt;b&gt;Wrong", str(log.dispute_id.description))
        self.assertEqual(self.mine.amount_disputed, 30.0)

    def test_inquiry_of_the_whole_account(self):
        reason = self.env.ref("ar_specialist.dispute_reason_price")
        log = self.save("disputed", dispute_kind="inquiry", dispute_reason_id=reason.id)
        self.assertEqual((log.dispute_id.kind, log.dispute_id.account_id), ("inquiry", self.mine))

    def test_hold(self):
        held = self.env["ar.contact.outcome"].create({"name": "Insolvent", "next_step": "hold", "days": 0})
        entry = self.entry_of("reached", hold_reason="Insolvency", hold_until="2024-04-30")
        entry.outcome_id = held
        entry.action_save()
        log = self.mine.contact_log_ids
        self.assertEqual((log.hold_id.reason, log.hold_id.user_id), ("Insolvency", self.specialist))
        self.assertTrue(self.mine.is_on_hold)

    def test_activity(self):
        self.save("refuses", activity_user_id=self.manager.id)
        activity = self.mine.activity_ids
        self.assertEqual(
            (activity.user_id, activity.summary, activity.date_deadline),
            (self.manager, "Refuses to pay", self.day("2024-03-16")))

    def test_copy(self):
        self.contact.email = "contact@example.com"
        sent = []
        name = "odoo.addons.account.models.account_move_send.AccountMoveSend._generate_and_send_invoices"
        with patch(name, lambda self, moves, **settings: sent.append((moves, settings))):
            self.save("copy", items=self.item, person_id=self.contact.id)
        self.assertEqual(
            sent, [(self.bill, {"sending_methods": ["email"], "mail_partner_ids": self.contact.ids})])

    def test_refusals_leave_nothing(self):
        self.contact.email = False
        for regex, outcome, values in (
            ("Say by which day", "promised", {}),
            ("that is over", "promised", {"promise_date": "2024-03-14"}),
            ("Say what is wrong", "disputed", {"items": self.item}),
            ("Choose the items that are contested", "disputed", {
                "dispute_reason_id": self.env.ref("ar_specialist.dispute_reason_price").id}),
            ("Choose what is to be done", "refuses", {"activity_type_id": False}),
            ("Choose the items of the invoices", "copy", {}),
            ("no email address", "copy", {"items": self.item, "person_id": self.contact.id}),
        ):
            with self.refused(regex):
                self.entry_of(outcome, **values).action_save()
        entry = self.entry_of("reached")
        entry.outcome_id = False
        with self.refused("choose the outcome"):
            entry.action_save()
        held = self.env["ar.contact.outcome"].create({"name": "Insolvent", "next_step": "hold"})
        entry.outcome_id = held
        with self.refused("Say why"):
            entry.action_save()
        self.assertFalse(self.mine.contact_log_ids)
        for made in (self.mine.promise_ids, self.mine.dispute_ids, self.mine.hold_ids):
            self.assertFalse(made)

    def test_from_items(self):
        items = self.env["ar.open.item"].with_user(self.specialist).search([("move_line_id", "=", self.item.id)])
        context = items.action_log_contact()["context"]
        self.assertEqual(
            (context["default_account_id"], context["default_item_ids"]), (self.mine.id, self.item.ids))
        self.invoice(5.0, "2024-01-10", partner=self.other_customer)
        two = self.env["ar.open.item"].with_user(self.specialist).search([("company_id", "=", self.company.id)])
        with self.refused("choose one of them", UserError):
            two.action_log_contact()

    def test_save_and_next(self):
        self.invoice(50.0, "2024-01-10", partner=self.other_customer)
        self.other.collector_id = self.specialist
        self.rescore()
        action = self.entry_of("reached").action_save_next()
        self.assertEqual(action["params"]["next"]["res_id"], self.other.id)
        last = self.env["ar.contact.entry"].with_user(self.specialist).create(
            {"account_id": self.other.id, "outcome_id": self.outcome_ref(self.env, "reached").id}).action_save_next()
        self.assertEqual(last["tag"], "display_notification")
