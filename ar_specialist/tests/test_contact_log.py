from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Datetime
from odoo.tests import freeze_time, tagged

from .common_worklist import WorklistCommon


@tagged("-at_install", "post_install")
class TestContactLog(WorklistCommon):
    """A contact, what it does to the account, and what may change of it."""

    def call(self, **values):
        return self.mine.activity_schedule("mail.mail_activity_data_call", **{
            "summary": "Call them", "date_deadline": self.day("2024-03-14"), "user_id": self.specialist.id, **values})

    def chatter(self, account=None):
        return " ".join((account or self.mine).message_ids.mapped("body"))

    def test_account_follows(self):
        log = self.log(person_id=self.contact.id, note="Will look into it")
        self.assertRecordValues(log, [{
            "user_id": self.specialist.id, "company_id": self.company.id, "channel": "call", "direction": "out",
            "next_action_date": self.day("2024-03-22")}])
        self.assertRecordValues(self.mine, [{
            "last_contact_date": self.day("2024-03-15"), "last_contact_channel": "call",
            "next_action_date": self.day("2024-03-22")}])
        self.assertIn("Call · Contact · Reached: Will look into it", self.chatter())

    def test_nobody_reached_is_no_contact(self):
        self.log("no_answer")
        self.assertFalse(self.mine.last_contact_date)
        self.assertEqual(self.mine.next_action_date, self.day("2024-03-16"))

    def test_own_day_for_the_next_action(self):
        self.log(next_action_date="2024-04-02")
        self.assertEqual(self.mine.next_action_date, self.day("2024-04-02"))
        self.log("promised", next_action_date=False)
        self.assertEqual(self.mine.next_action_date, self.day("2024-04-02"), "one to come stays")

    def test_next_action_of_today_is_done(self):
        self.mine.next_action_date = "2024-03-15"
        self.log(next_action_date=False)
        self.assertFalse(self.mine.next_action_date)

    def test_logged_late_changes_nothing_newer(self):
        self.log()
        self.log(date=Datetime.to_datetime("2024-03-10 10:00:00"), channel="letter", next_action_date="2024-03-12")
        self.assertRecordValues(self.mine, [{
            "last_contact_date": self.day("2024-03-15"), "last_contact_channel": "call",
            "next_action_date": self.day("2024-03-22")}])

    def test_completes_the_calls_due(self):
        due, later = self.call(), self.call(date_deadline=self.day("2024-03-20"))
        mail = self.mine.activity_schedule("mail.mail_activity_data_email", date_deadline=self.day("2024-03-14"))
        self.log()
        self.assertFalse(due.exists().filtered("active"))
        self.assertTrue(later.active and mail.active)
        self.assertIn("Call · Reached", self.chatter())

    def test_a_mail_completes_no_call(self):
        due = self.call()
        self.log(channel="email")
        self.assertTrue(due.active)

    def test_completes_what_its_channel_asked_for(self):
        mail, meeting = (self.mine.activity_schedule(
            f"mail.mail_activity_data_{kind}", date_deadline=self.day("2024-03-14")) for kind in ("email", "meeting"))
        self.log(channel="email", direction="in")
        self.assertTrue(mail.active, "they wrote, we did not")
        self.log(channel="email")
        self.assertFalse(mail.exists().filtered("active"))
        self.assertTrue(meeting.active)
        self.log(channel="meeting")
        self.assertFalse(meeting.exists().filtered("active"))

    def test_completes_the_activity_it_came_from(self):
        to_do = self.mine.activity_schedule("mail.mail_activity_data_todo", date_deadline=self.day("2024-03-20"))
        action = to_do.with_user(self.specialist).action_ar_log_contact()
        self.env["ar.contact.entry"].with_user(self.specialist).with_context(**action["context"]).create(
            {"outcome_id": self.outcome_ref(self.env, "reached").id, "channel": "email"}).action_save()
        self.assertFalse(to_do.exists().filtered("active"))

    def test_corrected_within_a_day_by_its_author(self):
        log = self.log("no_answer")
        log.write({"outcome_id": self.outcome_ref(self.env, "message").id, "note": "On the machine"})
        with self.refused("answers for what it says"):
            log.with_user(self.colleague).note = "No"
        with self.refused("can't change"):
            log.next_action_date = "2024-05-01"
        with self.refused("can't change"):
            log.account_id = self.other

    def test_after_a_day_only_the_note(self):
        log = self.log(note="First")
        self.env.flush_all()
        self.env.cr.execute("UPDATE ar_contact_log SET create_date = '2024-03-15 10:00:00' WHERE id = %s", [log.id])
        self.env.invalidate_all()
        with freeze_time("2024-03-17"):
            with self.refused("more than a day old"):
                log.channel = "email"
            log.note = "Second"
            self.assertIn("It was: First", self.chatter())
            with self.refused("answers for what it says"):
                log.with_user(self.manager).note = "Third"

    def test_stays(self):
        log = self.log()
        with self.refused("", AccessError):
            log.unlink()
        with self.refused("stays"):
            log.sudo().unlink()

    def test_whoever_logs_answers_for_it(self):
        self.assertEqual(self.log(user_id=self.manager.id).user_id, self.specialist)

    def test_refusals(self):
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        theirs = self.invoice(5.0, "2024-01-10", partner=self.other_customer)
        with self.refused("not a contact of", ValidationError):
            self.log(person_id=stranger.id)
        with self.refused("not all of", ValidationError):
            self.log(move_line_ids=(self.item + self.items(theirs)).ids)
        with self.refused("has taken place", ValidationError):
            self.log(date=Datetime.to_datetime("2024-03-16 10:00:00"))
        with self.refused("before the contact", ValidationError):
            self.log(next_action_date="2024-03-14")
        promise = self.env["ar.promise"].create({"move_line_ids": self.items(theirs).ids, "date": "2024-03-20"})
        with self.refused("can't be linked", ValidationError):
            self.log(promise_id=promise.id)
        with self.refused("choose one of them", UserError):
            (self.mine + self.other).with_user(self.specialist).action_log_contact()

    def test_refused_for_what_it_is(self):
        """Whoever may not log contacts is told that, not of something that logging looks up on its way."""
        for tried in (
            lambda: self.log(user=self.biller),
            self.env["ar.open.item"].with_user(self.biller).browse(self.item.id).action_log_contact,
        ):
            with self.refused("Contact with a customer", AccessError):
                tried()

    def test_rights(self):
        for user in (self.auditor, self.biller):
            with self.refused("", AccessError):
                self.log(user=user)
            with self.refused("", AccessError):
                self.mine.with_user(user).action_log_contact()
        log = self.log()
        self.assertEqual(log.with_user(self.auditor).outcome_id.name, "Reached")
        with self.refused("", AccessError):
            log.with_user(self.biller).read(["note"])
        with self.refused("", AccessError):
            self.outcome_ref(self.env, "reached").with_user(self.specialist).days = 3
        self.outcome_ref(self.env, "reached").with_user(self.manager).days = 3

    def test_other_company(self):
        other = self.setup_other_company()["company"]
        theirs = self.account(company=other)
        log = self.env["ar.contact.log"].create(
            {"account_id": theirs.id, "outcome_id": self.outcome_ref(self.env, "reached").id})
        self.assertEqual(log.company_id, other)
        self.assertFalse(self.mine.last_contact_date)
        self.assertNotIn(log, log.with_user(self.specialist).search([]))
        with self.refused("", AccessError):
            self.log(account=theirs)
        own = self.env["ar.contact.outcome"].create({"name": "Theirs", "company_id": other.id})
        with self.refused("", UserError):
            self.env["ar.contact.log"].create({"account_id": self.mine.id, "outcome_id": own.id})

    def test_queries_do_not_grow(self):
        self.assertQueriesDoNotGrow(["last_contact_text", "next_action_date", "score_text", "is_mine"])
