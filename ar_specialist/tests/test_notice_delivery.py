from unittest.mock import patch

from odoo.addons.base.tests.common import MockSmtplibCase
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_notices import NoticesCommon


@tagged("-at_install", "post_install")
class TestNoticeDelivery(NoticesCommon, MockSmtplibCase):
    def activities(self, notice, kind):
        return notice.account_id.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(f"ar_specialist.{kind}"))

    def process(self, notices, failing=False):
        with self.mock_smtplib_connection():
            if failing:
                with patch.object(
                    type(self.env["ir.mail_server"]), "send_email", side_effect=ConnectionError("server is away"),
                ), self.assertLogs("odoo.addons.mail.models.mail_mail", "ERROR"):
                    self.mails(notices).send()
            else:
                self.mails(notices).send()

    def test_one_mail_to_all_addresses_and_a_trace_everywhere(self):
        notice = self.invoice_notice()
        failures = self.send(notice)
        self.assertEqual(failures, {})
        mail = self.mails(notice)
        self.assertEqual(mail.recipient_ids, self.customer)
        self.assertEqual(mail.email_from, self.company.partner_id.email_formatted)
        self.assertFalse(mail.email_cc)
        self.assertEqual(notice.delivery_state, "outgoing")
        self.assertIn(notice.mail_message_id, notice.message_ids)
        for record in (notice.account_id, notice.line_ids.move_id):
            log = record.message_ids[0]
            self.assertIn("Reminder", log.body)
            self.assertEqual(log.subtype_id, self.env.ref("mail.mt_note"))
        self.assertIn(self.collector.partner_id, notice.message_partner_ids, "answers come to the collector")

    def test_sender_and_copy_as_the_level_says(self):
        salesperson = self.env["res.users"].sudo().create({
            "name": "Sam", "login": "sam", "email": "sam@seller.example"})
        self.customer.user_id = salesperson
        level = self.make_level(name="Copied", days=2, sender="collector", copy_to="salesperson")
        notice = self.invoice_notice(level=level)
        self.send(notice)
        mail = self.mails(notice)
        self.assertEqual(mail.email_from, self.collector.partner_id.email_formatted)
        self.assertEqual(mail.author_id, self.collector.partner_id)
        self.assertEqual(mail.email_cc, salesperson.partner_id.email_formatted)

    def test_without_an_address_it_fails_and_the_collector_is_asked_once(self):
        self.customer.email = False
        notices = self.invoice_notice() + self.invoice_notice(
            run_id=self.make_run("2026-03-19").id)
        for notice in notices:
            self.assertEqual(list(self.send(notice)), notice.ids)
            self.assertEqual(notice.state, "planned")
            self.assertFalse(notice.mail_message_id)
        self.assertEqual(self.activities(notice, "activity_type_address").user_id, self.collector)

    def test_a_letter_goes_out_where_the_email_can_not(self):
        self.customer.message_bounce = 1
        notice = self.invoice_notice(level=self.make_level(name="Both", days=3, by_letter=True))
        self.assertEqual(self.send(notice), {})
        self.assertEqual(notice.letter_state, "to_print")
        self.assertEqual(notice.delivery_state, "none")
        self.assertEqual(len(self.activities(notice, "activity_type_address")), 1)

    def test_sent(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.process(notice)
        self.assertEqual(notice.delivery_state, "sent")
        self.assertFalse(self.activities(notice, "activity_type_delivery"))
        self.assertFalse(self.mails(notice), "what is sent needs no record of the mail queue")

    def test_failed_then_tried_again_by_the_queue(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.process(notice, failing=True)
        self.assertEqual(notice.delivery_state, "failed")
        self.assertIn("server is away", notice.delivery_failure)
        self.assertEqual(self.activities(notice, "activity_type_delivery").user_id, self.collector)
        self.mails(notice).mark_outgoing()
        self.assertEqual(notice.delivery_state, "outgoing")
        self.process(notice)
        self.assertEqual(notice.delivery_state, "sent")

    def test_cancelled(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.mails(notice).cancel()
        self.assertEqual(notice.delivery_state, "cancelled")

    def test_bounced_then_sent_again_to_the_right_address(self):
        notice = self.invoice_notice()
        self.send(notice)
        self.process(notice)
        first = notice.mail_message_id
        self.env["mail.thread"].sudo()._routing_handle_bounce(None, {
            "bounced_email": "azure@customer.example", "bounced_partner": self.customer, "bounced_msg_ids": [],
            "bounced_message": first, "body": "<p>no such mailbox</p>", "email_from": "d@x.example",
            "to": "b@x.example", "message_id": "<bounce@x.example>",
        })
        self.assertEqual(notice.delivery_state, "bounced")
        self.assertIn("no such mailbox", notice.delivery_failure)
        self.assertEqual(len(self.activities(notice, "activity_type_delivery")), 1)
        with self.assertRaisesRegex(UserError, "no email address that works"):
            notice.action_resend()
        self.customer.email = "right@customer.example"
        notice.action_resend()
        self.assertEqual(notice.delivery_state, "outgoing")
        self.assertNotEqual(notice.mail_message_id, first)
        self.assertEqual(notice.mail_message_id.body, first.body, "the same message, word for word")
        self.assertIn("right@customer.example", notice.message_ids[0].body)
        self.process(notice)
        self.assertEqual(notice.delivery_state, "sent")
        self.assertTrue(first.exists())

    def test_what_was_not_sent_can_not_be_sent_again(self):
        with self.assertRaisesRegex(UserError, "not sent by email"):
            self.invoice_notice().action_resend()

    def test_activities_for_the_one_in_charge_and_the_manager(self):
        manager = self.env["res.users"].sudo().create({
            "name": "Mona", "login": "mona", "email": "mona@seller.example"})
        self.company.sudo().ar_manager_id = manager
        call = self.env.ref("mail.mail_activity_data_call")
        level = self.make_level(
            name="Call them", days=4, by_email=False, activity_type_id=call.id, escalate=True)
        notice = self.invoice_notice(level=level)
        self.send(notice)
        activities = notice.account_id.activity_ids
        self.assertEqual(activities.filtered(lambda one: one.activity_type_id == call).user_id, self.collector)
        self.assertIn(manager, activities.user_id)
        self.assertFalse(self.mails(notice))

    def test_the_mail_waits_for_the_invoices_and_takes_those_that_are_there(self):
        level = self.make_level(name="With copies", days=5, attach_invoices=True)
        notice = self.invoice_notice(level=level)
        self.send(notice)
        mail = self.mails(notice)
        self.assertTrue(notice.documents_waiting)
        self.env["mail.mail"].sudo().process_email_queue()
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(notice.delivery_state, "outgoing")
        with self.enter_registry_test_mode():
            self.env.ref("ar_specialist.ir_cron_follow_up_documents").sudo().method_direct_trigger()
        self.assertFalse(notice.documents_waiting)
        self.assertEqual(mail.attachment_ids, notice.line_ids.move_id.invoice_pdf_report_id)
        self.assertTrue(mail.attachment_ids)
        self.assertFalse(mail.scheduled_date)
        again = self.notice(
            self.items(notice.line_ids.move_id), level=self.make_level(name="Later", days=6, attach_invoices=True),
            run_id=self.make_run("2026-03-18").id)
        self.send(again)
        self.assertFalse(again.documents_waiting)
        self.assertEqual(self.mails(again).attachment_ids, mail.attachment_ids)

    def test_a_document_that_can_not_be_made_is_told(self):
        notice = self.invoice_notice(level=self.make_level(name="With copies", days=5, attach_invoices=True))
        self.send(notice)
        with patch.object(
            type(self.env["account.move.send"]), "_generate_and_send_invoices", side_effect=UserError("no paper"),
        ), self.assertLogs("odoo.addons.ar_specialist.models.follow_up.ar_notice_documents", "ERROR"):
            self.assertFalse(notice._make_documents())
        self.assertEqual(notice.delivery_state, "failed")
        self.assertIn("no paper", notice.delivery_failure)
        self.assertEqual(len(self.activities(notice, "activity_type_delivery")), 1)

    def test_queries_do_not_grow_with_the_notices(self):
        level = self.make_level(name="All", days=7, by_letter=True)
        partners = self.env["res.partner"].create([
            {"name": f"Customer {number}", "email": f"c{number}@customer.example"} for number in range(110)])
        invoices = self.env["account.move"].create([
            {**self.invoice(5, "2026-03-01", partner=partners[0], post=False).copy_data()[0],
             "partner_id": partner.id, "invoice_date": "2026-03-01", "date": "2026-03-01"}
            for partner in partners])
        invoices.action_post()
        self.env["ar.account"]._for_many(partners, self.company)
        notices = self.env["ar.notice"].concat(*[
            self.notice(self.items(move), move.partner_id, level) for move in invoices])
        counts = []
        for batch in (notices[:10], notices[10:]):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(batch._deliver(), {})
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 20, counts)
        self.assertEqual(len(self.mails(notices)), 110)
